"""A wording that somebody wrote is tried before it is used: its measures, then a printed sample.

The delivered wordings are tried by tests; one of a kabupaten comes from a page or a file.
"""

import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.model import Letterhead, Paper, Size
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.wording import Slip, Wording, examine
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say

MOST_BLOCKS, MOST_COLUMNS, MOST_ROWS = 200, 12, 60
LONGEST_TEXT = 5_000
"""Characters of one text; a page of a letter has about 3,000."""
WIDEST, MOST_PLACES, MOST_PHOTOS = 100, 20, 4
SAMPLE_CODE = "K3F79QWX2MTR"
SAMPLE_ADDRESS = f"https://pbj.contoh.example/cek/{SAMPLE_CODE}"

_INSIDE = {
    "paragraph": "text",
    "heading": "text",
    "part": "title",
    "fields": "rows",
    "table": "columns",
    "signatures": "blocks",
}
"""What a block must not lack, by its type."""


def cleaned(value: Any) -> Any:
    """The same values without characters that cannot be seen, line breaks kept."""
    if isinstance(value, str):
        return "".join(
            letter
            for letter in unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
            if letter == "\n" or unicodedata.category(letter)[0] != "C"
        )
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    return value


def sample_of(kind: PaperKind) -> dict[str, Any]:
    """The invented data that stand beside a kind."""
    sample: dict[str, Any] = json.loads((kind.folder / "sample.json").read_text(encoding="utf-8"))
    return sample


def checked(data: Any, kind: PaperKind) -> tuple[Wording | None, list[Slip]]:
    """The wording and everything that is wrong in it, its measures too; None when unreadable."""
    wording, slips = examine(data, kind)
    if wording is None or slips:
        return None, slips
    slips = list(_measures(data))
    return (None, slips) if slips else (wording, [])


def trial_of(
    kind: PaperKind,
    wording: Wording,
    letterhead: Letterhead,
    *,
    on: date,
    size: Size = "A4",
    words: dict[str, str] | None = None,
    blank: bool = False,
) -> Paper:
    """The sample of a kind in these words, or its blank form; its code finds nothing.

    Raises Refused when it cannot be put together.
    """
    try:
        return compose(
            kind,
            {} if blank else sample_of(kind),
            letterhead,
            number="" if blank or kind.issuer == "supplier" else f"000/001/{on.year}",
            date=None if blank else on,
            code="" if blank else SAMPLE_CODE,
            check_url="" if blank else SAMPLE_ADDRESS,
            audit_head="" if blank else "0" * 64,
            size=size,
            wording=wording,
            words=words,
        )
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise Refused(
            say("{name} belum bisa disusun. Kembalikan bagian yang baru diubah.", name=kind.name)
        ) from error


def try_out(kind: PaperKind, wording: Wording, letterhead: Letterhead, *, on: date) -> None:
    """Raises Refused unless the sample and the blank form can be printed."""
    for blank in (False, True):
        render_pdf(trial_of(kind, wording, letterhead, on=on, blank=blank))


def _measures(data: dict[str, Any]) -> Iterator[Slip]:
    if len(data["block"]) > MOST_BLOCKS:
        yield Slip(0, say("Terlalu banyak bagian. Paling banyak {most}.", most=MOST_BLOCKS))
    for position, block in enumerate((data["title"], *data["block"])):
        if any(len(text) > LONGEST_TEXT for text in _texts(block)):
            yield Slip(position, "Teksnya terlalu panjang. Bagi menjadi beberapa bagian.")
        if isinstance(block, dict):
            yield from (Slip(position, reason) for reason in _measures_of(block))


def _measures_of(block: dict[str, Any]) -> Iterator[str]:
    kind = block["type"]
    if kind in _INSIDE and not block.get(_INSIDE[kind]):
        yield "Bagian ini kosong. Isi, atau hapus bagiannya."
    if kind == "list" and not block.get("items") and not block.get("each"):
        yield "Bagian ini kosong. Isi, atau hapus bagiannya."
    rows = [
        len(block.get(name, [])) for name in ("rows", "items", "totals", "blocks") if name in block
    ]
    if any(count > MOST_ROWS for count in rows):
        yield say("Terlalu banyak baris. Paling banyak {most}.", most=MOST_ROWS)
    if kind == "photos" and not (
        0 < block.get("columns", 2) <= MOST_PHOTOS and 0 < block.get("blanks", 4) <= MOST_PLACES
    ):
        yield say("Foto dalam satu baris: isi 1 sampai {most}.", most=MOST_PHOTOS)
    if kind == "table":
        yield from _measures_of_table(block)
    if any(
        not 0 < one.get("blanks", 1) <= MOST_PLACES for one in (block, *block.get("blocks", []))
    ):
        yield say("Tempat kosong untuk diisi tangan: isi 1 sampai {most}.", most=MOST_PLACES)


def _measures_of_table(block: dict[str, Any]) -> Iterator[str]:
    columns, added = block.get("columns", []), block.get("across", [])
    totals = block.get("totals", [])
    if len(columns) > MOST_COLUMNS:
        yield say("Terlalu banyak kolom. Paling banyak {most}.", most=MOST_COLUMNS)
    if any(not 0 < column["width"] <= WIDEST for column in (*columns, *added)):
        yield say("Lebar kolom: isi angka 1 sampai {most}.", most=WIDEST)
    if any(len(total.get("values", [])) >= len(columns) for total in totals):
        yield "Baris jumlah punya terlalu banyak nilai. Sisakan satu kolom untuk keterangannya."
    if len(added) > 1:
        yield "Tabel ini hanya boleh punya satu kelompok kolom dari data."
    for one in added:
        if len(one.get("sums", [])) != len(totals):
            yield "Setiap baris jumlah perlu satu nilai di kolom yang datang dari data."
        if any("when" in total or "unless" in total for total in totals):
            yield "Baris jumlah pada tabel ini harus selalu dicetak. Hapus syaratnya."


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
