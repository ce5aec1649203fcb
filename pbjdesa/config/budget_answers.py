"""What the commands that import a budget share: which village and year, and what they answer."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah
from pbjdesa.planning.importing import import_budget, preview
from pbjdesa.planning.models import BudgetImport
from pbjdesa.planning.siskeudes.model import BudgetExport, Problem
from pbjdesa.planning.telling import KIND_WORDS, counted, told
from pbjdesa.planning.values import Difference, Kind
from pbjdesa.territories.models import Desa

MOST_SHOWN = 40
"""Rows of one kind in the summary; `--json` holds all of them."""
_CHUNK = 1 << 16
_SEVERITIES = (("error", "Tidak terbaca"), ("warning", "Perlu dilihat"), ("info", "Diketahui"))


@dataclass(frozen=True)
class Outcome:
    """What was read, what it changes, and what was done."""

    desa: Desa
    path: Path
    sha256: str
    export: BudgetExport
    difference: Difference
    dry_run: bool
    done: BudgetImport | None

    @property
    def problems(self) -> list[Problem]:
        """Those of the comparison first."""
        return [*self.difference.problems, *self.export.problems]


def apply(desa: Desa, path: Path, export: BudgetExport, *, dry_run: bool) -> Outcome:
    """Compare with what is here and, unless it is a trial or nothing changes, write it.

    Raises Refused for a file that holds nothing to use.
    """
    difference, sha256 = preview(desa=desa, year=export.year, export=export), _hash(path)
    done = None
    if not dry_run and not difference.changes_nothing:
        done = import_budget(
            by=None,
            desa=desa,
            year=export.year,
            export=export,
            sha256=sha256,
            file_name=path.name,
            expected=difference.fingerprint,
        )
    return Outcome(desa, path, sha256, export, difference, dry_run, done)


def desa_of(code: str) -> Desa:
    """The village with this code. Raises Refused where none is here."""
    found = (
        Desa.objects.select_related("kab", "kecamatan")
        .filter(code=code.strip(), kab__practice=False, retired_at__isnull=True)
        .first()
    )
    if found is None:
        raise Refused(
            f"Desa dengan kode '{code}' tidak ada di sini.",
            "Pakai kode Kemendagri, contoh: 33.24.04.2005",
        )
    return found


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def difference_data(outcome: Outcome) -> dict[str, Any]:
    """What an import of any kind answers with `--json`."""
    export, difference, done = outcome.export, outcome.difference, outcome.done
    return {
        "applied": done is not None,
        "dry_run": outcome.dry_run,
        "changed": not difference.changes_nothing,
        "import_id": str(done.pk) if done else None,
        "number": done.number if done else None,
        "desa": {
            "id": str(outcome.desa.pk),
            "code": outcome.desa.code,
            "name": outcome.desa.name,
        },
        "year": export.year,
        "file": outcome.path.name,
        "sha256": outcome.sha256,
        "activities": len(export.activities),
        "lines": len(export.lines),
        "total": export.total,
        "counts": difference.counts,
        "total_before": difference.total_before,
        "total_after": difference.total_after,
        "differences": [change.to_json() for change in difference.written],
    }


def difference_lines(outcome: Outcome) -> Iterator[str]:
    """The comparison, row by row, and how it ended."""
    difference = outcome.difference
    yield "Dibandingkan dengan anggaran di sini:"
    for word, activities, lines in counted(difference):
        yield f"  {word}: {activities} kegiatan, {lines} baris"
    yield from _told(difference)
    yield from problem_lines(outcome.problems)
    yield f"Anggaran: {rupiah(difference.total_before)} menjadi {rupiah(difference.total_after)}"
    yield _ending(outcome)


def _told(difference: Difference) -> Iterator[str]:
    for kind in (Kind.CHANGED, Kind.GONE, Kind.KEPT):
        rows = told(difference, kind)
        if rows:
            yield f"{KIND_WORDS[kind].capitalize()}:"
            yield from _first([f"  {row.title}: {row.text}" for row in rows])


def problem_lines(problems: list[Problem]) -> Iterator[str]:
    """Everything that somebody must know about a file, the worst first."""
    for severity, heading in _SEVERITIES:
        rows = [each for each in problems if each.severity == severity]
        if rows:
            yield f"{heading} ({len(rows)}):"
            yield from _first([f"  {_place(each)}{each.sentence}" for each in rows])


def _place(problem: Problem) -> str:
    if not problem.file:
        return ""
    return f"{problem.file} baris {problem.line}: " if problem.line else f"{problem.file}: "


def _first(rows: list[str]) -> list[str]:
    more = len(rows) - MOST_SHOWN
    return [*rows[:MOST_SHOWN], *([f"  dan {more} lagi, lihat --json"] if more > 0 else [])]


def _ending(outcome: Outcome) -> str:
    if outcome.difference.changes_nothing:
        return "Tidak ada yang berubah. Anggaran di sini sudah sama dengan isi berkas."
    if outcome.done is None:
        return "Ini percobaan. Tidak ada yang ditulis."
    return f"Anggaran sudah dipakai. Ini impor ke-{outcome.done.number} tahun {outcome.done.year}."
