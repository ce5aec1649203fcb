"""All offers in one table, and the evaluation: administrasi, teknis, harga (A010, R-22 … R-24)."""

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Assessment, Invitee, Offer, OfferLine, Purchase
from pbjdesa.procurement.states import OfferChannel
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.tenancy import same_home
from tests import chosen, tenders
from tests.choosing.conftest import At, under
from tests.tenders import TenderVillage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("later"), pytest.mark.slow]


def judge(place: TenderVillage, offer: Offer, **fails: str) -> str:
    answers = chosen.all_good(queries.purchase_of(offer.invitee.tender), **fails)
    return operations.assess_offer(by=place.by("tpk_ketua"), offer=offer, answers=answers)


def record(place: TenderVillage, purchase: Purchase) -> None:
    operations.record_evaluation(by=place.by("tpk_ketua"), purchase=purchase)


# --- The table ------------------------------------------------------------------------------------


def test_the_table_shows_suppliers_as_columns_and_marks_what_is_missing(
    place: TenderVillage,
) -> None:
    purchase = tenders.offers_opened(place, (95, 90), missing=1)
    shown = queries.comparison(chosen.round_of(purchase))
    assert [one.supplier for one in shown.offers] == [shop.name for shop in place.shops[:2]]
    assert [one.missing for one in shown.offers] == [0, 1]
    assert [one.cheapest for one in shown.offers] == [True, False]
    assert shown.offers[0].share_words == "95,0%"
    assert shown.hps_total == purchase.hps
    first, second = shown.items[1].cells
    assert (first.cheapest, second.missing) == (True, True)


def test_of_two_members_who_judge_one_offer_at_once_the_second_is_told(
    place: TenderVillage, at: At
) -> None:
    purchase = at("opened")
    offer = chosen.offers_of(purchase)[0]
    seen = queries.assessment_stamp(offer)
    good = chosen.all_good(purchase)
    operations.assess_offer(by=place.by("tpk_ketua"), offer=offer, answers=good, seen=seen)
    with pytest.raises(Conflict, match="Anggota TPK lain"):
        operations.assess_offer(by=place.by("tpk_anggota"), offer=offer, answers=good, seen=seen)
    now = queries.assessment_stamp(offer)
    operations.assess_offer(by=place.by("tpk_anggota"), offer=offer, answers=good, seen=now)


def more_offers(purchase: Purchase, count: int) -> None:
    """Rows as the opening leaves them, without the way that leads there."""
    tender, items = chosen.round_of(purchase), queries.items_of(purchase)
    first = Supplier.objects.of(purchase.desa.kab).first()
    assert first is not None
    for number in range(count):
        shop = Supplier.objects.of(purchase.desa.kab).get(pk=first.pk)
        shop.pk, shop.name = None, f"Toko {number}"
        shop.save()
        asked = Invitee(**same_home(tender), tender=tender, supplier=shop, order=100 + number)
        asked.save()
        offer = Offer(
            **same_home(tender),
            invitee=asked,
            channel=OfferChannel.LINK,
            received_at=tender.closes_at,
            opened_at=tender.opened_at,
            total=1_000 + number,
        )
        offer.save()
        for item in items:
            OfferLine(**same_home(offer), offer=offer, item=item, unit_price=number + 1).save()


def test_the_table_costs_as_many_queries_for_forty_offers_as_for_two(
    at: At, django_assert_num_queries
) -> None:
    purchase = at("opened")
    tender = chosen.round_of(purchase)
    for count in (0, 1, 37):
        more_offers(purchase, count)
        with django_assert_num_queries(2):
            queries.comparison(tender)
        with django_assert_num_queries(5):
            queries.ranking(tender)
        with django_assert_num_queries(2):
            queries.assessments_of(tender)


# --- Answers --------------------------------------------------------------------------------------


def test_a_fail_says_why_and_stops(place: TenderVillage, at: At) -> None:
    offer = chosen.offers_of(at("opened"))[0]
    with pytest.raises(Refused, match="Tulis apa yang kurang") as refused:
        judge(place, offer, administrasi=" ")
    assert refused.value.field == "note_administrasi_0"
    assert judge(place, offer, administrasi="Surat tidak ditandatangani.") == "failed"
    rows = Assessment.objects.like(offer).filter(offer=offer)
    assert set(rows.values_list("stage", flat=True)) == {"administrasi"}


def test_answers_may_change_until_the_evaluation_is_recorded(place: TenderVillage, at: At) -> None:
    purchase = at("opened")
    offer = chosen.offers_of(purchase)[0]
    assert judge(place, offer) == "passed"
    assert judge(place, offer, administrasi="Surat tidak ditandatangani.") == "failed"
    shown = queries.assessments_of(chosen.round_of(purchase))[offer.pk]
    assert {stage for stage, _ in shown} == {"administrasi"}
    assert judge(place, offer) == "passed"
    chosen.assess(place, purchase)
    record(place, purchase)
    with pytest.raises(Conflict):
        judge(place, offer)


