"""Papers of offers, choice and agreement are filled from the records at the step they belong to."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from pbjdesa.contracts.queries import contract_of
from pbjdesa.documents.models import Document
from pbjdesa.documents.paper.values import BLANK
from pbjdesa.documents.queries import paper_of, pdf_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import group, rupiah, terbilang
from pbjdesa.payments.queries import request_of
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Offer, Purchase
from pbjdesa.procurement.operations import make_sheet
from pbjdesa.procurement.registry import SHEETS
from tests import chosen, scene, tenders
from tests.choosing.conftest import rich
from tests.rule_values.papers import words_of
from tests.rule_values.values import NATIONAL, changed
from tests.rule_values.villages import put_in_force
from tests.tenders import OPENING, TenderVillage, tender_village
from tests.world import territory

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]

Story = tuple[TenderVillage, dict[str, Purchase]]
OF_OFFERS = ("surat_penawaran", "rincian_penawaran")
LATE = 5


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: Any) -> Iterator[Story]:
    """One purchase at each point that matters; the last one came late, under a capped penalty."""
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        put_in_force(changed(NATIONAL, "contract.penalty_cap_percent", 5))
        place = rich(tender_village(territory()))
        yield (
            place,
            {
                "sealed": tenders.offers_sent(place),
                "opened": tenders.offers_opened(place, missing=1),
                "evaluated": chosen.evaluated(place),
                "negotiated": chosen.negotiated(place),
                "awarded": chosen.awarded(place),
                "late": chosen.to_state(place, "requested", days_late=LATE),
            },
        )


def _make(
    place: TenderVillage,
    purchase: Purchase,
    kind: str,
    variant: str = "",
    **typed: Any,
) -> Document:
    office = "tpk_ketua" if "tpk_ketua" in SHEETS[kind].makers else "kasi"
    with clock.frozen(OPENING + timedelta(days=60)):
        paper = make_sheet(
            by=place.by(office), purchase=purchase, kind=kind, typed=typed, variant=variant
        )
    assert pdf_of(paper).startswith(b"%PDF")
    return paper


def _says(paper: Document) -> str:
    return words_of(paper_of(paper))


def _copies(kind: str, purchase: Purchase) -> list[str]:
    return [copy.variant for copy in SHEETS[kind].copies(purchase)]


@pytest.mark.parametrize("kind", OF_OFFERS)
def test_a_sealed_offer_is_not_printed(story: Story, kind: str) -> None:
    place, purchases = story
    purchase = purchases["sealed"]
    assert _copies(kind, purchase) == []
    sent = Offer.objects.like(purchase).filter(invitee__tender__purchase=purchase)
    assert sent.count() == 2
    for offer in sent:
        with pytest.raises(Refused, match="belum dibuka"):
            SHEETS[kind].fill(purchase, place.by("tpk_ketua"), str(offer.pk))


def test_each_opened_offer_is_a_letter_and_a_list_of_its_prices(story: Story) -> None:
    place, purchases = story
    purchase = purchases["opened"]
    offers = chosen.offers_of(purchase)
    for kind in OF_OFFERS:
        assert _copies(kind, purchase) == [str(offer.pk) for offer in offers]
    for offer in offers:
        letter = _says(_make(place, purchase, "surat_penawaran", str(offer.pk)))
        assert rupiah(offer.total) in letter
        assert terbilang(offer.total) in letter
        assert offer.invitee.supplier.owner_name in letter
        assert offer.invitee.letter.number in letter
        assert f"{offer.valid_days} ({terbilang(offer.valid_days)}) hari kalender" in letter
        assert "Disalin dari penawaran elektronik" in letter
        prices = _says(_make(place, purchase, "rincian_penawaran", str(offer.pk)))
        for line in queries.lines_of(offer.invitee.tender)[offer.pk].values():
            assert (group(line.unit_price) if line.unit_price else "tidak ditawar") in prices


def test_the_letter_of_an_offer_bears_no_number_of_the_village(story: Story) -> None:
    place, purchases = story
    offer = chosen.offers_of(purchases["opened"])[0]
    assert _make(place, purchases["opened"], "surat_penawaran", str(offer.pk)).number == ""


@pytest.mark.parametrize("kind", ["isian_penyedia", "pernyataan_kebenaran_usaha"])
def test_every_supplier_gets_a_form_that_leaves_secrets_to_its_hand(
    story: Story, kind: str
) -> None:
    place, purchases = story
    purchase = purchases["sealed"]
    asked = tenders.invitees(purchase)
    assert _copies(kind, purchase) == [str(one.supplier_id) for one in asked]
    form = _says(_make(place, purchase, kind, str(asked[0].supplier_id)))
    assert asked[0].supplier.name in form
    assert purchase.title in form
    assert BLANK in form


def test_the_supplier_whose_turn_it_is_is_called_to_negotiate(story: Story) -> None:
    place, purchases = story
    purchase = purchases["evaluated"]
    cheapest = min(chosen.offers_of(purchase), key=lambda offer: offer.total or 0)
    variant = str(cheapest.invitee.supplier_id)
    assert _copies("undangan_negosiasi", purchase) == [variant]
    call = _says(_make(place, purchase, "undangan_negosiasi", variant, held_time="13.00 WIB"))
    assert cheapest.invitee.supplier.name in call
    assert rupiah(cheapest.total) in call
    assert "13.00 WIB" in call
    assert queries.sheets_made(purchase, "ba_evaluasi")[0].number in call


def test_nobody_is_called_to_a_talk_that_was_held(story: Story) -> None:
    place, purchases = story
    purchase = purchases["negotiated"]
    for variant in _copies("undangan_negosiasi", purchase):
        with pytest.raises(Refused, match="sudah berlangsung"):
            _make(place, purchase, "undangan_negosiasi", variant)


def test_an_offer_is_accepted_at_the_agreed_price_after_the_award(story: Story) -> None:
    place, purchases = story
    purchase = purchases["awarded"]
    award = queries.award_of(purchase)
    assert award is not None
    letter = _says(_make(place, purchase, "persetujuan_penawaran"))
    assert rupiah(award.value) in letter
    assert award.document.number in letter
    assert "Surat Perintah Kerja" in letter
    with pytest.raises(Refused, match="Tetapkan dulu pemenangnya"):
        _make(place, purchases["evaluated"], "persetujuan_penawaran")


@pytest.mark.parametrize(
    "kind", ["nota_pesanan", "spmk", "adendum", "surat_teguran", "pemutusan_perjanjian"]
)
def test_without_an_agreement_nothing_follows_from_it(story: Story, kind: str) -> None:
    place, purchases = story
    variant = _copies(kind, purchases["awarded"])[0]
    with pytest.raises(Refused, match="buat dulu perjanjiannya"):
        _make(place, purchases["awarded"], kind, variant)


def test_the_start_counts_as_the_agreement_does(story: Story) -> None:
    place, purchases = story
    contract = contract_of(purchases["late"])
    assert contract is not None
    paper = _says(_make(place, purchases["late"], "spmk"))
    assert contract.document.number in paper
    assert clock.long_date(contract.signed_on) in paper
    assert clock.long_date(contract.due_on) in paper
    note = _says(_make(place, purchases["late"], "nota_pesanan"))
    assert group(contract.value) in note


def test_warnings_are_counted_and_each_names_the_one_before(story: Story) -> None:
    place, purchases = story
    purchase = purchases["late"]
    assert _copies("surat_teguran", purchase) == ["1"]
    first = _make(place, purchase, "surat_teguran", "1", faults=["Barang belum datang."])
    assert "Teguran sebelumnya" not in _says(first)
    assert _copies("surat_teguran", purchase) == ["1", "2"]
    second = _make(place, purchase, "surat_teguran", "2", faults=["Barang belum datang."])
    assert first.number in _says(second)
    end = _says(_make(place, purchase, "pemutusan_perjanjian", grounds=["Tidak memperbaiki."]))
    assert first.number in end
    assert second.number in end


def test_an_amendment_shows_what_was_agreed_before(story: Story) -> None:
    place, purchases = story
    contract = contract_of(purchases["late"])
    assert contract is not None
    paper = _make(place, purchases["late"], "adendum", "1", total_after=contract.value + 1)
    assert rupiah(contract.value) in _says(paper)
    assert rupiah(contract.value + 1) in _says(paper)
    assert _copies("adendum", purchases["late"]) == ["1", "2"]


def test_the_penalty_on_paper_is_the_one_that_is_cut_from_the_payment(story: Story) -> None:
    place, purchases = story
    purchase = purchases["late"]
    contract = contract_of(purchase)
    assert contract is not None
    paper = _make(place, purchase, "pemberitahuan_denda")
    request = request_of(contract)
    assert request is not None
    assert paper.data["penalty"] == request.penalty > 0
    assert rupiah(request.penalty) in _says(paper)
    with pytest.raises(Refused, match="perjanjiannya"):
        _make(place, purchases["awarded"], "pemberitahuan_denda")
