"""What happens when several people press the button in the same moment. On PostgreSQL only."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db import transaction

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.operations import send_order
from pbjdesa.documents.models import Document
from pbjdesa.documents.numbering import next_in_series
from pbjdesa.kernel import audit
from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.models import Payment
from pbjdesa.payments.operations import pay, verify_request
from pbjdesa.people import pins
from pbjdesa.people.models import Account
from pbjdesa.planning.operations import type_activity, type_line
from pbjdesa.planning.queries import balance_of
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import start_purchase
from tests import scene
from tests.hands import at_once
from tests.world import YEAR, Village, announced, draft, territory, village

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def kinds(answers: list[object]) -> Counter[str]:
    return Counter(type(answer).__name__ for answer in answers)


def tight(place: Village) -> Village:
    """The village with an activity in which 540.000 is left: enough for one purchase of two."""
    place.activity = type_activity(
        by=place.by("kaur"),
        desa=place.desa,
        year=YEAR,
        code="02.03.10",
        name="Jalan Dusun",
        ceiling=540_000,
    )
    line = type_line(
        by=place.by("kaur"),
        activity=place.activity,
        account_code="5.2.1.01",
        description="Kertas HVS A4 70 gram",
        volume=Decimal(10),
        unit="rim",
        unit_price=54_000,
    )
    place.lines = [line, *place.lines]
    return place


def test_of_two_orders_for_the_last_rupiah_one_is_refused() -> None:
    place = announced(tight(village(territory())))
    orders = [draft(place), draft(place)]
    answers = at_once(2, lambda n: send_order(by=place.by("kasi"), purchase=orders[n]))
    assert kinds(answers) == {"Contract": 1, "Refused": 1}
    balance = balance_of(place.activity)
    assert (balance.committed, balance.left) == (540_000, 0)
    assert Contract.objects.of(place.desa).count() == 1
    states = Purchase.objects.of(place.desa).values_list("state", flat=True)
    assert sorted(states) == ["draft", "ordered"]


def test_one_order_sent_by_ten_hands_is_one_contract() -> None:
    place = announced(village(territory()))
    purchase = draft(place)
    answers = at_once(10, lambda _: send_order(by=place.by("kasi"), purchase=purchase))
    assert kinds(answers) == {"Contract": 1, "Conflict": 9}
    assert Contract.objects.of(place.desa).count() == 1
    assert balance_of(place.activity).committed == 540_000
    assert Document.objects.of(place.desa).filter(kind="surat_pesanan").count() == 1


def test_one_payment_by_ten_hands_pays_once() -> None:
    place = announced(village(territory()))
    purchase = scene.purchase_in(place, "approved")
    treasurer = place.by("kaur_keuangan")
    answers = at_once(10, lambda _: pay(by=treasurer, purchase=purchase, way="cash"))
    assert kinds(answers) == {"Payment": 1, "Conflict": 9}
    assert Payment.objects.of(place.desa).count() == 1


def test_two_duties_at_once_do_not_slip_past_each_other() -> None:
    """The same person tries to check and to approve while both are still open to them."""
    place = announced(village(territory()))
    purchase = scene.purchase_in(place, "requested")
    answers = at_once(6, lambda _: verify_request(by=place.by("sekdes"), purchase=purchase))
    assert kinds(answers) == {"Purchase": 1, "Conflict": 5}


def test_twenty_hands_take_numbers_without_gap_or_double() -> None:
    place = announced(village(territory()))

    def take(_: int) -> list[int]:
        taken = []
        for _count in range(5):
            with transaction.atomic():
                taken.append(next_in_series(place.desa, "surat", YEAR))
        return taken

    taken = [number for answer in at_once(20, take) for number in answer]  # type: ignore[attr-defined]
    assert sorted(taken) == list(range(1, 101))


def test_a_number_that_was_not_used_is_not_lost() -> None:
    place = village(territory())
    with transaction.atomic():
        assert next_in_series(place.desa, "surat", YEAR) == 1
        transaction.set_rollback(True)
    with transaction.atomic():
        assert next_in_series(place.desa, "surat", YEAR) == 1


def test_purchases_begun_at_once_are_numbered_in_a_row() -> None:
    place = announced(village(territory()))
    answers = at_once(10, lambda _: start_purchase(by=place.by("kasi"), activity=place.activity))
    assert kinds(answers) == {"Purchase": 10}
    numbers = sorted(answer.sequence for answer in answers)  # type: ignore[attr-defined]
    assert numbers == list(range(1, 11))
    assert list(audit.broken_links(audit.chain_of(place.activity))) == []


def test_guesses_sent_at_once_are_counted_before_they_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Otherwise thirty hands have thirty guesses where one person has five."""
    place = village(territory(), logins=True)
    account = Account.objects.get(username=f"{place.desa.name.lower()}-kasi")
    tried: list[str] = []
    monkeypatch.setattr(pins, "_matches", lambda hashed, pin: bool(tried.append(pin)))
    answers = at_once(30, lambda number: pins.check_pin(account, f"{number:06d}"))
    assert all(isinstance(answer, Refused) for answer in answers)
    assert len(tried) == pins.TRIES_BEFORE_WAIT
