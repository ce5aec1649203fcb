"""`pbjdesa import-siskeudes`: bring the year's budget of a village in from a Siskeudes export."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbjdesa.config.console import add_json_option, answer, note, year_of
from pbjdesa.kernel.errors import Refused

if TYPE_CHECKING:
    from pbjdesa.config.budget_answers import Outcome

NAME = "import-siskeudes"
HELP = "Masukkan anggaran desa dari zip ekspor Siskeudes."


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
        "--tahun", required=True, type=year_of, metavar="TAHUN", help="tahun anggaran, contoh: 2026"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tunjukkan bedanya saja, tanpa menulis"
    )
    add_json_option(parser)


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


def _import(args: Namespace) -> "Outcome":
    from pbjdesa.config.budget_answers import apply, desa_of
    from pbjdesa.planning.siskeudes.read import read_export

    desa, path = desa_of(args.desa), Path(args.file)
    note(f"Membaca {path.name}…")
    export = read_export(
        path,
        year=args.tahun,
        kd_desa=args.kd_desa,
        village_name=desa.name,
        local_code=desa.local_code,
    )
    note(f"Membandingkan {len(export.lines)} baris…")
    return apply(desa, path, export, dry_run=args.dry_run)


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


def _data(outcome: "Outcome") -> dict[str, Any]:
    from pbjdesa.config.budget_answers import difference_data
    from pbjdesa.planning.siskeudes.model import as_json
    from pbjdesa.planning.telling import totals_by_fund

    export = outcome.export
    return {
        **difference_data(outcome),
        "kd_desa": export.kd_desa,
        "village_name": export.village_name,
        "version": export.version,
        "posting": as_json(export.posting),
        "funds": [{"fund": fund, "total": sum_} for fund, sum_ in totals_by_fund(export)],
        "problems": [problem.to_json() for problem in outcome.problems],
    }


def _lines(outcome: "Outcome") -> Iterator[str]:
    from pbjdesa.config.budget_answers import difference_lines
    from pbjdesa.kernel.money import rupiah
    from pbjdesa.planning.telling import totals_by_fund

    desa, export = outcome.desa, outcome.export
    posting = f"posting {export.posting.number}" if export.posting else "belum diposting"
    village = f"{export.kd_desa} {export.village_name}".strip() or "tanpa kode desa"
    yield f"Desa {desa.name} ({desa.code}), tahun {export.year}"
    yield f"Berkas: {outcome.path.name}, Siskeudes {export.version or '?'}, {village}, {posting}"
    yield (
        f"Isi: {len(export.activities)} kegiatan, {len(export.lines)} baris, {rupiah(export.total)}"
    )
    for fund, amount in totals_by_fund(export):
        yield f"  {fund}: {rupiah(amount)}"
    yield from difference_lines(outcome)
