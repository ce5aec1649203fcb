"""`pbjdesa import-siskeudes`: bring the year's budget of a village in from a Siskeudes export."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbjdesa.config.console import add_json_option, answer, note
from pbjdesa.kernel.errors import Refused

if TYPE_CHECKING:
    from pbjdesa.planning.models import BudgetImport
    from pbjdesa.planning.siskeudes.model import BudgetExport, Problem
    from pbjdesa.planning.values import Difference
    from pbjdesa.territories.models import Desa

NAME = "import-siskeudes"
HELP = "Masukkan anggaran desa dari zip ekspor Siskeudes."

MOST_SHOWN = 40
"""Rows of one kind in the summary; `--json` holds all of them."""
_CHUNK = 1 << 16
_SEVERITIES = (("error", "Tidak terbaca"), ("warning", "Perlu dilihat"), ("info", "Diketahui"))


def add_arguments(parser: ArgumentParser) -> None:
    """The file, whose budget it is, and whether to write anything."""
    parser.add_argument("file", metavar="FILE.zip", help="zip berisi tabel CSV Siskeudes")
    parser.add_argument(
        "--desa", required=True, metavar="KODE", help="kode Kemendagri, contoh: 33.24.04.2005"
    )
    parser.add_argument(
        "--kd-desa", metavar="KODE", help="kode desa di dalam berkas, contoh: 04.2005."
    )
    parser.add_argument(
        "--tahun", required=True, type=_year, metavar="TAHUN", help="tahun anggaran, contoh: 2026"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tunjukkan bedanya saja, tanpa menulis"
    )
    add_json_option(parser)


def _year(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) == 4:
        return int(text)
    raise ValueError(text)


@dataclass(frozen=True)
class Outcome:
    """What was read, what it changes, and what was done."""

    desa: "Desa"
    path: Path
    sha256: str
    export: "BudgetExport"
    difference: "Difference"
    dry_run: bool
    done: "BudgetImport | None"

    @property
    def problems(self) -> "list[Problem]":
        """Those of the comparison first."""
        return [*self.difference.problems, *self.export.problems]


def run(args: Namespace) -> int:
    """Exit code 0 when the budget is in (or was already, or `--dry-run`), 1 when refused."""
    try:
        outcome = _import(args)
    except Refused as refusal:
        if args.json:
            answer(args, {"ok": False, **_refusal(refusal)}, [])
        for line in _ways_out(args, refusal):
            note(line)
        return 1
    answer(args, {"ok": True, **_data(outcome)}, _lines(outcome))
    return 0


def _import(args: Namespace) -> Outcome:
    from pbjdesa.planning.importing import import_budget, preview
    from pbjdesa.planning.siskeudes.read import read_export

    desa, path = _desa(args.desa), Path(args.file)
    note(f"Membaca {path.name}…")
    export = read_export(
        path,
        year=args.tahun,
        kd_desa=args.kd_desa,
        village_name=desa.name,
        local_code=desa.local_code,
    )
    note(f"Membandingkan {len(export.lines)} baris…")
    difference = preview(desa=desa, year=args.tahun, export=export)
    sha256 = _hash(path)
    done = None
    if not args.dry_run and not difference.changes_nothing:
        note("Menulis…")
        done = import_budget(
            by=None,
            desa=desa,
            year=args.tahun,
            export=export,
            sha256=sha256,
            file_name=path.name,
            expected=difference.fingerprint,
        )
    return Outcome(desa, path, sha256, export, difference, args.dry_run, done)


def _desa(code: str) -> "Desa":
    from pbjdesa.territories.models import Desa

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
    import hashlib

    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _villages(refusal: Refused) -> list[tuple[str, str]]:
    from pbjdesa.planning.siskeudes.model import VillageUnclear

    if not isinstance(refusal, VillageUnclear):
        return []
    return [(each.kd_desa, each.name) for each in refusal.villages]


def _refusal(refusal: Refused) -> dict[str, Any]:
    return {
        "reasons": list(refusal.reasons),
        "villages": [{"kd_desa": code, "name": name} for code, name in _villages(refusal)],
    }


def _ways_out(args: Namespace, refusal: Refused) -> Iterator[str]:
    """The reasons, and each village of the file with the option that chooses it."""
    yield from refusal.reasons
    villages = _villages(refusal)
    if villages:
        yield f"Tambahkan salah satu pilihan ini untuk desa {args.desa}:"
        yield from (f"  --kd-desa {code}   {name}".rstrip() for code, name in villages)


def _data(outcome: Outcome) -> dict[str, Any]:
    from pbjdesa.planning.siskeudes.model import as_json
    from pbjdesa.planning.telling import totals_by_fund

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
        "kd_desa": export.kd_desa,
        "village_name": export.village_name,
        "version": export.version,
        "posting": as_json(export.posting),
        "activities": len(export.activities),
        "lines": len(export.lines),
        "total": export.total,
        "funds": [{"fund": fund, "total": sum_} for fund, sum_ in totals_by_fund(export)],
        "counts": difference.counts,
        "total_before": difference.total_before,
        "total_after": difference.total_after,
        "differences": [change.to_json() for change in difference.written],
        "problems": [problem.to_json() for problem in outcome.problems],
    }


def _lines(outcome: Outcome) -> Iterator[str]:
    from pbjdesa.kernel.money import rupiah
    from pbjdesa.planning.telling import counted, totals_by_fund

    desa, export, difference = outcome.desa, outcome.export, outcome.difference
    posting = f"posting {export.posting.number}" if export.posting else "belum diposting"
    village = f"{export.kd_desa} {export.village_name}".strip() or "tanpa kode desa"
    yield f"Desa {desa.name} ({desa.code}), tahun {export.year}"
    yield f"Berkas: {outcome.path.name}, Siskeudes {export.version or '?'}, {village}, {posting}"
    yield (
        f"Isi: {len(export.activities)} kegiatan, {len(export.lines)} baris, {rupiah(export.total)}"
    )
    for fund, amount in totals_by_fund(export):
        yield f"  {fund}: {rupiah(amount)}"
    yield "Dibandingkan dengan anggaran di sini:"
    for word, activities, lines in counted(difference):
        yield f"  {word}: {activities} kegiatan, {lines} baris"
    yield from _told(difference)
    yield from _problems(outcome)
    yield f"Anggaran: {rupiah(difference.total_before)} menjadi {rupiah(difference.total_after)}"
    yield _ending(outcome)


def _told(difference: "Difference") -> Iterator[str]:
    from pbjdesa.planning.telling import KIND_WORDS, told
    from pbjdesa.planning.values import Kind

    for kind in (Kind.CHANGED, Kind.GONE, Kind.KEPT):
        rows = told(difference, kind)
        if rows:
            yield f"{KIND_WORDS[kind].capitalize()}:"
            yield from _first([f"  {row.title}: {row.text}" for row in rows])


def _problems(outcome: Outcome) -> Iterator[str]:
    for severity, heading in _SEVERITIES:
        rows = [each for each in outcome.problems if each.severity == severity]
        if rows:
            yield f"{heading} ({len(rows)}):"
            yield from _first([f"  {_place(each)}{each.sentence}" for each in rows])


def _place(problem: "Problem") -> str:
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
