"""Reading what a supplier typed, and showing it again."""

from collections.abc import Sequence
from typing import Any

from pbjdesa.kernel.money import rupiah, terbilang, times, volume
from pbjdesa.kernel.words import say
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase, PurchaseItem
from pbjdesa.procurement.rules.offers import OfferContent, slips
from pbjdesa.regulations.words import WORDS
from pbjdesa.web.forms import Form, plain_text

STATEMENT = "pernyataan_kebenaran_usaha"
"""The supplier's paper that is a promise: ticked, not shown."""
_LONGEST_COUNT = 4
"""Digits of a number of days."""


def asked_papers(purchase: Purchase) -> list[tuple[str, str]]:
    """The papers that the pinned rules ask of a supplier, besides the statement: (code, words)."""
    wanted = queries.papers_wanted(purchase)
    return [(code, WORDS.get(code, code)) for code in wanted if code != STATEMENT]


def needs_statement(purchase: Purchase) -> bool:
    """Whether the pinned rules ask for the statement of truth."""
    return STATEMENT in queries.papers_wanted(purchase)


def read_content(form: Form, items: Sequence[PurchaseItem], papers: Sequence[str]) -> OfferContent:
    """What stands in the form; unclear amounts and numbers become problems at their fields."""
    return OfferContent(
        prices={item.pk: _price(form, f"price_{item.pk}") for item in items},
        work_days=_count(form, "work_days"),
        valid_days=_count(form, "valid_days"),
        statement=form.raw("statement") == "1",
        papers=tuple(code for code in papers if code in form.chosen("papers")),
    )


def _price(form: Form, name: str) -> int | None:
    """An empty box is a line that is not offered."""
    return form.rupiah(name) if plain_text(form.raw(name)) else None


def _count(form: Form, name: str) -> int:
    text = plain_text(form.raw(name))
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_COUNT):
        form.problems.add("Tulis dengan angka saja, contoh 14.", name)
        return 0
    return int(text)


def check(form: Form, purchase: Purchase, content: OfferContent, items: Any) -> None:
    """Note everything that keeps the offer from being sent."""
    named = {item.pk: item.description for item in items}
    for slip in slips(content, named):
        form.problems.add(slip.sentence, slip.field)
    if needs_statement(purchase) and not content.statement:
        form.problems.add("Centang pernyataan ini bila isinya benar.", "statement")


def asked_rows(items: Sequence[PurchaseItem]) -> list[list[dict[str, str]]]:
    """What is asked for, as in bits/table.html."""
    return [
        [
            {"label": "Barang", "text": _words(item)},
            {"label": "Banyaknya", "text": f"{volume(item.volume)} {item.unit}", "kind": "num"},
        ]
        for item in items
    ]


def _words(item: PurchaseItem) -> str:
    more = item.specification
    same = not more or more == item.description
    return item.description if same else f"{item.description}, {more}"


def price_rows(
    items: Sequence[PurchaseItem], form: Form | None, known: OfferContent | None
) -> list[dict[str, Any]]:
    """One box for each item: what was typed wins over what was saved."""
    return [
        {
            "name": f"price_{item.pk}",
            "label": say("{item}, harga satu {unit}", item=item.description, unit=item.unit),
            "hint": say("Diminta {count} {unit}.", count=volume(item.volume), unit=item.unit),
            "value": form.raw(f"price_{item.pk}")
            if form
            else (known.prices.get(item.pk) if known else None),
        }
        for item in items
    ]


def total_of(items: Sequence[PurchaseItem], content: OfferContent) -> int:
    """What the offer comes to, each line rounded half up, in rupiah."""
    return sum(amount for amount in (_amount(item, content) for item in items) if amount)


def _amount(item: PurchaseItem, content: OfferContent) -> int | None:
    price = content.prices.get(item.pk)
    return times(item.volume, price) if price is not None else None


def offered_rows(
    items: Sequence[PurchaseItem], content: OfferContent
) -> list[list[dict[str, str]]]:
    """The offer line by line, as in bits/table.html."""
    return [_offered(item, content) for item in items]


def _offered(item: PurchaseItem, content: OfferContent) -> list[dict[str, str]]:
    price, amount = content.prices.get(item.pk), _amount(item, content)
    gone = "Tidak ditawarkan"
    return [
        {"label": "Barang", "text": item.description},
        {"label": "Banyaknya", "text": f"{volume(item.volume)} {item.unit}", "kind": "num"},
        {
            "label": "Harga satuan",
            "text": rupiah(price) if price is not None else gone,
            "kind": "num",
        },
        {"label": "Jumlah", "text": rupiah(amount) if amount is not None else "–", "kind": "num"},
    ]


def total_words(total: int) -> str:
    """Two million rupiah, said."""
    return f"{terbilang(total)} rupiah"
