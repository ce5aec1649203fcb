"""One working call of each operation between the opening and the first BAST (see calls.py)."""

from collections.abc import Callable
from datetime import timedelta

from pbjdesa.delivery.operations import return_inspection
from pbjdesa.kernel import clock
from pbjdesa.procurement import operations
from pbjdesa.procurement.models import Purchase
from tests import chosen, tenders
from tests.tender_calls import Call, Stage
from tests.tenders import OPENING, TenderVillage

NOTE = "Penyedia kehabisan barang."


def choosing(act: Callable[[TenderVillage], object]) -> Call:
    """A call in a village with a TPK, some days after the opening."""

    def run(stage: Stage) -> object:
        place = tenders.with_tpk(stage.place)
        with clock.frozen(OPENING + timedelta(days=3)):
            return act(place)

    return run


def back(act: Callable[..., object], office: str, state: str) -> Call:
    """A step back or out, with a note, from this state."""
    return choosing(
        lambda place: act(by=place.by(office), purchase=chosen.to_state(place, state), note=NOTE)
    )


def after_failing(act: Callable[..., object]) -> Call:
    """A way on after a round without a valid offer."""

    def run(place: TenderVillage) -> object:
        purchase = tenders.offers_opened(place)
        chosen.assess(place, purchase, {0: "teknis", 1: "administrasi"})
        return act(by=place.by("tpk_ketua"), purchase=purchase, note=NOTE)

    return choosing(run)


def of_choosing() -> dict[str, Call]:
    """One working call of each, by name."""
    return {
        "procurement.assess_offer": choosing(chosen.evaluated),
        "procurement.record_evaluation": choosing(chosen.evaluated),
        "procurement.return_evaluation": back(
            operations.return_evaluation, "tpk_ketua", "negotiated"
        ),
        "procurement.record_negotiation": choosing(chosen.negotiated),
        "procurement.award": choosing(chosen.awarded),
        "procurement.note_supplier_papers": choosing(_note_papers),
        "procurement.return_award": back(operations.return_award, "kasi", "awarded"),
        "procurement.winner_withdrew": back(operations.winner_withdrew, "kasi", "awarded"),
        "procurement.repeat_request": after_failing(operations.repeat_request),
        "procurement.widen_request": after_failing(operations.widen_request),
        "procurement.ask_one_directly": after_failing(operations.ask_one_directly),
        "procurement.cancel_request": back(operations.cancel_request, "kasi", "evaluated"),
        "procurement.stand_witness": choosing(_stand_witness),
        "contracts.sign_contract": choosing(lambda place: chosen.to_state(place, "ordered")),
        "delivery.inspect_goods": choosing(lambda place: chosen.to_state(place, "inspected")),
        "delivery.accept_goods": choosing(lambda place: chosen.to_state(place, "received")),
        "delivery.return_inspection": back(return_inspection, "kasi", "inspected"),
    }


def _note_papers(place: TenderVillage) -> None:
    purchase: Purchase = chosen.awarded(place)
    operations.note_supplier_papers(by=place.by("kasi"), purchase=purchase, papers=["ktp"])


def _stand_witness(place: TenderVillage) -> None:
    """The ketua chose the supplier and wants to inspect the goods as well."""
    operations.stand_witness(
        by=place.by("sekdes"),
        purchase=chosen.to_state(place, "ordered"),
        duty="receive",
        doer=place.by("tpk_ketua"),
    )
