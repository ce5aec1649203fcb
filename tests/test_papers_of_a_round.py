"""The papers of a whole round, from the letter to the contract: what they say, from real rows."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from pbjdesa.contracts.operations import sign_contract
from pbjdesa.documents.models import Document
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.testing import text_of
from pbjdesa.documents.queries import loose_paper, papers_of, pdf_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.money import rupiah
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import statement_data
from tests import chosen, tenders
from tests.tenders import OPENING, TenderVillage, tender_village
from tests.world import territory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ASKED = {"spesifikasi", "hps", "permintaan_penawaran", "ba_pembukaan"}
CHOSEN = {"ba_evaluasi", "daftar_hadir", "ba_negosiasi", "penetapan_pemenang"}


@pytest.fixture
def place() -> TenderVillage:
    return tender_village(territory())


@pytest.fixture
def signed(place: TenderVillage) -> Iterator[Purchase]:
    purchase = chosen.awarded(place)
    with clock.frozen(OPENING + timedelta(hours=4)):
        sign_contract(by=place.by("kasi"), purchase=purchase)
        yield purchase


def paper(purchase: Purchase, kind: str) -> Document:
    return next(each for each in papers_of(purchase.dossier) if each.kind == kind)


def words(purchase: Purchase, kind: str) -> str:
    return " ".join(text_of(pdf_of(paper(purchase, kind))).split())


def test_every_paper_of_the_round_lies_in_the_dossier_and_prints(signed: Purchase) -> None:
    papers = papers_of(signed.dossier)
    assert {each.kind for each in papers} >= ASKED | CHOSEN | {"spk", "pengumuman_hasil"}
    for each in papers:
        assert pdf_of(each).startswith(b"%PDF")


def test_each_supplier_is_asked_by_a_letter_with_its_own_link(signed: Purchase) -> None:
    letters = [each for each in papers_of(signed.dossier) if each.kind == "permintaan_penawaran"]
    tender = queries.tender_of(signed)
    assert tender is not None
    invitees = queries.invitees_of(tender)
    assert len(letters) == len(invitees)
    for invitee in invitees:
        assert invitee.letter is not None
        printed = text_of(pdf_of(invitee.letter)).replace("\n", "")
        assert queries.link_of(invitee) in printed
        code = queries.code_of(invitee)
        assert not code or code not in printed


def test_the_minutes_rank_the_offers_and_name_the_share_of_the_hps(signed: Purchase) -> None:
    data = paper(signed, "ba_evaluasi").data
    assert [row["rank"] for row in data["prices"]] == ["1", "2"]
    assert [row["result"] for row in data["prices"]] == ["Lulus", "Lulus"]
    assert data["prices"][0]["total"] < data["prices"][1]["total"]
    assert all(0 < float(row["hps_share"]) <= 100 for row in data["prices"])
    assert all(len(row["unit_prices"]) == len(data["offers"]) for row in data["items"])
    assert all(sum("*" in price for price in row["unit_prices"]) >= 1 for row in data["items"])
    assert data["conclusion"].startswith("Penawaran ")


def test_the_award_cites_the_minutes_and_the_contract_cites_the_award(signed: Purchase) -> None:
    award, minutes = paper(signed, "penetapan_pemenang"), paper(signed, "ba_negosiasi")
    assert award.data["negotiation_number"] == minutes.number
    assert award.data["evaluation_number"] == paper(signed, "ba_evaluasi").number
    contract = paper(signed, "spk")
    assert contract.data["award_number"] == award.number
    assert contract.data["total"] == award.data["value"] == signed.value
    assert sum(row["amount"] for row in contract.data["items"]) == signed.value
    assert rupiah(signed.value) in words(signed, "spk")


def test_everybody_of_the_tpk_signs_the_minutes(signed: Purchase, place: TenderVillage) -> None:
    names = [seat.person.name for seat in place.tpk()]
    for kind in ("ba_pembukaan", "ba_evaluasi", "ba_negosiasi"):
        assert [row["name"] for row in paper(signed, kind).data["tpk"]] == names
    assert [row["name"] for row in paper(signed, "penetapan_pemenang").data["signers"]] == names[:1]


def test_the_contract_names_the_numbers_of_the_rule_set_and_none_of_its_own(
    signed: Purchase,
) -> None:
    terms, data = queries.rules_for(signed).contract, paper(signed, "spk").data
    assert data["penalty_permille"] == terms.penalty_permille.value
    assert data["force_majeure_days"] == terms.force_majeure_notice.days
    assert terms.penalty_cap_percent.value is None
    assert "denda paling banyak mengikuti peraturan" in words(signed, "spk")
    assert data["retention_percent"] is None


def test_the_notice_names_no_person_but_the_tpk(signed: Purchase) -> None:
    printed = words(signed, "pengumuman_hasil")
    supplier = queries.award_of(signed)
    assert supplier is not None
    assert supplier.supplier.name in printed
    assert supplier.supplier.owner_name not in printed


def test_an_opening_without_offers_says_so(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place, ())
    data = paper(purchase, "ba_pembukaan").data
    assert data["offers"] == []
    assert len(data["silent"]) == data["invited"]
    assert "tidak ada penawaran" in data["conclusion"]
    assert "tidak menawar" in words(purchase, "ba_pembukaan")


def test_a_supplier_gets_the_statement_to_sign_with_what_is_known(signed: Purchase) -> None:
    tender = queries.tender_of(signed)
    assert tender is not None
    invitee = queries.invitees_of(tender)[0]
    data = statement_data(tender, invitee)
    paper = loose_paper(signed.desa, queries.rules_for(signed), "pernyataan_kebenaran_usaha", data)
    printed = " ".join(text_of(render_pdf(paper)).split())
    assert invitee.supplier.name in printed
    assert signed.title in printed
    assert "PEMERINTAH" not in printed
    assert "NIK : …" in printed
