"""The activities of the year: from Ta_Kegiatan, and those that only the lines name."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.codes import (
    activity_code,
    activity_marks,
    fund_codes,
    official_activities,
)
from pbjdesa.planning.siskeudes.figures import Unreadable, read_figure, whole_rupiah
from pbjdesa.planning.siskeudes.model import ActivityRow, LineRow
from pbjdesa.planning.siskeudes.notes import Notes
from pbjdesa.planning.siskeudes.rows import FileNames, VillageRows
from pbjdesa.planning.siskeudes.tables import KEGIATAN, Row
from pbjdesa.planning.siskeudes.text import fit


def build_activities(
    rows: VillageRows, names: FileNames, village: str, notes: Notes
) -> list[ActivityRow]:
    """The activities of Ta_Kegiatan, each code once; unreadable rows are noted and left out."""
    found: dict[str, ActivityRow] = {}
    for row in rows.of(KEGIATAN):
        code = activity_code(row.get("Kd_Keg"), village)
        if not code:
            _note_activity(
                row, notes, say("Kolom Kd_Keg berisi “{found}”.", found=row.get("Kd_Keg")[:30])
            )
        elif code in found:
            _note_activity(
                row, notes, say("Kegiatan {code} sudah ada di baris sebelumnya.", code=code)
            )
        elif code.strip("0."):
            try:
                found[code] = _activity(code, row, names)
            except Unreadable as wrong:
                _note_activity(
                    row, notes, say("Pagu “{wrong}” bukan angka yang jelas.", wrong=str(wrong)[:30])
                )
    return sorted(found.values(), key=lambda activity: activity.code)


def missing_activities(
    activities: list[ActivityRow], lines: list[LineRow], names: FileNames
) -> list[ActivityRow]:
    """Activities that only the lines name, with the sum of their lines as ceiling."""
    known = {activity.code for activity in activities}
    sums: dict[str, int] = defaultdict(int)
    funds: dict[str, dict[str, None]] = defaultdict(dict)
    for line in lines:
        if line.activity_code not in known:
            sums[line.activity_code] += line.amount
            funds[line.activity_code] |= dict.fromkeys(line.fund_sources)
    return [
        ActivityRow(
            code=code,
            name=_activity_name(code, "", names),
            bidang=code[:2],
            sub_bidang=_sub_bidang(code),
            ceiling=ceiling,
            fund_sources=tuple(funds[code]),
            location="",
            timing="",
            output="",
            unit="",
            marks=("not_in_activity_table", *activity_marks(code)),
        )
        for code, ceiling in sorted(sums.items())
    ]


def with_ceilings(
    activities: list[ActivityRow], lines: list[LineRow], notes: Notes
) -> list[ActivityRow]:
    """Take the sum of the lines where Ta_Kegiatan holds no pagu; say where lines pass the pagu."""
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[line.activity_code] += line.amount
    found = []
    for activity in activities:
        total = sums[activity.code]
        if total and not activity.ceiling:
            marks = (*activity.marks, "ceiling_from_lines")
            activity = replace(activity, ceiling=total, marks=marks)
        elif total > activity.ceiling:
            notes.add(
                "warning",
                "above_ceiling",
                KEGIATAN.file,
                None,
                say(
                    "Baris kegiatan {code} berjumlah {total}.",
                    code=activity.code,
                    total=rupiah(total),
                ),
                say(
                    "Pagunya hanya {ceiling}. Periksa di Siskeudes.",
                    ceiling=rupiah(activity.ceiling),
                ),
            )
        found.append(activity)
    return found


def _note_activity(row: Row, notes: Notes, why: str) -> None:
    notes.add("error", "row_unreadable", KEGIATAN.file, row.line, why, "Baris ini dilewati.")


def _activity(code: str, row: Row, names: FileNames) -> ActivityRow:
    after = read_figure(row.get("Pagu_PAK"))
    ceiling = after if after and after > 0 else read_figure(row.get("Pagu")) or Decimal(0)
    if ceiling < 0:
        raise Unreadable(row.get("Pagu"))
    return ActivityRow(
        code=code,
        name=fit(_activity_name(code, row.get("Nama_Kegiatan"), names), 250),
        bidang=code[:2],
        sub_bidang=_sub_bidang(code),
        ceiling=whole_rupiah(ceiling)[0],
        fund_sources=fund_codes(row.get("Sumberdana")),
        location=fit(row.get("Lokasi"), 200),
        timing=fit(row.get("Waktu"), 100),
        output=fit(row.get("Keluaran"), 200),
        unit=fit(row.get("Satuan"), 30),
        marks=activity_marks(code),
    )


def _activity_name(code: str, written: str, names: FileNames) -> str:
    official = official_activities().get(code)
    return written or names.activities.get(code, "") or (official.name if official else code)


def _sub_bidang(code: str) -> str:
    return code[:5] if code.count(".") == 2 else ""
