"""What an offer is, how it is written down before it is sealed, and when it says too little."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pbjdesa.kernel.money import LARGEST
from pbjdesa.kernel.words import say

LONGEST_DAYS = 3_650
"""Ten years: a longer promise is a typing slip."""
MOST_PHOTOS = 3


@dataclass(frozen=True)
class OfferContent:
    """What a supplier offers: rupiah per unit for each item (None: not offered), PPN included; in
    how many calendar days; for how many days the offer stands; whether the supplier declares its
    business facts to be true (pernyataan kebenaran usaha); which papers it has."""

    prices: Mapping[int, int | None]
    work_days: int
    valid_days: int
    statement: bool
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slip:
    """Something that an offer lacks: the sentence, and the form field it belongs to."""

    sentence: str
    field: str


def slips(
    content: OfferContent, items: Mapping[int, str], *, letter: bool = False
) -> Iterator[Slip]:
    """Everything that keeps an offer from being sent; `items` are descriptions by id.

    A `letter` that was opened is typed as it stands, however little it says.
    """
    yield from _impossible(content, items)
    if letter:
        return
    if not any(content.prices.values()) and items:
        yield Slip("Isi harga paling sedikit satu barang.", f"price_{next(iter(items))}")
    if content.work_days == 0:
        yield Slip("Isi berapa hari barang diantar, contoh 7.", "work_days")
    if content.valid_days == 0:
        yield Slip("Isi berapa hari penawaran ini berlaku, contoh 30.", "valid_days")


def _impossible(content: OfferContent, items: Mapping[int, str]) -> Iterator[Slip]:
    if strange := set(content.prices) - set(items):
        yield Slip("Daftar barang sudah berubah. Buka lagi halaman ini.", f"price_{min(strange)}")
    for item_id, price in content.prices.items():
        if price is not None and not 0 < price <= LARGEST:
            yield Slip(
                say(
                    "Harga {description} harus lebih dari nol. Kosongkan bila tidak ditawarkan.",
                    description=items.get(item_id, ""),
                ),
                f"price_{item_id}",
            )
    if not 0 <= content.work_days <= LONGEST_DAYS:
        yield Slip("Waktu barang diantar tidak mungkin. Periksa harinya, contoh 7.", "work_days")
    if not 0 <= content.valid_days <= LONGEST_DAYS:
        yield Slip("Masa berlaku tidak mungkin. Periksa harinya, contoh 30.", "valid_days")


def written_down(
    content: OfferContent, *, salt: str, photos: Sequence[str] = ()
) -> dict[str, object]:
    """An offer as plain JSON, the way it is hashed and sealed; `photos` are their SHA-256."""
    return {
        "prices": {str(item_id): price for item_id, price in sorted(content.prices.items())},
        "work_days": content.work_days,
        "valid_days": content.valid_days,
        "statement": content.statement,
        "papers": list(content.papers),
        "photos": list(photos),
        "salt": salt,
    }


def read_back(written: Mapping[str, Any]) -> OfferContent:
    """The offer that `written_down` wrote."""
    return OfferContent(
        {int(item_id): price for item_id, price in written["prices"].items()},
        written["work_days"],
        written["valid_days"],
        written["statement"],
        tuple(written["papers"]),
    )


def differences(one: OfferContent, other: OfferContent, items: Mapping[int, str]) -> Iterator[Slip]:
    """Where two people typed the same paper offer differently."""
    for item_id, description in items.items():
        if one.prices.get(item_id) != other.prices.get(item_id):
            yield Slip(
                say(
                    "Harga {description} tidak sama dengan ketikan pertama. Periksa suratnya.",
                    description=description,
                ),
                f"price_{item_id}",
            )
    for field, words in _TERMS.items():
        if getattr(one, field) != getattr(other, field):
            yield Slip(
                say(
                    "{words} tidak sama dengan ketikan pertama. Periksa suratnya.",
                    words=words,
                ),
                field,
            )


_TERMS = {
    "work_days": "Waktu pengantaran",
    "valid_days": "Masa berlaku penawaran",
    "statement": "Pernyataan kebenaran usaha",
    "papers": "Surat penyedia",
}
