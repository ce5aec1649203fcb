"""From the sheets of a workbook to the lines of a budget, and a report of what was not read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise, takewhile

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.planning.rab.layout import Table, tables_of
from pbjdesa.planning.rab.model import Note, Rab, RabLine, SheetReport
from pbjdesa.planning.rab.names import fund_of, proposals, unit_of
from pbjdesa.planning.rab.odd import odd_notes
from pbjdesa.planning.rab.proof import Counted, row_notes, total_notes
from pbjdesa.planning.rab.rows import ReadRow, rows_of
from pbjdesa.planning.rab.workbook import Sheet, open_workbook
from pbjdesa.planning.siskeudes.codes import account_code, normal_text, official_activities

_ACTIVITY_LABEL = re.compile(
    r"(?i)^(?:nama |jenis |kode )?(?:kegiatan|program kegiatan|pekerjaan)\b\s*:?\s*"
)
BELANJA = "5"
"""The account of all expenditure, under which a RAB stands as a whole."""
_NO_TABLE = "Tidak ada tabel dengan uraian, volume atau harga, dan jumlah."


def read_workbook(content: bytes) -> Rab:
    """Every RAB line of an XLSX file, and what is strange in it. Nothing is corrected.

    Raises Refused when the file itself cannot be opened; a sheet that cannot be read is named in
    the answer.
    """
    reports: list[SheetReport] = []
    lines: list[RabLine] = []
    notes: list[Note] = []
    for sheet in open_workbook(content):
        report, found, noted = _read_sheet(sheet)
        reports.append(report)
        lines += found
        notes += noted
    if not reports:
        raise Refused("Berkas ini tidak berisi lembar.", field="file")
    notes += odd_notes(lines)
    rank = {"error": 0, "warning": 1, "info": 2}
    return Rab(
        sheets=tuple(reports),
        lines=tuple(lines),
        notes=tuple(sorted(notes, key=lambda note: rank[note.severity])),
        units=proposals(
            (line.unit for line in lines), {line.unit: line.usual_unit for line in lines}
        ),
        funds=proposals(
            (line.fund for line in lines),
            {line.fund: line.fund_code or line.fund for line in lines},
        ),
    )


@dataclass
class _Walk:
    """Where the reading of one table stands."""

    sheet: str
    activity_code: str
    activity: str
    account_code: str = ""
    account: str = ""
    fund_code: str = ""
    """The one fund source that is written above the table, if there is one."""
    depths: dict[int, int] = field(default_factory=dict)
    """How deep the last group with a code lay, by the column where its words begin."""
    counted: list[Counted] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def _read_sheet(sheet: Sheet) -> tuple[SheetReport, list[RabLine], list[Note]]:
    tables = tables_of(sheet)
    if not tables:
        return _unread(sheet, "Lembar ini kosong." if not sheet.rows else _NO_TABLE)
    lines: list[RabLine] = []
    notes: list[Note] = []
    code = activity = ""
    for table in tables:
        code, activity = _activity_above(sheet, table, code, activity)
        walk = _Walk(sheet.name, code, activity, fund_code=_fund_above(sheet, table))
        lines += _read_table(sheet, table, walk)
        code, activity = walk.activity_code, walk.activity
        notes += [*walk.notes, *total_notes(sheet.name, walk.counted)]
    if not lines and not any(note.severity == "error" for note in notes):
        return _unread(sheet, "Tabelnya tidak berisi baris belanja.")
    if sheet.cut:
        notes.append(_cut(sheet))
    first = lines[0] if lines else None
    if lines and not all(line.activity_code for line in lines):
        notes.append(_no_activity(sheet.name, activity))
    report = SheetReport(
        name=sheet.name,
        read=True,
        hidden=sheet.hidden,
        activity_code=first.activity_code if first else code,
        activity=first.activity if first else activity,
        lines=len(lines),
        total=sum(line.amount or 0 for line in lines),
    )
    return report, lines, notes


def _unread(sheet: Sheet, reason: str) -> tuple[SheetReport, list[RabLine], list[Note]]:
    sentence = say("Lembar “{name}” tidak dibaca. {reason}", name=sheet.name, reason=reason)
    report = SheetReport(sheet.name, read=False, reason=reason, hidden=sheet.hidden)
    return report, [], [Note("info", "sheet_unread", sheet.name, None, sentence)]


def _cut(sheet: Sheet) -> Note:
    return Note(
        "warning",
        "sheet_cut",
        sheet.name,
        None,
        "Lembar ini terlalu panjang. Baris sesudah yang ke-3.000 tidak dibaca.",
    )


def _no_activity(sheet: str, activity: str) -> Note:
    return Note(
        "warning",
        "no_activity_code",
        sheet,
        None,
        say(
            "Kegiatan “{activity}” belum berkode. Tulis kodenya, contoh 02.03.10.",
            activity=activity or sheet,
        ),
    )


def _read_table(sheet: Sheet, table: Table, walk: _Walk) -> Iterator[RabLine]:
    rows = list(rows_of(sheet, table))
    for at, row in enumerate(rows):
        if row.kind == "group" and not _is_lone_amount(rows, at):
            _enter(walk, row)
            depth = _depth(walk, row)
            walk.counted.append(Counted("group", row.number, row.text, row.amount, depth))
        elif row.kind in ("subtotal", "total"):
            walk.counted.append(Counted(row.kind, row.number, row.text, row.amount, 0))
        else:
            line = _line(walk, row)
            walk.notes += row_notes(line, row)
            if line.amount is not None and not row.faults:
                walk.counted.append(Counted("item", row.number, row.text, row.amount, 0))
                yield line


def _is_lone_amount(rows: list[ReadRow], at: int) -> bool:
    """A row with nothing but an amount is an item ("Ketua TPK 175.000") unless it heads others."""
    row = rows[at]
    if row.code or row.amount is None or row.text.upper().startswith("BELANJA"):
        return False
    following = rows[at + 1] if at + 1 < len(rows) else None
    if following is None or following.kind in ("subtotal", "total"):
        return True
    if following.kind == "group":
        heads = bool(following.code) or following.amount == row.amount
        counts = _is_letter(row.ordinal) and not _is_letter(following.ordinal)
        return not (heads or counts or following.amount is None or following.column > row.column)
    if not row.ordinal.rstrip(".)").isdigit():
        return False
    return following.column <= row.column and _sum_below(rows, at) != row.amount


def _is_letter(ordinal: str) -> bool:
    return ordinal[:1].isalpha()


def _sum_below(rows: list[ReadRow], at: int) -> Decimal:
    below = takewhile(lambda row: row.kind == "item", rows[at + 1 :])
    return sum((row.amount or Decimal(0) for row in below), Decimal(0))


def _depth(walk: _Walk, row: ReadRow) -> int:
    """How deep a group lies: by its code; without one as deep as the last group with a code whose
    words began in the same column."""
    if row.code:
        depth = 1 if _is_activity(row.code) else row.code.strip(".").count(".") * 2
        walk.depths[row.column] = depth
        return depth
    if row.ordinal == BELANJA or row.text.upper() == "BELANJA":
        return 0
    return walk.depths.get(row.column, 10 + row.column)


def _enter(walk: _Walk, row: ReadRow) -> None:
    """A group names the activity or the account of what follows."""
    if _is_activity(row.code):
        walk.activity_code = _activity_code(row.code)
        walk.activity = walk.activity or row.text
    elif account := account_code(row.code):
        walk.account_code, walk.account = account, row.text
    elif row.text:
        # Named without a code: the code above is still the best that the file says.
        walk.account = row.text


def _is_activity(code: str) -> bool:
    """1.01.06 is an activity, 5.2.1 an account: the third number of an account has one digit."""
    parts = code.strip(".").split(".")
    return (
        len(parts) == 3 and len(parts[2]) == 2 and parts[0].lstrip("0") in {"1", "2", "3", "4", "5"}
    )


def _activity_code(text: str) -> str:
    return ".".join(part.zfill(2) for part in text.strip(" .").split("."))


def _line(walk: _Walk, row: ReadRow) -> RabLine:
    amount = row.amount
    return RabLine(
        sheet=walk.sheet,
        row=row.number,
        activity_code=walk.activity_code,
        activity=walk.activity,
        account_code=walk.account_code,
        account=walk.account,
        fund=row.fund,
        fund_code=fund_of(row.fund) if row.fund else walk.fund_code,
        description=row.text,
        volume=row.volume,
        unit=row.unit,
        usual_unit=unit_of(row.unit),
        price=row.price,
        amount=None if amount is None else int(amount.to_integral_value()),
    )


def _activity_above(sheet: Sheet, table: Table, code: str, activity: str) -> tuple[str, str]:
    """The activity that is written above the table; that of the table before where none is."""
    for row in sheet.rows[: table.head]:
        cells = sorted(row.cells.items())
        for place, (_, cell) in enumerate(cells):
            if not _ACTIVITY_LABEL.match(cell.text):
                continue
            rest = [_ACTIVITY_LABEL.sub("", cell.text)]
            rest += [other.text for _, other in cells[place + 1 :]]
            value = next((text.strip(" :") for text in rest if text.strip(" :")), "")
            if value:
                code, activity = _split(value, code)
            break
    return code or _official_code(activity), activity


def _fund_above(sheet: Sheet, table: Table) -> str:
    """The fund source of a whole table, as a check sum above it names it: one with an amount."""
    found = set()
    for row in sheet.rows[: table.begin]:
        for (_, cell), (_, beside) in pairwise(sorted(row.cells.items())):
            if beside.value and (code := fund_of(cell.text.strip(" :"))):
                found.add(code)
    return found.pop() if len(found) == 1 else ""


def _split(value: str, code: str) -> tuple[str, str]:
    found = re.match(r"(0?\d\.\d{1,2}\.\d{2})\.?[\s:-]*(.*)", value)
    if found:
        return _activity_code(found[1]), found[2].strip() or value
    return code, value


def _official_code(activity: str) -> str:
    """The code of an activity that is named as the annex of Permendagri 20/2018 names it."""
    wanted = _plain(activity)
    if not wanted:
        return ""
    for one in official_activities().values():
        if one.code.count(".") == 2 and _plain(one.name) == wanted:
            return one.code
    return ""


def _plain(name: str) -> str:
    return normal_text(re.sub(r"\(.*", "", name))
