"""Reading what people typed, field by field; each slip becomes a sentence at its field."""

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from pbjdesa.documents.files import LARGEST_UPLOAD, clean_photo
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import parse_rupiah, parse_volume
from pbjdesa.kernel.words import say
from pbjdesa.web.http import Problems


class Form:
    """One sent form: typed values stay as they were typed, slips go to `problems`."""

    def __init__(self, request: HttpRequest, problems: Problems) -> None:
        self._post = request.POST
        self._files = request.FILES
        self.problems = problems

    def raw(self, name: str) -> str:
        """What was typed, untouched, to be shown again."""
        return self._post.get(name, "")

    def chosen(self, name: str) -> list[str]:
        """Every ticked value of a question with several answers, as it was sent."""
        return self._post.getlist(name)

    def text(self, name: str, *, most: int, needed: str = "") -> str:
        """A line of text without control characters; `needed` is the sentence for an empty one."""
        text = plain_text(self.raw(name))
        if not text and needed:
            self.problems.add(needed, name)
        if len(text) > most:
            self.problems.add(say("Terlalu panjang. Paling banyak {most} huruf.", most=most), name)
        return text[:most]

    def rupiah(self, name: str) -> int:
        """An amount; 0 with a problem noted when it is unclear."""
        try:
            return parse_rupiah(plain_text(self.raw(name)))
        except Refused as refusal:
            self.problems.add(refusal.reasons[0], name)
            return 0

    def volume(self, name: str) -> Decimal:
        """A quantity; 0 with a problem noted when it is unclear."""
        try:
            return parse_volume(plain_text(self.raw(name)))
        except Refused as refusal:
            self.problems.add(refusal.reasons[0], name)
            return Decimal(0)

    def choice(self, name: str, options: Mapping[str, Any], needed: str) -> str:
        """One of the offered values; "" with a problem noted otherwise."""
        value = self.raw(name)
        if value not in options:
            self.problems.add(needed, name)
            return ""
        return value

    def day(self, name: str) -> date | None:
        """A date from three taps or three boxes (see bits/field_date.html)."""
        value = self.raw(name)
        try:
            if value == "lain":
                year, month, day = (self.raw(f"{name}_{part}").strip() for part in _PARTS)
                return date(int(year), int(month), int(day))
            return date.fromisoformat(value)
        except (ValueError, OverflowError):
            self.problems.add("Pilih tanggalnya, contoh 27 11 2026.", name)
            return None

    def photo(self, name: str, *, needed: str = "") -> bytes | None:
        """A cleaned photo, or None; `needed` is the sentence when there must be one."""
        upload = self._files.get(name)
        if not isinstance(upload, UploadedFile) or not upload.size:
            if needed:
                self.problems.add(needed, name)
            return None
        if upload.size > LARGEST_UPLOAD:
            self.problems.add("Foto ini terlalu besar. Kirim foto di bawah 12 MB.", name)
            return None
        try:
            return clean_photo(upload.read())
        except Refused as refusal:
            self.problems.add(refusal.reasons[0], name)
            return None
        finally:
            upload.seek(0)

    def sent(self, name: str) -> bytes:
        """A file as it was sent, for reading only; empty when there is none or it is too large."""
        upload = self._files.get(name)
        if not isinstance(upload, UploadedFile) or (upload.size or 0) > LARGEST_UPLOAD:
            return b""
        try:
            content: bytes = upload.read()
            return content
        finally:
            upload.seek(0)


_PARTS = ("thn", "bln", "tgl")
LONGEST_COUNT = 10


def plain_text(text: str) -> str:
    """One line: composed characters, single spaces, nothing that cannot be seen."""
    seen = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    return " ".join(seen.split())


def counted(text: str) -> int:
    """The whole number that a page sent back about itself; 0 for anything else, however long."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_COUNT else 0


def near_days(today: date) -> list[dict[str, Any]]:
    """Today and tomorrow as the two quick answers of a date question."""
    tomorrow = today + timedelta(days=1)
    return [
        {"value": today.isoformat(), "label": "Hari ini", "day": today},
        {"value": tomorrow.isoformat(), "label": "Besok", "day": tomorrow},
    ]


def typed_parts(form: Form | None, name: str, value: date | None = None) -> dict[str, str]:
    """What the three boxes of a date question hold."""
    if form is not None:
        return {
            "day": form.raw(f"{name}_tgl"),
            "month": form.raw(f"{name}_bln"),
            "year": form.raw(f"{name}_thn"),
        }
    if value is None:
        return {}
    return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
