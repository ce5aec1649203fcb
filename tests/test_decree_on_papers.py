"""The decree that formed the team stands, with its number, on every later paper of it (A004)."""

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.documents.paper.testing import sample_of, squeezed
from pbjdesa.documents.paper.testing import text_of as words_of
from pbjdesa.documents.queries import papers_of, pdf_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.people.offices import TPK
from pbjdesa.people.operations import TpkSeat
from pbjdesa.people.queries import tpk_of
from pbjdesa.planning.teams import decree_tpk
from pbjdesa.procurement.paperwork import decree_of
from tests import chosen, tenders
from tests.tenders import TenderVillage, tender_village
from tests.world import territory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BY_A_STEP = (
    "ba_pembukaan",
    "ba_evaluasi",
    "ba_negosiasi",
    "penetapan_pemenang",
    "ba_pemeriksaan",
)
"""Written by the steps of the team, from the opening to the inspection."""
OF_THE_END = ("laporan_tpk", "bast_tpk")
"""Made on the page Berkas when the work is done."""


@pytest.fixture
def place() -> TenderVillage:
    return tender_village(territory())


def decree(place: TenderVillage, *, for_activity: bool) -> Document:
    """The kepala desa seats the same people again, by a decree from the names that are stored."""
    old = [seat for office, seat in place.officials.items() if office in TPK]
    with clock.frozen(tenders.START):
        today = clock.today(place.desa.zone)
        document = decree_tpk(
            by=place.by("kepala_desa"),
            desa=place.desa,
            seats=[TpkSeat(one.office, one.element, person=one.person) for one in old],
            from_date=today,
            activity=place.activity if for_activity else None,
        )
        for seat in tpk_of(place.desa, today, place.activity.code):
            place.officials[seat.office] = seat
    return document


@pytest.mark.parametrize("for_activity", [False, True], ids=["of the year", "of one activity"])
def test_the_decree_fills_every_later_paper(place: TenderVillage, for_activity: bool) -> None:
    document = decree(place, for_activity=for_activity)
    said = f"Nomor {document.number} tanggal {clock.plain_date(document.dated)}"
    purchase = chosen.to_state(place, "inspected")
    papers = {paper.kind: paper for paper in papers_of(purchase.dossier)}
    silent = [
        kind for kind in BY_A_STEP if squeezed(said) not in squeezed(words_of(pdf_of(papers[kind])))
    ]
    assert silent == []


def test_a_decree_made_outside_the_system_is_named_as_it_was_written_down(
    place: TenderVillage,
) -> None:
    purchase = chosen.awarded(place)
    with clock.frozen(tenders.OPENING):
        for seat in tpk_of(place.desa, clock.today(place.desa.zone), place.activity.code):
            seat.decree = "SK Kepala Desa Nomor 10 Tahun 2026"
            seat.save()
        assert decree_of(purchase) == "SK Kepala Desa Nomor 10 Tahun 2026"


def test_a_team_without_a_written_decree_leaves_no_empty_line(place: TenderVillage) -> None:
    purchase = chosen.awarded(place)
    minutes = next(one for one in papers_of(purchase.dossier) if one.kind == "ba_negosiasi")
    assert "SK TPK" not in words_of(pdf_of(minutes))


@pytest.mark.parametrize("kind", [*BY_A_STEP, *OF_THE_END])
def test_every_paper_that_rests_on_the_team_has_a_place_for_its_decree(kind: str) -> None:
    paper = PAPERS[kind]
    assert "decree" in paper.by_name
    golden = (paper.folder / "golden.txt").read_text("utf-8")
    assert squeezed(sample_of(paper)["decree"]) in squeezed(golden)