def test_part_of_the_answers_is_kept_and_decides_nothing(place: TenderVillage, at: At) -> None:
    purchase = at("opened")
    offer = chosen.offers_of(purchase)[0]
    answers = dict(list(chosen.all_good(purchase).items())[:1])
    by = place.by("tpk_ketua")
    assert operations.assess_offer(by=by, offer=offer, answers=answers) == ""
    assert Assessment.objects.like(offer).filter(offer=offer).count() == 1
    with pytest.raises(Refused, match="Masih 2 penawaran"):
        record(place, purchase)


def test_the_evaluation_of_all_writes_the_minutes_and_the_ranking(
    place: TenderVillage, at: At
) -> None:
    purchase = at("opened")
    chosen.assess(place, purchase)
    record(place, purchase)
    ranked = queries.ranking(chosen.round_of(purchase))
    assert [(one.place, one.offer.invitee.supplier.name) for one in ranked] == [
        (1, place.shops[1].name),
        (2, place.shops[0].name),
    ]
    papers = Document.objects.like(purchase).filter(dossier=purchase.dossier)
    assert papers.filter(kind="ba_evaluasi").count() == 1
    with pytest.raises(Conflict):
        record(place, purchase)


def test_an_incomplete_offer_fails_by_arithmetic(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place, (95, 90), missing=0)
    with clock.frozen(tenders.OPENING):
        assert [judge(place, offer) for offer in chosen.offers_of(purchase)] == ["passed", "failed"]
    (complete,) = queries.ranking(chosen.round_of(purchase))
    assert complete.offer.invitee.supplier == place.shops[0]


@pytest.mark.parametrize(
    ("over_hps", "tolerance", "verdict"),
    [
        ("negotiate", 0, "passed"),
        ("fail", 0, "failed"),
        ("fail", 5, "passed"),
        ("fail", 4, "failed"),
    ],
)
def test_an_offer_above_the_hps_fails_or_waits_for_the_negotiation(
    place: TenderVillage, over_hps: str, tolerance: int, verdict: str
) -> None:
    purchase = tenders.offers_opened(place, (105,))
    values = {"evaluation__over_hps": over_hps, "evaluation__tolerance_percent": tolerance}
    plain = {"evaluation__over_hps": "negotiate", "evaluation__tolerance_percent": 0}
    if differing := {name: value for name, value in values.items() if plain[name] != value}:
        under(purchase, **differing)
    (offer,) = chosen.offers_of(purchase)
    assert judge(place, offer) == verdict


def test_the_stages_come_in_the_order_of_the_rule_set(place: TenderVillage, at: At) -> None:
    purchase = under(at("opened"), evaluation__order=("teknis", "administrasi", "harga"))
    offer = chosen.offers_of(purchase)[0]
    assert judge(place, offer, teknis="Bukan 40 kg.", administrasi="Tanpa surat.") == "failed"
    rows = Assessment.objects.like(offer).filter(offer=offer)
    assert set(rows.values_list("stage", flat=True)) == {"teknis"}


def test_an_envelope_is_judged_after_two_people_typed_it(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    with clock.frozen(tenders.START):
        offer = operations.take_envelope(
            by=place.by("tpk_sekretaris"), invitee=tenders.invitees(purchase)[0]
        )
    tenders.opened(place, purchase)
    with pytest.raises(Refused, match="belum diketik dua orang"):
        judge(place, offer)
    for office in ("tpk_sekretaris", "tpk_anggota"):
        operations.type_paper_offer(
            by=place.by(office), offer=offer, content=tenders.content_of(purchase)
        )
    assert judge(place, offer) == "passed"


def test_only_the_tpk_judges(place: TenderVillage, at: At) -> None:
    offer = chosen.offers_of(at("opened"))[0]
    for office in ("kasi", "sekdes", "kepala_desa"):
        with pytest.raises(Refused, match="bukan tugas jabatan"):
            operations.assess_offer(by=place.by(office), offer=offer, answers={})


def test_an_offer_of_another_round_is_not_judged_here(place: TenderVillage, at: At) -> None:
    purchase = at("opened")
    offer = chosen.offers_of(purchase)[0]
    chosen.assess(place, purchase, {0: "teknis", 1: "teknis"})
    operations.repeat_request(by=place.by("tpk_ketua"), purchase=purchase, note="Ulang.")
    with pytest.raises(Conflict):
        judge(place, offer)


def test_judging_again_undoes_the_negotiation_and_needs_a_note(
    place: TenderVillage, at: At
) -> None:
    purchase, ketua = at("negotiated"), place.by("tpk_ketua")
    with pytest.raises(Refused, match="Tulis dulu"):
        operations.return_evaluation(by=ketua, purchase=purchase, note=" ")
    operations.return_evaluation(by=ketua, purchase=purchase, note="Salah baca surat.")
    tender = chosen.round_of(purchase)
    assert tender.evaluated_at is None
    assert [one.withdrawn_at is not None for one in queries.negotiations_of(tender)] == [True]
    record(place, purchase)
    with pytest.raises(Refused, match="Catat dulu hasil negosiasinya"):
        chosen.choose(place, purchase, queries.partners_of(tender)[0])
    chosen.negotiate(place, purchase)
    chosen.choose(place, purchase)
