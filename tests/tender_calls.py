"""One working call of each operation of asking, offering and opening (see calls.py)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from pbjdesa.kernel import clock
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Invitee, Offer, Purchase
from tests import tenders
from tests.tenders import START, TenderVillage
from tests.world import Village, watcher


class Stage(Protocol):
    """Where the verbs are tried."""

    place: Village


Call = Callable[[Stage], object]


def asking(act: Callable[[TenderVillage], object]) -> Call:
    """A call in a village with a TPK, on the day of the story."""

    def run(stage: Stage) -> object:
        place = tenders.with_tpk(stage.place)
        with clock.frozen(START + timedelta(hours=2)):
            return act(place)

    return run


def of_tenders() -> dict[str, Call]:
    """One working call of each, by name."""
    note = {"note": "Kurang satu rim."}
    return {
        "procurement.hand_to_tpk": asking(tenders.at_tpk),
        "procurement.approve_review": asking(
            lambda place: operations.approve_review(
                by=watcher(place.desa.kab, "camat", place.desa), purchase=_at_camat(place)
            )
        ),
        "procurement.return_review": asking(
            lambda place: operations.return_review(
                by=watcher(place.desa.kab, "camat", place.desa), purchase=_at_camat(place), **note
            )
        ),
        "procurement.return_preparation": asking(
            lambda place: operations.return_preparation(
                by=place.by("tpk_ketua"), purchase=tenders.at_tpk(place), **note
            )
        ),
        "procurement.choose_invitees": asking(tenders.request_ready),
        "procurement.set_schedule": asking(tenders.request_ready),
        "procurement.send_request": asking(tenders.request_sent),
        "procurement.extend_closing": asking(
            lambda place: operations.extend_closing(
                by=place.by("tpk_ketua"),
                purchase=tenders.request_sent(place),
                closes_at=tenders.CLOSING + timedelta(days=1),
                reason="Listrik desa padam.",
            )
        ),
        "procurement.new_code": asking(
            lambda place: operations.new_code(by=place.by("tpk_ketua"), invitee=_asked(place))
        ),
        **of_suppliers(),
    }


def of_suppliers() -> dict[str, Call]:
    """What comes in: by link and in envelopes."""
    return {
        "procurement.try_code": asking(lambda place: tenders.come_in(_asked(place))),
        "procurement.save_offer_draft": asking(_save),
        "procurement.send_offer": asking(tenders.offers_sent),
        "procurement.withdraw_offer": asking(_withdraw),
        "procurement.take_envelope": asking(_envelope),
        "procurement.type_paper_offer": asking(_type),
        "procurement.open_offers": asking(tenders.offers_opened),
    }


def _at_camat(place: TenderVillage) -> Purchase:
    return tenders.at_camat(place)


def _asked(place: TenderVillage) -> Invitee:
    return tenders.invitees(tenders.request_sent(place))[0]


def _save(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    invitee = tenders.invitees(purchase)[0]
    operations.save_offer_draft(
        by=None,
        invitee=invitee,
        content=tenders.content_of(purchase),
        entry=tenders.come_in(invitee),
    )


def _withdraw(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    invitee = tenders.invitees(purchase)[0]
    tenders.send(invitee, tenders.content_of(purchase), at=START + timedelta(hours=1))
    operations.withdraw_offer(
        by=None, invitee=invitee, note="Salah harga.", entry=tenders.come_in(invitee)
    )


def _envelope(place: TenderVillage) -> Offer:
    return operations.take_envelope(by=place.by("tpk_sekretaris"), invitee=_asked(place))


def _type(place: TenderVillage) -> None:
    offer = _envelope(place)
    purchase = queries.purchase_asked(offer.invitee)
    with clock.frozen(tenders.OPENING):
        operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)
        content = tenders.content_of(purchase)
        for office in ("tpk_sekretaris", "tpk_anggota"):
            operations.type_paper_offer(by=place.by(office), offer=offer, content=content)
