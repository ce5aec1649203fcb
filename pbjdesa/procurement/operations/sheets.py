"""Papers that people make beside the steps: filled from the records, finished by hand."""

from typing import Any

from pbjdesa.documents.models import Document
from pbjdesa.documents.operations import issue_paper
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA, TPK
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.registry import SHEETS


@operation
def make_sheet(
    *,
    by: Appointment,
    purchase: Purchase,
    kind: str,
    typed: dict[str, Any],
    variant: str = "",
    seen: int | None = None,
) -> Document:
    """Issue a paper of this purchase that no step writes by itself; made again, it replaces.

    `typed` fills fields that the records leave open, and never one that they know. `seen` is the
    version that the maker had before them, 0 for none. Raises Refused for whoever may not make it,
    for a copy that has no ground, and where its ground is missing; Conflict when somebody else made
    the paper meanwhile.
    """
    sheet = SHEETS[kind]
    run_by_activity = by.office in PKA | TPK
    check_authority(
        by,
        desa=purchase.desa,
        offices=sheet.makers,
        activity_code=purchase.activity.code if run_by_activity else "",
    )
    purchase = (
        queries.purchases()
        .select_for_update(of=("self",))
        .get(kab_id=purchase.kab_id, pk=purchase.pk)
    )
    if purchase.state == "cancelled":
        raise Refused("Belanja ini dibatalkan. Surat baru tidak bisa dibuat.")
    if variant not in {copy.variant for copy in sheet.copies(purchase)}:
        raise Refused("Surat ini belum bisa dibuat. Buka lagi daftar berkasnya.")
    made = queries.version_of(queries.sheet_made(purchase, kind, variant))
    if seen is not None and seen != made:
        raise Conflict("Surat ini baru saja dibuat orang lain. Buka lagi daftar berkasnya.")
    data = sheet.finish({**_typed(PAPERS[kind], typed), **sheet.fill(purchase, by, variant)})
    document = issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind=kind,
        data=data,
        rules=queries.rules_for(purchase),
        dated=clock.today(purchase.desa.zone),
        variant=variant,
    )
    record(purchase, by=by, data={"paper": kind, "number": document.number})
    return document


def _typed(kind: PaperKind, typed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if name in kind.by_name}
