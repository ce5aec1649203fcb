"""Every paper that no step writes is filled from a real purchase, and what is left out is asked."""

from collections.abc import Iterator
from typing import Any

import pytest

from pbjdesa.documents.paper import values
from pbjdesa.documents.queries import pdf_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA, TPK
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import make_sheet
from pbjdesa.procurement.registry import SHEETS, Sheet
from tests import chosen, scene, tenders
from tests.choosing.conftest import rich
from tests.tenders import TenderVillage, tender_village
from tests.world import Village, territory

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]

Place = tuple[TenderVillage, dict[str, Purchase]]


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Place]:
    """A direct purchase and a request for offers, both paid and closed."""
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        village = rich(tender_village(territory()))
        yield (
            village,
            {
                "pembelian_langsung": scene.purchase_in(village, "closed"),
                "permintaan_penawaran": chosen.to_state(village, "closed"),
                "draft": scene.purchase_in(village, "draft"),
                "inviting": tenders.request_sent(village),
            },
        )


def _maker(place: Village, sheet: Sheet, purchase: Purchase) -> Appointment:
    """Somebody who may make it: of the field of work where the paper asks for it."""
    code = purchase.activity.code
    for office, holder in place.officials.items():
        if office in sheet.makers and (office not in PKA | TPK or holder.covers(code)):
            return holder
    raise AssertionError(f"nobody may make {sheet.slug}")


def _filled(
    sheet: Sheet, purchase: Purchase, by: Appointment, variant: str
) -> tuple[dict[str, Any], str]:
    """What the records fill in, or what has to be done first."""
    try:
        known = sheet.fill(purchase, by, variant)
    except Refused as refusal:
        return {}, " ".join(refusal.reasons)
    values.checked(PAPERS[sheet.slug].fields, known)
    return known, ""


NOT_ALWAYS = {
    "bukti_pajak": "tidak dipotong pajak",
    "pemberitahuan_denda": "denda",
    "surat_teguran": "",
    "adendum": "",
    "pemutusan_perjanjian": "",
    "spmk": "SPK",
    "undangan_negosiasi": "sudah berlangsung",
}
"""Papers that a closed purchase may have no ground for, and a word of what they say then."""


@pytest.mark.parametrize("method", ["pembelian_langsung", "permintaan_penawaran"])
@pytest.mark.parametrize("slug", [sheet.slug for sheet in SHEETS])
def test_a_sheet_fills_and_prints_for_a_finished_purchase(
    place: Place, slug: str, method: str
) -> None:
    village, purchases = place
    purchase, sheet = purchases[method], SHEETS[slug]
    by = _maker(village, sheet, purchase)
    for copy in sheet.copies(purchase):
        known, reason = _filled(sheet, purchase, by, copy.variant)
        if reason:
            assert slug in NOT_ALWAYS, reason
            assert NOT_ALWAYS[slug] in reason
            continue
        assert known
        paper = make_sheet(by=by, purchase=purchase, kind=slug, typed={}, variant=copy.variant)
        assert pdf_of(paper).startswith(b"%PDF")


@pytest.mark.parametrize("state", ["draft", "inviting"])
@pytest.mark.parametrize("slug", [sheet.slug for sheet in SHEETS])
def test_too_early_it_says_what_to_do_first_or_leaves_lines_open(
    place: Place, slug: str, state: str
) -> None:
    village, purchases = place
    purchase, sheet = purchases[state], SHEETS[slug]
    by = _maker(village, sheet, purchase)
    for copy in sheet.copies(purchase):
        known, reason = _filled(sheet, purchase, by, copy.variant)
        assert known or reason.endswith(".")


def test_every_sheet_is_a_paper_that_somebody_may_make() -> None:
    assert len(SHEETS) >= 20
    for sheet in SHEETS:
        assert sheet.slug in PAPERS
        assert sheet.makers
