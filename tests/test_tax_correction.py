"""The treasurer corrects a tax with a reason, before the money moves (A017)."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbjdesa.contracts.queries import contract_of
from pbjdesa.kernel.audit import AuditEvent
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.once import new_key
from pbjdesa.payments.models import PaymentRequest, TaxLine
from pbjdesa.payments.operations import correct_tax, pay
from pbjdesa.payments.queries import request_of
from pbjdesa.procurement.models import Purchase
from tests import budget_files, scene
from tests.clients import client_for
from tests.world import Village, announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REASON = "Toko menunjukkan surat bebas."
GROSS, BY_RULE = 2_700_000, 40_500


@pytest.fixture
def place() -> Village:
    return announced(village(territory(), logins=True))


@pytest.fixture
def purchase(place: Village) -> Purchase:
    return scene.purchase_in(place, "approved", taxed=True)


def request(purchase: Purchase) -> PaymentRequest:
    contract = contract_of(purchase)
    assert contract is not None
    found = request_of(contract)
    assert found is not None
    return found


def tax_of(purchase: Purchase) -> TaxLine:
    (tax,) = scene.taxes(purchase)
    return tax


def correct(place: Village, purchase: Purchase, amount: int, reason: str = REASON) -> TaxLine:
    tax = tax_of(purchase)
    by = place.by("kaur_keuangan")
    return correct_tax(by=by, purchase=purchase, tax=tax, amount=amount, reason=reason)


def test_the_supplier_gets_what_is_not_withheld_and_the_spp_stays(
    place: Village, purchase: Purchase
) -> None:
    correct(place, purchase, 10_000)
    spp = request(purchase)
    assert (spp.gross, spp.tax_total, spp.net) == (GROSS, 10_000, GROSS - 10_000)
    tax = tax_of(purchase)
    assert (tax.amount, tax.computed, tax.reason) == (10_000, BY_RULE, REASON)
    paid = pay(by=place.by("kaur_keuangan"), purchase=purchase, way="transfer")
    assert paid.amount == GROSS - 10_000


def test_a_tax_corrected_to_nothing_needs_no_proof_to_close(
    place: Village, purchase: Purchase
) -> None:
    correct(place, purchase, 0)
    pay(by=place.by("kaur_keuangan"), purchase=purchase, way="transfer")
    purchase.refresh_from_db()
    assert purchase.state == "closed"


def test_the_sum_of_the_rule_takes_the_reason_away(place: Village, purchase: Purchase) -> None:
    correct(place, purchase, 1)
    correct(place, purchase, BY_RULE, "")
    assert (tax_of(purchase).amount, tax_of(purchase).reason) == (BY_RULE, "")
    assert request(purchase).net == GROSS - BY_RULE


@pytest.mark.parametrize(
    ("amount", "reason", "field"),
    [
        (-1, REASON, "amount"),
        (GROSS, REASON, "amount"),
        (GROSS + 1, REASON, "amount"),
        (10**15, REASON, "amount"),
        (1, "  ", "reason"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    place: Village, purchase: Purchase, amount: int, reason: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        correct(place, purchase, amount, reason)
    assert refused.value.field == field
    assert tax_of(purchase).amount == BY_RULE
    assert request(purchase).net == GROSS - BY_RULE


def test_only_the_treasurer_corrects_and_only_before_the_payment(
    place: Village, purchase: Purchase
) -> None:
    tax = tax_of(purchase)
    for office in ("kasi", "sekdes", "kepala_desa", "bpd"):
        with pytest.raises(Refused, match="bukan tugas"):
            correct_tax(by=place.by(office), purchase=purchase, tax=tax, amount=1, reason=REASON)
    pay(by=place.by("kaur_keuangan"), purchase=purchase, way="transfer")
    with pytest.raises(Conflict):
        correct(place, purchase, 1)


def test_a_tax_of_another_purchase_is_refused(place: Village, purchase: Purchase) -> None:
    other = scene.purchase_in(place, "approved", taxed=True)
    with pytest.raises(Conflict):
        correct_tax(
            by=place.by("kaur_keuangan"),
            purchase=purchase,
            tax=tax_of(other),
            amount=1,
            reason=REASON,
        )
    answer = client_for("pagersari-kaur_keuangan").get(
        reverse("tax-correct", args=[purchase.pk, tax_of(other).pk])
    )
    assert answer.status_code == 404


def test_the_trail_says_who_and_from_what_to_what(place: Village, purchase: Purchase) -> None:
    correct(place, purchase, 10_000)
    trail = AuditEvent.objects.filter(kab_id=place.desa.kab_id)
    event = trail.get(verb="payments.correct_tax")
    assert event.data["before"] == BY_RULE
    assert event.data["amount"] == 10_000


def test_the_database_takes_no_correction_without_a_reason(
    place: Village, purchase: Purchase
) -> None:
    tax = tax_of(purchase)
    with pytest.raises(IntegrityError), transaction.atomic():
        TaxLine.objects.like(tax).filter(pk=tax.pk).update(amount=1)


def test_the_page_shows_rule_and_reason_and_a_second_tap_does_nothing(
    place: Village, purchase: Purchase
) -> None:
    client = client_for("pagersari-kaur_keuangan")
    address = reverse("tax-correct", args=[purchase.pk, tax_of(purchase).pk])
    assert "Menurut aturan: Rp40.500" in budget_files.text_of(client.get(address))
    sent = {"kunci": new_key(), "amount": "Rp10.000", "reason": REASON}
    for _ in range(2):
        shown = budget_files.text_of(client.post(address, sent, follow=True))
        assert "Dibetulkan: Toko menunjukkan surat bebas. Menurut aturan Rp40.500" in shown
    assert tax_of(purchase).amount == 10_000


@pytest.mark.parametrize("amount", ["1,5 juta", "", "-1", "sepuluh ribu", "9" * 40, "1.5"])
def test_an_unclear_sum_is_asked_back_and_what_was_typed_stays(
    place: Village, purchase: Purchase, amount: str
) -> None:
    address = reverse("tax-correct", args=[purchase.pk, tax_of(purchase).pk])
    sent = {"kunci": new_key(), "amount": amount, "reason": REASON}
    answer = client_for("pagersari-kaur_keuangan").post(address, sent)
    assert answer.status_code == 422
    assert REASON in answer.content.decode()
    assert tax_of(purchase).amount == BY_RULE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(amounts=st.lists(st.integers(-10, GROSS + 10), max_size=6))
def test_whatever_is_corrected_the_sums_stay_those_of_the_spp(
    place: Village, purchase: Purchase, amounts: list[int]
) -> None:
    for amount in amounts:
        with suppress(Refused):
            correct(place, purchase, amount)
        spp, tax = request(purchase), tax_of(purchase)
        assert spp.tax_total == tax.amount
        assert spp.net == GROSS - tax.amount > 0
