"""One purchase of the demo for which suppliers were asked for offers, told step by step."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from pbjdesa.config.demo.calendar import StoryCalendar
from pbjdesa.config.demo.receipts import receipt_photo
from pbjdesa.config.demo.story import DAYS as PAYING_DAYS
from pbjdesa.config.demo.story import PAID_WAY, Step, Story
from pbjdesa.config.demo.village import Village
from pbjdesa.contracts.operations import sign_contract
from pbjdesa.delivery.operations import accept_goods, inspect_goods, keep_receipt
from pbjdesa.kernel import clock
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Invitee, Offer, Tender
from pbjdesa.procurement.operations import ItemPrice, OfferContent
from pbjdesa.suppliers.models import Supplier

_PREPARED = ("start", "items", "estimate", "delivery", "hand")
_READY = (*_PREPARED, "invite")
_ASKED = (*_READY, "ask")
_OFFERED = (*_ASKED, "offer")
_OPENED = (*_OFFERED, "open")
_JUDGED = (*_OPENED, "judge")
_TALKED = (*_JUDGED, "talk")
_CHOSEN = (*_TALKED, "choose")
_SIGNED = (*_CHOSEN, "sign")
_TAKEN = (*_SIGNED, "inspect", "take")
_AGAIN = (*_ASKED, "open", "repeat", "invite", "ask", "offer", "open", "judge", "talk", "choose")
_GONE = (*_CHOSEN, "withdraw", "talk", "choose", "sign", "inspect", "take")

ASKING: dict[str, tuple[str, ...]] = {
    "draft_hps": _PREPARED[:4],
    "with_tpk": _PREPARED,
    "with_camat": _PREPARED,
    "invited": _READY,
    "asked": _OFFERED,
    "asked_overdue": _OFFERED,
    "opened": _OPENED,
    "evaluated": _JUDGED,
    "negotiated": _TALKED,
    "awarded": _CHOSEN,
    "signed": _SIGNED,
    "inspected": (*_SIGNED, "inspect"),
    "taken": _TAKEN,
    "given_up": (*_OPENED, "give_up"),
    "failed": (*_ASKED, "open", "repeat"),
    "repeated_signed": (*_AGAIN, "sign"),
    **{
        f"{begun}_{end}": (*way, *PAID_WAY[end])
        for begun, way in {
            "asked": _TAKEN,
            "one_offer": _TAKEN,
            "tie": _TAKEN,
            "winner_gone": _GONE,
        }.items()
        for end in PAID_WAY
    },
}
"""How a story may end; "asked_closed" is one that went well to its last receipt."""

_SHARES = {
    "one_offer": (96,),
    "tie": (95, 95),
    "winner_gone": (97, 92),
    "asked": (97, 94),
    "asked_": (97, 94, 99),
}
"""What suppliers offer, in percent of the HPS, in the order in which they were asked. While offers
are still taken one of them has not come in, so that somebody can try the door with its code."""
_USUAL = (97, 94, 99)

DAYS = {
    "hand": 0.3,
    "invite": 0.4,
    "ask": 0.2,
    "offer": 2.0,
    "open": 3.0,
    "judge": 1.0,
    "talk": 1.0,
    "choose": 0.6,
    "sign": 1.0,
    "inspect": 4.0,
    "take": 0.5,
    "repeat": 0.6,
    "withdraw": 0.8,
    "give_up": 0.7,
}
_CLOSES_BEFORE = 0.2
"""Days of the story between the closing time and the opening."""
_STILL_OPEN = timedelta(days=3)

_NOTES = {
    "repeat": "Tidak ada yang menawar. Undangan diulang.",
    "withdraw": "Penyedia kehabisan barang dan mundur.",
    "give_up": "Anggaran kegiatan diubah. Belanja ditunda tahun depan.",
}


class OfferStory(Story):
    """One purchase from its estimate, past several suppliers, to its ending."""

    def __init__(
        self, village: Village, rng: Random, basket: str, ending: str, calendar: StoryCalendar
    ) -> None:
        super().__init__(village, rng, basket, ending)
        self._calendar = calendar
        self._closing_days: list[float] = []
        self._answered: list[bool] = []
        self._round = 0

    def steps(self, last_day: float) -> Iterator[Step]:
        """The steps in order; when offers close is known before they are asked for."""
        found = list(self._told(ASKING[self._ending], {**PAYING_DAYS, **DAYS}, last_day))
        self._closing_days = [step.day - _CLOSES_BEFORE for name, step in found if name == "open"]
        names = [name for name, _ in found]
        self._answered = [
            after == "offer" for name, after in pairwise((*names, "")) if name == "ask"
        ]
        for name, step in found:
            yield Step(step.day, step.act, step.after, self._closing if name == "open" else None)

    def _closing(self) -> datetime:
        """Nobody opens before this moment, however short the demo's year is."""
        return self._tender.closes_at or clock.now()

    @property
    def _tender(self) -> Tender:
        tender = queries.tender_of(self._purchase)
        if tender is None:
            raise LookupError("nobody was asked yet")
        return tender

    @property
    def _invitees(self) -> list[Invitee]:
        return queries.invitees_of(self._tender)

    @property
    def _seller(self) -> Supplier:
        supplier: Supplier | None = self._purchase.supplier
        if supplier is None:
            raise LookupError("nobody was chosen yet")
        return supplier

    def _estimate(self) -> None:
        source = f"Survei tiga toko, {clock.plain_date(clock.today(self._village.desa.zone))}"
        prices = {
            item.pk: ItemPrice(item.line.unit_price or 0, source)
            for item in queries.items_of(self._purchase)
        }
        operations.set_prices(by=self._pka, purchase=self._purchase, prices=prices)

    def _delivery(self) -> None:
        desa = self._village.desa
        operations.set_delivery(
            by=self._pka,
            purchase=self._purchase,
            needed_by=clock.today(desa.zone) + timedelta(days=40),
            place=f"Balai Desa {desa.name}",
        )

    def _hand(self) -> None:
        operations.hand_to_tpk(by=self._pka, purchase=self._purchase)

    def _invite(self) -> None:
        """In a very young year a request is prepared, sent and answered at once, in `_ask`: its
        closing time is only minutes away."""
        if not self._calendar.is_short or not self._answered:
            self._prepare()

    def _prepare(self) -> None:
        chair, purchase = self._village.by("tpk_ketua"), self._purchase
        shops = [self._village.shops[kind] for kind in self._basket["shops"]]
        operations.choose_invitees(by=chair, purchase=purchase, suppliers=shops)
        closes_at = self._closes_at()
        day = clock.in_zone(closes_at, self._village.desa.zone).date()
        operations.set_schedule(
            by=chair,
            purchase=purchase,
            closes_at=closes_at,
            place=f"Balai Desa {self._village.desa.name}",
            work_days=14,
            evaluation_on=day + timedelta(days=1),
            negotiation_on=day + timedelta(days=2),
            award_on=day + timedelta(days=3),
        )
        for warning in queries.open_warnings(self._tender):
            operations.answer_warning(
                by=chair,
                purchase=self._purchase,
                key=warning.key,
                answer="coincidence",
                note="TPK mengenal kedua pemilik. Usahanya terpisah.",
            )

    def _closes_at(self) -> datetime:
        """On the hour: before the opening of this round, or still to come."""
        if self._round < len(self._closing_days):
            closes_at = self._calendar.peek(self._closing_days[self._round])
        elif self._ending == "asked_overdue":
            closes_at = self._calendar.now - timedelta(hours=3)
        else:
            closes_at = self._calendar.now + _STILL_OPEN
        self._round += 1
        hour = closes_at.replace(minute=0, second=0, microsecond=0)
        return max(hour, clock.now() + timedelta(minutes=3))

    def _ask(self) -> None:
        if self._calendar.is_short:
            self._prepare()
        operations.send_request(by=self._village.by("tpk_ketua"), purchase=self._purchase)
        if self._calendar.is_short and self._answered[self._round - 1]:
            self._answer()

    def _offer(self) -> None:
        if not self._calendar.is_short:
            self._answer()

    def _answer(self) -> None:
        """Suppliers come in with their codes; one may bring an envelope to the office."""
        shares = _SHARES.get(self._begun, _USUAL)
        for place, (invitee, share) in enumerate(zip(self._invitees, shares, strict=False)):
            if self._basket.get("paper") and place == len(shares) - 1:
                operations.take_envelope(by=self._village.by("tpk_sekretaris"), invitee=invitee)
                continue
            entry = operations.enter_code(by=None, invitee=invitee, code=queries.code_of(invitee))
            operations.send_offer(
                by=None, invitee=invitee, content=self._content(share, 7 + place), entry=entry
            )

    @property
    def _begun(self) -> str:
        found = (name for name in _SHARES if name != "asked" and self._ending.startswith(name))
        return next(found, self._ending)

    def _content(self, share: int, work_days: int = 10) -> OfferContent:
        prices = {
            item.pk: (item.hps_unit_price or 0) * share // 100 // 50 * 50
            for item in queries.items_of(self._purchase)
        }
        papers = tuple(queries.papers_wanted(self._purchase))
        return OfferContent(prices, work_days, valid_days=30, statement=True, papers=papers)

    def _open(self) -> None:
        operations.open_offers(by=self._village.by("tpk_ketua"), purchase=self._purchase)
        for offer in queries.opened_offers(self._tender):
            if offer.total is None and self._ending != "opened":
                for seat in ("tpk_sekretaris", "tpk_ketua"):
                    operations.type_paper_offer(
                        by=self._village.by(seat), offer=offer, content=self._content(98)
                    )

    def _judge(self) -> None:
        purchase, asked = self._purchase, queries.criteria_of(self._purchase)
        answers = {
            (stage, one): (True, "") for stage in ("administrasi", "teknis") for one in asked[stage]
        }
        for offer in queries.opened_offers(self._tender):
            operations.assess_offer(
                by=self._village.by("tpk_sekretaris"), offer=offer, answers=answers
            )
        operations.record_evaluation(by=self._village.by("tpk_ketua"), purchase=purchase)

    def _talk(self) -> None:
        tender = self._tender
        offer = queries.partners_of(tender)[0]
        lines = queries.lines_of(tender)[offer.pk]
        prices = {
            item: (line.unit_price or 0) * 99 // 100 // 50 * 50 for item, line in lines.items()
        }
        desa = self._village.desa
        team = [self._village.by(seat) for seat in ("tpk_ketua", "tpk_sekretaris", "tpk_anggota")]
        operations.record_negotiation(
            by=team[0],
            purchase=self._purchase,
            offer=offer,
            prices=prices,
            held_at=clock.now(),
            place=f"Balai Desa {desa.name}",
            present=[
                (offer.invitee.supplier.owner_name, "Pemilik"),
                *((one.person.name, one.full_title) for one in team),
            ],
            agreed=True,
        )

    def _choose(self) -> None:
        tender = self._tender
        offer = self._agreed(tender)
        needed = queries.reasons_needed(tender, offer)
        operations.award(
            by=self._village.by("tpk_ketua"),
            purchase=self._purchase,
            offer=offer,
            one_offer_reason=next(reversed(needed.one_offer), ""),
            not_cheapest_reason=next(iter(needed.not_cheapest), ""),
            tie_reason=next(iter(needed.tie), ""),
        )

    def _agreed(self, tender: Tender) -> Offer:
        return next(one.offer for one in queries.ranking(tender) if one.talks == "agreed")

    def _sign(self) -> None:
        sign_contract(by=self._pka, purchase=self._purchase)

    def _inspect(self) -> None:
        purchase, member = self._purchase, self._village.by("tpk_anggota")
        rows = [(item.description, item.amount) for item in queries.items_of(purchase)]
        photo = receipt_photo(self._rng, self._seller.name, rows)
        keep_receipt(by=member, purchase=purchase, photo=photo)
        inspect_goods(by=member, purchase=purchase)

    def _take(self) -> None:
        accept_goods(by=self._pka, purchase=self._purchase)

    def _repeat(self) -> None:
        chair = self._village.by("tpk_ketua")
        operations.repeat_request(by=chair, purchase=self._purchase, note=_NOTES["repeat"])

    def _withdraw(self) -> None:
        operations.winner_withdrew(by=self._pka, purchase=self._purchase, note=_NOTES["withdraw"])

    def _give_up(self) -> None:
        operations.cancel_request(by=self._pka, purchase=self._purchase, note=_NOTES["give_up"])
