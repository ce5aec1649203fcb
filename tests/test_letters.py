"""Papers of one kind side by side in a dossier, and under whose letterhead each is written."""

import pytest

from pbjdesa.documents.models import Document, Dossier
from pbjdesa.documents.operations import issue_paper, open_dossier
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.testing import sample_of, text_of
from pbjdesa.documents.queries import check, loose_paper, paper_of, papers_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.ruleset import RuleSet
from tests.world import Village, territory, village

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Village:
    return village(territory())


def rules(place: Village) -> RuleSet:
    return rules_of(in_force(place.desa.kab.code, clock.today()))


def dossier(place: Village) -> Dossier:
    return open_dossier(by=place.by("kasi"), desa=place.desa, title="Jalan", year=2026)


def letter(place: Village, where: Dossier, variant: str) -> Document:
    kind = "permintaan_penawaran"
    return issue_paper(
        by=place.by("kasi"),
        dossier=where,
        kind=kind,
        data=sample_of(PAPERS[kind]),
        rules=rules(place),
        dated=clock.today(),
        variant=variant,
    )


def test_each_supplier_has_a_letter_of_its_own_and_only_that_one_is_replaced(
    place: Village,
) -> None:
    where = dossier(place)
    first, second = letter(place, where, "11"), letter(place, where, "12")
    again = letter(place, where, "11")
    assert papers_of(where) == [second, again]
    assert [paper.version for paper in (first, second, again)] == [1, 1, 2]
    first.refresh_from_db()
    assert first.superseded_at is not None


def test_letters_to_suppliers_share_one_series_of_numbers(place: Village) -> None:
    where = dossier(place)
    numbers = [letter(place, where, variant).number for variant in ("11", "12", "11")]
    assert [number[:3] for number in numbers] == ["001", "002", "003"]


def test_the_link_of_a_supplier_is_printed_and_never_kept_in_clear(place: Village) -> None:
    document = letter(place, dossier(place), "11")
    link = sample_of(PAPERS["permintaan_penawaran"])["answer_link"]
    assert link not in str(document.data)
    assert link not in document.frozen
    assert link in str(paper_of(document))
    found = check(document.code)
    assert found is not None
    assert link not in str(found.facts)


def test_the_tpk_writes_under_its_own_letterhead(place: Village) -> None:
    heads = {
        kind: loose_paper(place.desa, rules(place), kind, {}).letterhead.lines
        for kind in ("permintaan_penawaran", "spk", "pernyataan_kebenaran_usaha")
    }
    assert heads["permintaan_penawaran"][0] == "TIM PELAKSANA KEGIATAN"
    assert heads["spk"][0].startswith("PEMERINTAH KABUPATEN")
    assert heads["pernyataan_kebenaran_usaha"] == ()


def test_a_receipt_carries_the_code_that_its_offer_has(place: Village) -> None:
    kind = "tanda_terima_penawaran"
    data = sample_of(PAPERS[kind])
    url = "https://pbj.example/cek/K3F79QWX2MTR"
    paper = loose_paper(place.desa, rules(place), kind, data, code="K3F79QWX2MTR", check_url=url)
    assert "K3F7-9QWX-2MTR" in text_of(render_pdf(paper))
    assert paper.number.startswith("…")
