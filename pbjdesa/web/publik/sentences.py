"""A package in five plain sentences, for somebody who has never read a contract."""

from datetime import date, datetime

from pbjdesa.kernel.clock import in_zone, plain_date
from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.kernel.words import say
from pbjdesa.transparency.facts import ItemFacts, PackageFacts
from pbjdesa.transparency.states import BEFORE_ORDER, PublicStatus
from pbjdesa.web.publik.choosing import closing_words

CHIPS: dict[str, str] = {
    PublicStatus.ASKING: "wait",
    PublicStatus.CHOOSING: "wait",
    PublicStatus.REPEATED: "warn",
    PublicStatus.AWARDED: "wait",
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
    whom = _asked(facts) if facts.choice is not None else _whom(facts)
    found = [_what(facts), whom, _money(facts), _when(facts), _payment(facts)]
    return [sentence for sentence in found if sentence]


def _what(facts: PackageFacts) -> str:
    bought = _things(facts.items) if facts.items else facts.title
    if facts.status in BEFORE_ORDER:
        return say(
            "Desa {village} akan membeli {things}.", village=facts.village.name, things=bought
        )
    if facts.ordered_at is None:
        return say(
            "Desa {village} tidak jadi membeli {things}.", village=facts.village.name, things=bought
        )
    if facts.category == "barang":
        return say("Desa {village} membeli {things}.", village=facts.village.name, things=bought)
    return say("Desa {village} memesan {things}.", village=facts.village.name, things=bought)


def _things(items: tuple[ItemFacts, ...]) -> str:
    names = [f"{volume(item.volume)} {item.unit} {item.description}" for item in items[:2]]
    if len(items) > 2:
        return say("{thing} dan {count} barang lain", thing=names[0], count=len(items) - 1)
    return say("{one} dan {other}", one=names[0], other=names[1]) if names[1:] else names[0]


def _whom(facts: PackageFacts) -> str:
    price = rupiah(facts.value) if facts.value is not None else ""
    if facts.supplier is None:
        return say("Harganya {price}.", price=price) if price else ""
    shop = facts.supplier.name
    if not price:
        return say("Tokonya {shop}.", shop=shop)
    return say("Tokonya {shop}, harganya {price}.", shop=shop, price=price)


def _asked(facts: PackageFacts) -> str:
    """Before somebody is chosen: how many were asked; afterwards who won."""
    if facts.value is not None or facts.supplier is not None:
        return _whom(facts)
    if facts.choice is None or facts.status == PublicStatus.CANCELLED:
        return ""
    present = facts.choice.present
    if facts.status == PublicStatus.REPEATED:
        return "Undangan sebelumnya gagal. Penyedia akan diundang lagi."
    if present.opened_at is not None:
        return say("Ada {count} penawaran. TPK sedang memilih.", count=present.offers)
    return say("{count} penyedia diminta memberi harga.", count=present.invited)


def _money(facts: PackageFacts) -> str:
    names = dict.fromkeys(item.fund_names for item in facts.items if item.fund_names)
    funds, activity = " dan ".join(names), facts.activity_name
    if not activity:
        return say("Uangnya dari {funds}.", funds=funds) if funds else ""
    if not funds:
        return say("Uangnya untuk kegiatan {activity}.", activity=activity)
    return say("Uangnya dari {funds} untuk kegiatan {activity}.", funds=funds, activity=activity)


def _when(facts: PackageFacts) -> str:
    zone = facts.village.zone
    if facts.cancelled_at is not None:
        day = day_of(facts.cancelled_at, zone)
        if facts.ordered_at is None:
            return say("Pengadaan ini dibatalkan {day}.", day=day)
        return say("Pesanan ini dibatalkan {day}.", day=day)
    if facts.ordered_at is None:
        return _chosen_when(facts)
    ordered = day_of(facts.ordered_at, zone)
    later = (
        ("Dipesan {day}, diterima desa {later}.", facts.accepted_on),
        ("Dipesan {day}, datang {later}.", facts.delivered_on),
        ("Dipesan {day}, paling lambat datang {later}.", facts.due_on),
    )
    for template, when in later:
        if when is not None:
            return say(template, day=ordered, later=day_of(when, zone))
    return say("Dipesan {day}.", day=ordered)


def _chosen_when(facts: PackageFacts) -> str:
    """What the calendar says before the order."""
    if facts.choice is None:
        return ""
    present, zone, winner = facts.choice.present, facts.village.zone, facts.choice.winner
    if winner is not None and facts.status == PublicStatus.AWARDED:
        day = day_of(winner.awarded_at, zone)
        return say("Dipilih {day}. Perjanjiannya belum ditandatangani.", day=day)
    if present.opened_at is None and present.closes_at is not None:
        moment = closing_words(present.closes_at, zone)
        return say("Penawaran ditunggu {moment}.", moment=moment)
    if present.opened_at is not None and not present.failed_as:
        return say("Penawaran dibuka {day}.", day=day_of(present.opened_at, zone))
    return ""


def _payment(facts: PackageFacts) -> str:
    if not facts.pays_publicly:
        return ""
    if facts.payment is not None:
        day = day_of(facts.payment.paid_on, facts.village.zone)
        return say("Sudah dibayar lunas {day}.", day=day)
    if facts.status in BEFORE_ORDER:
        return "Belum ada uang yang dibayarkan."
    if facts.status == PublicStatus.CANCELLED:
        return "Tidak ada uang yang dibayarkan."
    return "Belum dibayar."


def day_of(when: date | datetime, zone: str) -> str:
    """6 Mei 2026, in the village's zone."""
    return plain_date(in_zone(when, zone).date() if isinstance(when, datetime) else when)
