"""Looking into the register of letter numbers: its lines, its gaps, and its printed form."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from pbjdesa.documents.models import NumberEntry, NumberSeries
from pbjdesa.documents.numbering import series_names
from pbjdesa.kernel.words import say
from pbjdesa.regulations.letter_numbers import EVERY_LETTER
from pbjdesa.territories.models import Desa

ALL_SERIES = "Semua jenis surat"
MOST_GAPS = 8
"""Gaps that are named one by one."""


def lines(desa: Desa, year: int, series: str = "", words: str = "") -> QuerySet[NumberEntry]:
    """The lines of a year in the order of their days; of one series, or with these words."""
    rows = NumberEntry.objects.of(desa).filter(year=year).select_related("document")
    if series:
        rows = rows.filter(series=series)
    for word in words.split():
        rows = rows.filter(
            Q(number__icontains=word) | Q(about__icontains=word) | Q(recipient__icontains=word)
        )
    return rows.order_by("dated", "noted_at", "pk")


def years(desa: Desa) -> list[int]:
    """The years that have lines, newest first."""
    rows = NumberEntry.objects.of(desa).order_by().values_list("year", flat=True)
    return sorted(rows.distinct(), reverse=True)


def series_label(series: str) -> str:
    """What villagers call a series."""
    return ALL_SERIES if series == EVERY_LETTER else series_names().get(series, series)


@dataclass(frozen=True)
class Gap:
    """Numbers of a series that were passed over when a later one was written down by hand."""

    series: str
    first: int
    last: int

    @property
    def sentence(self) -> str:
        """Which numbers are not in the register."""
        words = (
            "{series} nomor urut {first}"
            if self.first == self.last
            else "{series} nomor urut {first} sampai {last}"
        )
        return say(words, series=series_label(self.series), first=self.first, last=self.last)


def gaps(desa: Desa, year: int) -> list[Gap]:
    """Every gap of a year; two queries."""
    known: dict[str, set[int]] = defaultdict(set)
    numbered = NumberEntry.objects.of(desa).filter(year=year, sequence__isnull=False)
    for series, place in numbered.order_by().values_list("series", "sequence"):
        known[series].add(place or 0)
    counters = NumberSeries.objects.of(desa).filter(year=year, series__in=known).order_by("series")
    found: list[Gap] = []
    for counter in counters:
        found += _gaps_of(counter.series, known[counter.series])
    return found


def _gaps_of(series: str, places: set[int]) -> list[Gap]:
    before = 0
    found = []
    for place in sorted(places):
        if place > before + 1:
            found.append(Gap(series, before + 1, place - 1))
        before = place
    return found


def remark(entry: NumberEntry) -> str:
    """What the register says beside a line."""
    if entry.cancelled_at is not None:
        return say("Dibatalkan: {reason}", reason=entry.cancel_reason)
    if entry.document is not None and entry.document.superseded_at is not None:
        return "Diganti surat baru"
    return "Dicatat dengan tangan" if entry.manual else ""


def register_data(desa: Desa, year: int, series: str = "") -> dict[str, Any]:
    """The register of a year as the data of its paper; three queries whatever its length."""
    rows = list(lines(desa, year, series))
    open_gaps = [gap for gap in gaps(desa, year) if series in ("", gap.series)]
    return {
        "year": year,
        "series": series_label(series) if series else ALL_SERIES,
        "count": len(rows),
        "entries": [
            {
                "letter_number": entry.number,
                "dated": entry.dated.isoformat(),
                "about": entry.about,
                "recipient": entry.recipient,
                "note": remark(entry),
            }
            for entry in rows
        ],
        "gaps": [gap.sentence for gap in open_gaps],
    }
