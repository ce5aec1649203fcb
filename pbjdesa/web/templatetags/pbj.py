"""Filters and tags of the page components: money, dates and times as villagers read them.

They are small functions over kernel code, so that a list of a thousand rows stays cheap
and screens and papers say every amount and date in the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pbjdesa.kernel import clock, money
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import in_language
from pbjdesa.web.http import Problems

register = template.Library()

NOTHING = "–"
"""Shown where there is no amount or date yet; an empty cell looks like a fault."""


@register.filter
def rupiah(amount: object) -> str:
    """4937500 as "Rp4.937.500"; a dash where there is no whole number."""
    return money.rupiah(amount) if isinstance(amount, int) else NOTHING


@register.filter
def angka(number: object) -> str:
    """1200 as "1.200"; anything else as it was typed, nothing for None."""
    if isinstance(number, int):
        return money.group(number)
    return "" if number is None else str(number)


@register.filter
def terbilang(amount: object) -> str:
    """An amount in words, from a number or from what a person typed; "" while it is unclear."""
    try:
        number = amount if isinstance(amount, int) else money.parse_rupiah(str(amount or ""))
        return f"{money.terbilang(number)} rupiah"
    except (Refused, ValueError):
        return ""


@register.filter
def bahasa(text: object) -> str:
    """Words of ours in the language of the page; the Indonesian source where there is no other."""
    return in_language(text, gettext) if isinstance(text, str) else str(text or "")


@register.filter
def breakable(text: object) -> SafeString:
    """Text that may break after a slash: budget names are full of "Pembangunan/Rehabilitasi"."""
    parts = ("" if text is None else str(text)).split("/")
    return format_html_join(SafeString("/<wbr>"), "{}", ((part,) for part in parts))


@register.filter
def tgl(when: object, zone: str = "WIB") -> str:
    """A date, or the date of an instant in `zone`: "Selasa, 24 November 2026"."""
    day = _day(when, zone)
    return clock.long_date(day) if day else NOTHING


@register.filter
def tgl_pendek(when: object, zone: str = "WIB") -> str:
    """A date, or the date of an instant in `zone`: "24 Nov 2026"."""
    day = _day(when, zone)
    return clock.short_date(day) if day else NOTHING


@register.filter
def jam(when: object, zone: str = "WIB") -> str:
    """The time of an instant with its zone: "10.05 WIB"."""
    return clock.time_of_day(when, zone or "WIB") if isinstance(when, datetime) else NOTHING


def _day(when: object, zone: str) -> date | None:
    if isinstance(when, datetime):
        return clock.in_zone(when, zone or "WIB").date()
    return when if isinstance(when, date) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """One card of a question with choices."""

    id: str
    value: str
    label: str
    hint: str
    checked: bool


@register.simple_tag
def choice_rows(
    name: str, options: Iterable[Mapping[str, Any] | tuple[Any, Any]], value: object = None
) -> list[Choice]:
    """The cards of the question `name`; `value` is the chosen value, or a list of them.

    Options are {value, label, hint} or pairs (value, label). The first card carries the id of
    the field, where a link of the error summary lands.
    """
    chosen = _chosen(value)
    return [
        Choice(
            id=f"id_{name}_{number}" if number else f"id_{name}",
            value=str(row["value"]),
            label=str(row["label"]),
            hint=str(row.get("hint", "")),
            checked=str(row["value"]) in chosen,
        )
        for number, row in enumerate(map(_option, options or ()))
    ]


def _option(option: Mapping[str, Any] | tuple[Any, Any]) -> Mapping[str, Any]:
    if isinstance(option, Mapping):
        return option
    value, label = option
    return {"value": value, "label": label}


def _chosen(value: object) -> set[str]:
    if value is None:
        return set()
    if isinstance(value, list | tuple | set | frozenset):
        return {str(one) for one in value}
    return {str(value)}


@register.filter
def at(problems: object, field: str) -> str:
    """The sentences about one field of a sent form; "" where there is nothing to mend."""
    return problems.at(field) if isinstance(problems, Problems) else ""
