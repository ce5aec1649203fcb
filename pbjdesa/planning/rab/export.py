"""A RAB workbook as a budget that can be compared with what is here, and imported."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from pbjdesa.kernel.words import say
from pbjdesa.planning.rab.model import Note, Rab, RabLine
from pbjdesa.planning.siskeudes.codes import (
    account_marks,
    activity_marks,
    normal_text,
    official_accounts,
    official_activities,
)
from pbjdesa.planning.siskeudes.model import ActivityRow, BudgetExport, LineRow, Problem
from pbjdesa.planning.siskeudes.text import fit

VERSION = "RAB"
NO_ACCOUNT = "5"
"""Belanja as a whole: what a line without any account code is put under, and marked."""
_LONGEST_KEY = 250


def as_export(rab: Rab, *, year: int, village_name: str = "") -> BudgetExport:
    """The lines that have an activity, as an import knows them.

    It is `partial`: a workbook of some activities says nothing about the others. Lines without an
    activity, and those below zero, are told as errors and left out.
    """
    usable = [line for line in rab.lines if line.activity_code and not _is_negative(line)]
    rows = tuple(_lines(usable))
    return BudgetExport(
        kd_desa="",
        village_name=village_name,
        year=year,
        version=VERSION,
        posting=None,
        villages=(),
        activities=tuple(_activities(usable)),
        lines=rows,
        problems=(*_left_out(rab), *map(_problem, rab.notes), *_alike(rab), *_none(rows)),
        partial=True,
    )


def _problem(note: Note) -> Problem:
    return Problem(note.severity, note.code, note.sheet, note.row, note.sentence)


def _is_negative(line: RabLine) -> bool:
    figures = (line.volume, line.price, line.amount)
    return any(figure is not None and figure < 0 for figure in figures)


def _left_out(rab: Rab) -> Iterator[Problem]:
    """What cannot be imported: of an unknown activity, or less than nothing."""
    for line in rab.lines:
        if _is_negative(line):
            sentence = "Baris ini tidak dipakai, karena angkanya kurang dari nol."
            yield Problem("error", "negative", line.sheet, line.row, sentence)
    lost: dict[str, int] = defaultdict(int)
    for line in rab.lines:
        if not line.activity_code:
            lost[line.sheet] += 1
    for sheet, count in lost.items():
        sentence = say(
            "{count} baris tidak dipakai, karena kode kegiatannya tidak ada.", count=count
        )
        yield Problem("error", "no_activity_code", sheet, None, sentence)


def _alike(rab: Rab) -> Iterator[Problem]:
    """Units and funds that are written in several ways and most likely mean one."""
    for what, names in (("Satuan", rab.units), ("Sumber dana", rab.funds)):
        for usual, written in names.items():
            if len(written) > 1:
                sentence = say(
                    "{what} {written} tampaknya sama: {usual}. Tulis dengan satu cara.",
                    what=what,
                    written=" dan ".join(written),
                    usual=usual,
                )
                yield Problem("info", "written_differently", "", None, sentence)


def _none(rows: tuple[LineRow, ...]) -> Iterator[Problem]:
    if not rows:
        sentence = "Tidak ada baris RAB yang bisa dipakai. Lihat sebabnya di tiap lembar."
        yield Problem("error", "no_lines", "", None, sentence)


def _activities(lines: list[RabLine]) -> Iterator[ActivityRow]:
    by_code: dict[str, list[RabLine]] = defaultdict(list)
    for line in lines:
        by_code[line.activity_code].append(line)
    official = official_activities()
    for code in sorted(by_code):
        mine = by_code[code]
        named = mine[0].activity or (
            official[code].name if code in official else f"Kegiatan {code}"
        )
        yield ActivityRow(
            code=code,
            name=fit(named, 200),
            bidang=code[:2],
            sub_bidang=code[:5],
            ceiling=sum(line.amount or 0 for line in mine),
            fund_sources=tuple(dict.fromkeys(line.fund_code for line in mine if line.fund_code)),
            location="",
            timing="",
            output="",
            unit="",
            marks=(*activity_marks(code), "ceiling_from_lines"),
        )


def _lines(lines: list[RabLine]) -> Iterator[LineRow]:
    seen: dict[str, int] = defaultdict(int)
    for order, line in enumerate(lines, 1):
        key = _key(line)
        seen[key] += 1
        price, rounded = _whole(line.price)
        account = line.account_code or NO_ACCOUNT
        yield LineRow(
            key=key if seen[key] == 1 else f"{key}|{seen[key]}",
            activity_code=line.activity_code,
            account_code=account,
            account_name=fit(line.account or official_accounts().get(account, ""), 200),
            level="item",
            sub_code="",
            sub_name="",
            order=order,
            description=fit(line.description or line.account, 300),
            fund_sources=_funds(line),
            volume=line.volume,
            unit=fit(line.unit, 40),
            unit_price=price,
            amount=line.amount or 0,
            marks=tuple(dict.fromkeys(_marks(line, account, rounded=rounded))),
            table=line.sheet,
            row=line.row,
        )


def _key(line: RabLine) -> str:
    """The same line has the same key in every saving of the workbook."""
    words = normal_text(line.description)
    key = f"rab|{line.activity_code}|{line.account_code}|{words}|{line.usual_unit.lower()}"
    if len(key) <= _LONGEST_KEY - 6:
        return key
    return f"{key[: _LONGEST_KEY - 26]}~{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _funds(line: RabLine) -> tuple[str, ...]:
    fund = line.fund_code or line.fund.upper()[:20]
    return (fund,) if fund else ()


def _marks(line: RabLine, account: str, *, rounded: bool) -> Iterator[str]:
    yield from account_marks(
        account,
        line.activity_code,
        named=line.account,
        description=line.description,
        old_scheme=False,
    )
    if not line.fund and not line.fund_code:
        yield "no_fund"
    elif not line.fund_code:
        yield "unknown_fund"
    product = line.product
    if product is not None and line.amount is not None and abs(product - line.amount) >= 1:
        yield "amount_mismatch"
    if rounded:
        yield "rounded"


def _whole(price: Decimal | None) -> tuple[int | None, bool]:
    if price is None:
        return None, False
    whole = int(price.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return whole, whole != price
