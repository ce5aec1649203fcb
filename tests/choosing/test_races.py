"""Two members of the TPK press the button in the same moment. On PostgreSQL only."""

from collections import Counter
from collections.abc import Callable

import pytest

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.operations import sign_contract
from pbjdesa.kernel import clock
from pbjdesa.planning.queries import balance_of
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Award, Negotiation, Purchase, Tender
from tests import chosen, tenders
from tests.choosing.conftest import LATER
from tests.hands import at_once
from tests.tenders import TenderVillage, tender_village
from tests.world import territory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.slow]


def kinds(answers: list[object]) -> Counter[str]:
    return Counter(type(answer).__name__ for answer in answers)


def later(act: Callable[[int], object]) -> Callable[[int], object]:
    """Each hand is a thread, and the held clock is one of the thread."""

    def run(hand: int) -> object:
        with clock.frozen(LATER):
            return act(hand)

    return run


@pytest.fixture
def village() -> TenderVillage:
    return tender_village(territory())


def test_two_who_record_the_evaluation_write_it_once(village: TenderVillage) -> None:
    purchase = tenders.offers_opened(village)
    with clock.frozen(LATER):
        chosen.assess(village, purchase)
    act = operations.record_evaluation
    answers = at_once(3, later(lambda n: act(by=village.tpk()[n], purchase=purchase)))
    assert kinds(answers) == {"Tender": 1, "Conflict": 2}
    assert chosen.papers(purchase).count("ba_evaluasi") == 1


def test_two_negotiations_at_once_are_one(village: TenderVillage) -> None:
    purchase = chosen.evaluated(village)
    answers = at_once(2, later(lambda _: chosen.negotiate(village, purchase)))
    assert kinds(answers) == {"Negotiation": 1, "Conflict": 1}
    assert Negotiation.objects.like(purchase).filter(tender__purchase=purchase).count() == 1


def test_the_winner_is_chosen_once(village: TenderVillage) -> None:
    purchase = chosen.negotiated(village)
    offer = queries.partners_of(chosen.round_of(purchase))[0]
    answers = at_once(4, later(lambda _: chosen.choose(village, purchase, offer)))
    assert kinds(answers) == {"Award": 1, "Conflict": 3}
    assert Award.objects.like(purchase).filter(tender__purchase=purchase).count() == 1


def test_one_contract_is_signed_and_the_budget_held_once(village: TenderVillage) -> None:
    purchase = chosen.awarded(village)
    sign = later(lambda _: sign_contract(by=village.by("kasi"), purchase=purchase))
    assert kinds(at_once(4, sign)) == {"Contract": 1, "Conflict": 3}
    assert Contract.objects.like(purchase).filter(purchase=purchase).count() == 1
    purchase = Purchase.objects.like(purchase).get(pk=purchase.pk)
    assert balance_of(village.activity).committed == purchase.value


def test_awarding_and_giving_up_at_once_end_in_one_of_both(village: TenderVillage) -> None:
    purchase = chosen.negotiated(village)
    offer = queries.partners_of(chosen.round_of(purchase))[0]
    acts: list[Callable[[], object]] = [
        lambda: chosen.choose(village, purchase, offer),
        lambda: operations.cancel_request(
            by=village.by("kasi"), purchase=purchase, note="Kegiatan ditunda."
        ),
    ]
    at_once(2, later(lambda hand: acts[hand]()))
    purchase = Purchase.objects.like(purchase).get(pk=purchase.pk)
    chosen_now = queries.award_of(purchase)
    assert purchase.state in {"awarded", "cancelled"}
    assert (chosen_now is not None) == (purchase.state == "awarded")
    if purchase.state == "cancelled":
        assert balance_of(village.activity).committed == 0


def test_two_ways_after_a_failed_round_open_one_round(village: TenderVillage) -> None:
    purchase = tenders.opened(village, tenders.request_sent(village))
    ways = (operations.repeat_request, operations.ask_one_directly)
    note = "Tidak ada penawaran."
    answers = at_once(
        2, later(lambda n: ways[n](by=village.tpk()[n], purchase=purchase, note=note))
    )
    assert kinds(answers) == {"Tender": 1, "Conflict": 1}
    assert Tender.objects.like(purchase).filter(purchase=purchase).count() == 2
