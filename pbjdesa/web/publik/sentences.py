"""A package in five plain sentences, for somebody who has never read a contract."""

from datetime import date, datetime

from pbjdesa.kernel.clock import in_zone, plain_date
from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.transparency.facts import ItemFacts, PackageFacts
from pbjdesa.transparency.states import PublicStatus

CHIPS: dict[str, str] = {
    PublicStatus.ORDERED: "wait",
    PublicStatus.DELIVERED: "wait",
    PublicStatus.ACCEPTED: "warn",
    PublicStatus.PAID: "good",
    PublicStatus.CLOSED: "good",
    PublicStatus.CANCELLED: "",
}
"""The colour of a status; it only repeats what the word says."""

PAID = frozenset({PublicStatus.PAID, PublicStatus.CLOSED})


def sentences(facts: PackageFacts) -> list[str]:
    """What, from whom and for how much, from which money, when, and whether it is paid.

    What the rules keep from the public has no sentence.
    """
    found = [_what(facts), _whom(facts), _money(facts), _when(facts), _payment(facts)]
    return [sentence for sentence in found if sentence]


def _what(facts: PackageFacts) -> str:
    bought = _things(facts.items) if facts.items else facts.title
    verb = "membeli" if facts.category == "barang" else "memesan"
    return f"Desa {facts.village.name} {verb} {bought}."


def _things(items: tuple[ItemFacts, ...]) -> str:
    names = [f"{volume(item.volume)} {item.unit} {item.description}" for item in items[:2]]
    if len(items) > 2:
        return f"{names[0]} dan {len(items) - 1} barang lain"
    return " dan ".join(names)


def _whom(facts: PackageFacts) -> str:
    shop = f"Tokonya {facts.supplier.name}" if facts.supplier else ""
    price = f"harganya {rupiah(facts.value)}" if facts.value is not None else ""
    sentence = ", ".join(part for part in (shop, price) if part)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _money(facts: PackageFacts) -> str:
    funds = " dan ".join(dict.fromkeys(item.fund_names for item in facts.items if item.fund_names))
    activity = f"untuk kegiatan {facts.activity_name}" if facts.activity_name else ""
    origin = f"dari {funds}" if funds else ""
    words = " ".join(part for part in (origin, activity) if part)
    return f"Uangnya {words}." if words else ""


def _when(facts: PackageFacts) -> str:
    zone = facts.village.zone
    if facts.cancelled_at is not None:
        return f"Pesanan ini dibatalkan {day_of(facts.cancelled_at, zone)}."
    ordered = f"Dipesan {day_of(facts.ordered_at, zone)}" if facts.ordered_at else ""
    if facts.accepted_on or facts.delivered_on:
        came = facts.accepted_on or facts.delivered_on
        word = "diterima desa" if facts.accepted_on else "datang"
        return f"{ordered}, {word} {day_of(came, zone)}."
    due = f"paling lambat datang {day_of(facts.due_on, zone)}" if facts.due_on else ""
    return f"{', '.join(part for part in (ordered, due) if part)}." if ordered else ""


def _payment(facts: PackageFacts) -> str:
    if not facts.pays_publicly:
        return ""
    if facts.payment is not None:
        return f"Sudah dibayar lunas {day_of(facts.payment.paid_on, facts.village.zone)}."
    if facts.status == PublicStatus.CANCELLED:
        return "Tidak ada uang yang dibayarkan."
    return "Belum dibayar."


def day_of(when: date | datetime | None, zone: str) -> str:
    """6 Mei 2026, in the village's zone."""
    if isinstance(when, datetime):
        when = in_zone(when, zone).date()
    return plain_date(when) if when else ""
