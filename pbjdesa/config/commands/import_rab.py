"""`pbjdesa import-rab`: bring the RAB sheets of a village's workbook into its budget."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbjdesa.config.console import add_json_option, answer, note, year_of
from pbjdesa.kernel.errors import Refused

if TYPE_CHECKING:
    from pbjdesa.config.budget_answers import Outcome
    from pbjdesa.planning.rab.model import Rab
    from pbjdesa.planning.siskeudes.model import BudgetExport

NAME = "import-rab"
HELP = "Masukkan lembar RAB dari berkas lembar kerja (XLSX)."

LARGEST = 40 << 20
"""Bytes of a workbook; a village's largest has some two million."""


def add_arguments(parser: ArgumentParser) -> None:
    """The file, whose budget it is, and whether to write anything."""
    parser.add_argument("file", metavar="FILE.xlsx", help="berkas lembar kerja berisi RAB")
    parser.add_argument(
        "--desa", required=True, metavar="KODE", help="kode Kemendagri, contoh: 33.24.04.2005"
    )
    parser.add_argument(
        "--tahun", required=True, type=year_of, metavar="TAHUN", help="tahun anggaran, contoh: 2026"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tunjukkan isi dan bedanya saja, tanpa menulis"
    )
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Exit code 0 when the lines are in (or were already, or `--dry-run`), 1 when refused."""
    from pbjdesa.config.budget_answers import apply, desa_of

    rab = None
    try:
        rab, export = _read(args)
        outcome = apply(desa_of(args.desa), Path(args.file), export, dry_run=args.dry_run)
    except Refused as refusal:
        found = rab.to_json() if rab else {}
        answer(args, {"ok": False, "reasons": list(refusal.reasons), **found}, _sheets(rab))
        for line in refusal.reasons:
            note(line)
        return 1
    answer(args, {"ok": True, **_data(rab, outcome)}, _lines(rab, outcome))
    return 0


def _read(args: Namespace) -> "tuple[Rab, BudgetExport]":
    from pbjdesa.config.budget_answers import desa_of
    from pbjdesa.planning.rab.export import as_export
    from pbjdesa.planning.rab.reading import read_workbook

    desa, path = desa_of(args.desa), Path(args.file)
    note(f"Membaca {path.name}…")
    try:
        if path.stat().st_size > LARGEST:
            raise Refused("Berkas ini terlalu besar. Simpan lembar RAB saja ke berkas baru.")
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"Berkas {path.name} tidak bisa dibuka. Periksa namanya.") from error
    rab = read_workbook(content)
    return rab, as_export(rab, year=args.tahun, village_name=desa.name)


def _data(rab: "Rab", outcome: "Outcome") -> dict[str, Any]:
    """The workbook as it was read; `imported` says what of it the budget takes."""
    from pbjdesa.config.budget_answers import difference_data

    return {
        **rab.to_json(),
        "imported": difference_data(outcome),
        "problems": [problem.to_json() for problem in outcome.problems],
    }


def _sheets(rab: "Rab | None") -> Iterator[str]:
    from pbjdesa.kernel.money import rupiah

    for sheet in rab.sheets if rab else ():
        hidden = " (tersembunyi)" if sheet.hidden else ""
        if sheet.read:
            code = sheet.activity_code or "belum berkode"
            yield (
                f"  {sheet.name}{hidden}: {sheet.lines} baris, {rupiah(sheet.total)}, "
                f"{code} {sheet.activity}"
            )
        else:
            yield f"  {sheet.name}{hidden}: tidak dibaca. {sheet.reason}"


def _lines(rab: "Rab", outcome: "Outcome") -> Iterator[str]:
    from pbjdesa.config.budget_answers import difference_lines
    from pbjdesa.kernel.money import rupiah

    yield f"Desa {outcome.desa.name} ({outcome.desa.code}), tahun {outcome.export.year}"
    yield f"Berkas: {outcome.path.name}, {len(rab.sheets)} lembar"
    yield from _sheets(rab)
    yield f"Isi: {len(rab.lines)} baris, {rupiah(rab.total)}"
    yield from difference_lines(outcome)
