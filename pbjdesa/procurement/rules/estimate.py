"""The owner's estimate (HPS): where its prices come from, how old it may be, and its limits."""

from fractions import Fraction

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.procurement.rules.facts import Facts

BETWEEN_SOURCES = ";"


def sources_in(text: str) -> tuple[str, ...]:
    """The sources of one price: several are parted by a semicolon, each counts once."""
    named = (" ".join(part.split()) for part in text.split(BETWEEN_SOURCES))
    return tuple(dict.fromkeys(part for part in named if part))


def without_ppn(amount: int, rate: Fraction) -> int:
    """The part of `amount` rupiah that is not PPN at the effective `rate`, rounded half up."""
    return int((amount / (1 + rate) * 2 + 1) // 2)


def estimates_have_sources(facts: Facts) -> str | None:
    """As many sources for each price of the HPS as the rule set asks for (R-07)."""
    least = facts.hps_sources_min
    for item in facts.items:
        if item.hps_unit_price is not None and item.sources < least:
            return say(
                "Tulis paling sedikit {least} sumber harga {description}. Pisahkan dengan titik "
                "koma.",
                least=least,
                description=item.description,
            )
    return None


def estimates_within_standard(facts: Facts) -> str | None:
    """R-70: no price of the HPS above the kabupaten's standard price, where the rules want it."""
    for item in facts.items:
        limit = item.standard_price
        if limit is not None and (item.hps_unit_price or 0) > limit:
            return say(
                "HPS {description} di atas standar harga kabupaten {limit}. Turunkan harganya.",
                description=item.description,
                limit=rupiah(limit),
            )
    return None


def estimate_is_fresh(facts: Facts) -> str | None:
    """An HPS older than the rule set lets it be is made again before suppliers are asked."""
    if facts.hps_valid_days is None or facts.hps_age <= facts.hps_valid_days:
        return None
    return say(
        "HPS sudah {age} hari, paling lama {days} hari. Kembalikan ke Kasi/Kaur untuk dibuat lagi.",
        age=facts.hps_age,
        days=facts.hps_valid_days,
    )
