"""How the supplier was chosen, in plain words: who was asked, what came, and why this one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pbjdesa.kernel.clock import in_zone, long_date
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.transparency.facts import (
    AwardFacts,
    BidFacts,
    ChoiceFacts,
    NegotiationFacts,
    RoundFacts,
)
from pbjdesa.transparency.states import BidStatus

CHIPS = {
    BidStatus.PENDING: "wait",
    BidStatus.VALID: "good",
    BidStatus.DISQUALIFIED: "bad",
    BidStatus.WITHDRAWN: "",
}
MOMENT = "sebelum pukul {time} {zone}, {day}"
"""An hour that is itself too late, so it is written to the second."""


@dataclass(frozen=True)
class Told:
    """One round as a page shows it: a heading where there were several, lines, and its offers."""

    heading: str
    lines: list[str]
    offers: list[list[dict[str, str]]]


def closing_words(closes_at: datetime, zone: str) -> str:
    """sebelum pukul 10.00.00 WIB, Senin, 4 Mei 2026."""
    local = in_zone(closes_at, zone)
    return say(MOMENT, time=f"{local:%H.%M.%S}", zone=zone, day=long_date(local.date()))


def rounds_told(choice: ChoiceFacts, zone: str) -> list[Told]:
    """Every round, the oldest first."""
    several = len(choice.rounds) > 1
    winner = choice.winner.bid_id if choice.winner else ""
    return [
        Told(
            say("Undangan ke-{number}", number=one.number) if several else "",
            [*_asked(one), *_closing(one, zone), *_end(one)],
            [_offer(bid, winner) for bid in one.bids],
        )
        for one in choice.rounds
    ]


def _asked(one: RoundFacts) -> list[str]:
    if one.direct:
        lines = ["Desa menghubungi satu penyedia yang mampu, sesudah undangan sebelumnya gagal."]
    else:
        lines = [say("Desa meminta penawaran kepada {count} penyedia.", count=one.invited)]
    if one.names:
        lines.append(say("Yang diundang: {names}.", names=", ".join(one.names)))
    if one.too_few_reason:
        lines.append(say("Alasan sedikit yang diundang: {reason}.", reason=one.too_few_reason))
    return lines


def _closing(one: RoundFacts, zone: str) -> list[str]:
    lines = []
    if one.closes_at is not None:
        lines.append(say("Batas waktunya {moment}.", moment=closing_words(one.closes_at, zone)))
    if one.opened_at is None:
        lines.append("Isi penawaran belum bisa dilihat siapa pun.")
    elif one.offers:
        lines.append(say("Ada {count} penawaran yang masuk.", count=one.offers))
    else:
        lines.append("Tidak ada penawaran yang masuk.")
    return lines


def _end(one: RoundFacts) -> list[str]:
    if not one.failed_as:
        return []
    lines = [say("Undangan ini gagal. Sebabnya: {cause}.", cause=_low(one.failed_as))]
    if one.failed_way:
        lines.append(say("Langkah berikutnya: {way}.", way=_low(one.failed_way)))
    return lines


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


def _offer(bid: BidFacts, winner: str) -> list[dict[str, str]]:
    won = bid.id == winner
    status = BidStatus(bid.status)
    row = [
        {"label": "Penyedia", "text": bid.supplier.name if bid.supplier else "Tidak ditampilkan"},
        {
            "label": "Hasil",
            "text": "Pemenang" if won else str(status.label),
            "chip": "good" if won else CHIPS[status],
        },
    ]
    if bid.total is not None:
        row.append({"label": "Harga penawaran", "text": rupiah(bid.total), "kind": "num"})
    return row


def choice_told(choice: ChoiceFacts) -> list[str]:
    """What came after the opening, as it happened: talks, and winners with their reasons. Meetings
    whose time is not shown come first."""
    first = choice.awards[0].awarded_at if choice.awards else None
    happened: list[tuple[datetime | None, list[str]]] = [
        *((row.held_at or first, _negotiation(row)) for row in choice.negotiations),
        *((row.awarded_at, _award(row)) for row in choice.awards),
    ]
    if first is not None:
        happened.sort(key=lambda one: one[0] or first)
    return [line for _, said in happened for line in said]


def _negotiation(row: NegotiationFacts) -> list[str]:
    if row.before is None or row.after is None:
        return []
    who = row.supplier.name if row.supplier else "penyedia"
    if not row.agreed:
        return [say("Negosiasi dengan {who} tidak mencapai kesepakatan.", who=who)]
    if row.after == row.before:
        return [
            say("Negosiasi dengan {who}: harganya tetap {price}.", who=who, price=rupiah(row.after))
        ]
    return [
        say(
            "Negosiasi dengan {who}: harga turun dari {before} menjadi {after}.",
            who=who,
            before=rupiah(row.before),
            after=rupiah(row.after),
        )
    ]


def _award(row: AwardFacts) -> list[str]:
    who = row.supplier.name if row.supplier else "satu penyedia"
    if row.withdrawn_at is not None:
        return [say("Pemenang {who} tidak jadi. TPK memilih lagi.", who=who)]
    price = say(", harganya {price}", price=rupiah(row.value)) if row.value is not None else ""
    lines = [say("Pemenangnya {who}{price}.", who=who, price=price)]
    return [*lines, *(say("Alasannya: {reason}.", reason=_low(one)) for one in row.reasons)]


def choice_events(choice: ChoiceFacts, zone: str) -> list[dict[str, Any]]:
    """The steps before the order, for the line of what happened and what comes."""
    found: list[dict[str, Any]] = []
    for one in choice.rounds:
        if one.sent_at is not None:
            found.append(_event("Penawaran diminta", one.sent_at, zone))
        if one.failed_as:
            found.append({"title": "Undangan gagal", "note": one.failed_as})
        elif one.opened_at is not None:
            found.append(_event("Penawaran dibuka", one.opened_at, zone))
        else:
            found.append({"title": "Penawaran dibuka", "state": "later"})
    winner = choice.winner
    if winner is not None:
        found.append(_event("Pemenang dipilih", winner.awarded_at, zone))
    elif not choice.present.failed_as:
        found.append({"title": "Pemenang dipilih", "state": "later"})
    return found


def _event(title: str, when: datetime, zone: str) -> dict[str, Any]:
    return {"title": title, "note": long_date(in_zone(when, zone).date())}
