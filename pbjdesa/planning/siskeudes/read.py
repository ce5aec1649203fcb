"""The one way in: a zip of Siskeudes tables becomes the budget of one village and year."""

from pathlib import Path
from typing import BinaryIO

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.activities import (
    build_activities,
    missing_activities,
    with_ceilings,
)
from pbjdesa.planning.siskeudes.archive import Archive, open_archive
from pbjdesa.planning.siskeudes.budget import holds_rows, read_budget
from pbjdesa.planning.siskeudes.codes import village_code
from pbjdesa.planning.siskeudes.explain import explain_activities, explain_lines
from pbjdesa.planning.siskeudes.lines import build_lines
from pbjdesa.planning.siskeudes.model import BudgetExport, LineRow, UnknownYear, Village
from pbjdesa.planning.siskeudes.notes import Notes
from pbjdesa.planning.siskeudes.rows import FileNames, VillageRows, file_names, village_rows
from pbjdesa.planning.siskeudes.tables import (
    BUDGET_TABLES,
    KEGIATAN,
    LINE_TABLES,
    RAB,
    RAB_RINCI,
    VERSION,
    WANTED,
)
from pbjdesa.planning.siskeudes.villages import choose_village


def read_export(
    source: Path | BinaryIO,
    *,
    year: int,
    kd_desa: str | None = None,
    village_name: str | None = None,
    local_code: str | None = None,
) -> BudgetExport:
    """Read the budget of one village and one year from a Siskeudes export.

    `kd_desa` is Siskeudes' own village code (`04.2005.`, the dot may be missing). Without it the
    village is found by `village_name`, then by `local_code` (the end of Kemendagri's code, which
    Siskeudes often uses too), or taken when the file holds only one.

    Raises Refused with sentences for the user when the file as a whole cannot be used: no zip,
    broken or locked, a needed table or column missing. Its kinds UnknownYear, UnknownVillage and
    AmbiguousVillage carry the choices. A single bad line never raises; it stands in `problems`.
    """
    notes = Notes()
    with open_archive(source, WANTED) as archive:
        _check_tables(archive, notes)
        chosen, villages = choose_village(archive, notes, kd_desa, village_name, local_code)
        names = file_names(archive, notes)
        village = village_code(chosen.kd_desa)
        rows = village_rows(archive, notes, village, year, alone=len(villages) < 2)
    _check_year(rows, year, chosen)
    activities = build_activities(rows, names, village, notes)
    budget = read_budget(rows, village, notes)
    funds = {activity.code: activity.fund_sources for activity in activities}
    lines = build_lines(budget.drafts, rows, names, village, funds)
    for draft in budget.drafts:
        notes.extend(draft.notes)
    activities += missing_activities(activities, lines, names)
    activities = with_ceilings(activities, lines, notes)
    explain_activities(activities, notes)
    explain_lines(lines, notes)
    _note_whole(lines, rows, names, chosen, year, notes)
    return BudgetExport(
        kd_desa=chosen.kd_desa,
        village_name=chosen.name,
        year=year,
        version=names.version,
        posting=budget.posting,
        villages=villages,
        activities=tuple(sorted(activities, key=lambda activity: activity.code)),
        lines=tuple(lines),
        problems=notes.all(),
    )


def _check_tables(archive: Archive, notes: Notes) -> None:
    hint = "Ekspor lagi tabel itu dari Siskeudes, lalu masukkan ke dalam zip."
    if archive.holds_access:
        hint = "Zip ini berisi basis data Access. Ubah tiap tabelnya menjadi CSV dulu."
    if not archive.has(KEGIATAN.name):
        raise Refused(say("{file} tidak ada di dalam zip, atau kosong.", file=KEGIATAN.file), hint)
    if not any(archive.has(table.name) for table in LINE_TABLES):
        names = ", ".join(table.file for table in LINE_TABLES)
        raise Refused(say("Tabel anggaran tidak ada di dalam zip: {names}.", names=names), hint)
    for table in BUDGET_TABLES:
        if archive.is_empty_file(table.name):
            notes.add(
                "warning",
                "empty_file",
                table.file,
                None,
                say("{file} kosong, tanpa baris judul kolom.", file=table.file),
                "Berkas itu tidak dipakai.",
            )


def _check_year(rows: VillageRows, year: int, chosen: Village) -> None:
    if rows.years and year not in rows.years:
        years = tuple(sorted(rows.years))
        raise UnknownYear(
            say(
                "Anggaran {year} untuk desa {kd_desa} tidak ada di berkas ini.",
                year=year,
                kd_desa=chosen.kd_desa,
            ),
            say("Tahun yang ada: {names}.", names=", ".join(map(str, years))),
            "Pilih tahun itu, atau ambil berkas yang lain.",
            years=years,
        )


def _note_whole(
    lines: list[LineRow],
    rows: VillageRows,
    names: FileNames,
    chosen: Village,
    year: int,
    notes: Notes,
) -> None:
    """Say what the file as a whole does not hold."""
    version = f"Siskeudes {names.version}" if names.version else "versi tidak diketahui"
    if not names.version:
        notes.add("info", "no_version", VERSION.file, None, "Versi Siskeudes tidak tertulis.")
    if not lines:
        village = f" desa {chosen.kd_desa}" if chosen.kd_desa else ""
        emptiness = "Semua barisnya tidak terbaca atau bernilai nol." if holds_rows(rows) else ""
        notes.add(
            "error",
            "no_lines",
            RAB_RINCI.file,
            None,
            say(
                "Berkas ini ({version}) tidak memuat baris belanja{village} tahun {year}.",
                version=version,
                village=village,
                year=year,
            ),
            *filter(None, [emptiness]),
            "Isi RAB di Siskeudes lalu ekspor lagi, atau ketik anggarannya di sini.",
        )
    elif all(line.level == "account_total" for line in lines):
        notes.add(
            "info",
            "totals_only",
            RAB.file,
            None,
            say(
                "Berkas ini ({version}) hanya memuat jumlah per rekening: {lines} baris.",
                version=version,
                lines=len(lines),
            ),
            "Ketik rincian barangnya di sini, atau ekspor lagi bersama Ta_RABRinci.csv.",
        )
