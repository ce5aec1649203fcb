"""Making the file of a finished purchase whole: the papers that no step wrote."""

from collections.abc import Iterator

from pbjdesa.config.demo.village import Village
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA, TPK
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import make_sheet
from pbjdesa.procurement.queries import checklist, purchases
from pbjdesa.procurement.registry import SHEETS, Sheet


def complete_files(village: Village) -> None:
    """The newest finished purchase of each method gets every paper that its rules require."""
    closed = purchases().of(village.desa).filter(state="closed").order_by("-changed_at", "-pk")  # type: ignore[attr-defined]
    newest: dict[str, Purchase] = {}
    for purchase in closed:
        newest.setdefault(purchase.method, purchase)
    for purchase in newest.values():
        for kinds in [line.kinds for line in checklist(purchase) if line.missing]:
            _make_one(village, purchase, kinds)


def _make_one(village: Village, purchase: Purchase, kinds: tuple[str, ...]) -> None:
    """The first of these papers that somebody can make; what nobody knows stays a dotted line."""
    for sheet in (SHEETS[kind] for kind in kinds if kind in SHEETS):
        for by in _makers(village, purchase, sheet):
            try:
                for copy in sheet.copies(purchase):
                    make_sheet(
                        by=by, purchase=purchase, kind=sheet.slug, typed={}, variant=copy.variant
                    )
            except Refused:
                continue  # Its ground is missing in this story: the file stays without it.
            return


def _makers(village: Village, purchase: Purchase, sheet: Sheet) -> Iterator[Appointment]:
    code = purchase.activity.code
    for holder in village.officials.values():
        if holder.office in sheet.makers and (
            holder.office not in PKA | TPK or holder.covers(code)
        ):
            yield holder
