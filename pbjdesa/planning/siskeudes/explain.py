"""Sentences for marks that many lines share: each strange code is told once, with its count."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.codes import (
    fund_sources,
    is_local,
    official_accounts,
    old_accounts,
)
from pbjdesa.planning.siskeudes.model import ActivityRow, LineRow, Severity
from pbjdesa.planning.siskeudes.notes import Notes
from pbjdesa.planning.siskeudes.tables import KEGIATAN

_LAW = "Permendagri 20/2018"
_OLD_LAW = "Permendagri 113/2014"


class _Told(NamedTuple):
    severity: Severity
    about: Callable[[LineRow], str]
    say: Callable[[LineRow], str]


def explain_lines(lines: Iterable[LineRow], notes: Notes) -> None:
    """Note each mark of the lines once per code or fund, at the first line that carries it."""
    first: dict[tuple[str, str], LineRow] = {}
    counts: dict[tuple[str, str], int] = {}
    for line in lines:
        for mark in line.marks:
            if mark in _TOLD:
                key = (mark, _TOLD[mark].about(line))
                first.setdefault(key, line)
                counts[key] = counts.get(key, 0) + 1
    for (mark, _), line in first.items():
        told = _TOLD[mark]
        times = counts[mark, told.about(line)]
        count = say("Ada {times} baris seperti ini.", times=times) if times > 1 else ""
        said = told.say(line) + (f" {count}" if count else "")
        notes.add(told.severity, mark, f"{line.table}.csv", line.row, said)


def explain_activities(activities: Iterable[ActivityRow], notes: Notes) -> None:
    """Note local, old and missing activity codes, and ceilings that had to be added up."""
    for activity in activities:
        for mark in activity.marks:
            severity: Severity = "info" if mark == "extension_code" else "warning"
            notes.add(severity, mark, KEGIATAN.file, None, _activity_sentence(mark, activity.code))


def _activity_sentence(mark: str, code: str) -> str:
    if mark == "extension_code":
        return _extension(f"Kegiatan {code}", code)
    if mark == "old_code_113_2014":
        return say(
            "Kegiatan {code} memakai kode lama ({old_law}). Kode tidak diubah. Ganti "
            "dengan kode {law} di Siskeudes.",
            code=code,
            old_law=_OLD_LAW,
            law=_LAW,
        )
    if mark == "not_in_activity_table":
        return say(
            "Kegiatan {code} tidak ada di Ta_Kegiatan.csv. Pagunya dihitung dari jumlah "
            "barisnya. Periksa di Siskeudes.",
            code=code,
        )
    return say(
        "Pagu kegiatan {code} kosong. Dipakai jumlah barisnya. Periksa di Siskeudes.", code=code
    )


def _say_extension(line: LineRow) -> str:
    return _extension(f"Rekening {line.account_code}", line.account_code)


def _extension(what: str, code: str) -> str:
    why = "memakai kode lokal 90–99" if is_local(code) else f"di luar lampiran {_LAW}"
    return say("{what} {why}. Dibaca sebagai kode perluasan.", what=what, why=why)


def _about_local(line: LineRow) -> str:
    return line.account_code


def _say_old(line: LineRow) -> str:
    code = line.account_code
    then, today = old_accounts().get(code), official_accounts().get(code)
    said = [say("Rekening {code} tampaknya kode lama ({old_law}).", code=code, old_law=_OLD_LAW)]
    if then:
        said.append(say("Dulu artinya “{name}”.", name=then.name))
    if today:
        said.append(say("Menurut {law} artinya “{today}”.", law=_LAW, today=today))
    said.append("Kode tidak diubah. Betulkan di Siskeudes, lalu impor lagi.")
    return " ".join(said)


def _say_incomplete(line: LineRow) -> str:
    return say(
        "Rekening {account_code} belum sampai tingkat objek. Lengkapi di Siskeudes, "
        "contoh 5.2.1.01.",
        account_code=line.account_code,
    )


def _strange(line: LineRow) -> str:
    return ", ".join(code for code in line.fund_sources if code not in fund_sources())


def _say_unknown_fund(line: LineRow) -> str:
    return say(
        "Sumber dana “{strange}” tidak dikenal. Dibaca apa adanya. Yang dikenal: {names}.",
        strange=_strange(line),
        names=", ".join(fund_sources()),
    )


def _say_extension_fund(line: LineRow) -> str:
    return say(
        "Sumber dana “{strange}” hanya ada di berkas ini. Dibaca apa adanya.",
        strange=_strange(line),
    )


def _say_no_fund(line: LineRow) -> str:
    return "Sumber dana kosong. Isi sumber dananya sebelum dibelanjakan."


def _say_fund_from_activity(line: LineRow) -> str:
    return "Sumber dana kosong di baris, jadi diambil dari kegiatannya."


def _about_table(line: LineRow) -> str:
    return line.table


_TOLD = {
    "extension_code": _Told("info", _about_local, _say_extension),
    "old_code_113_2014": _Told("warning", _about_local, _say_old),
    "incomplete_code": _Told("warning", _about_local, _say_incomplete),
    "unknown_fund": _Told("warning", _strange, _say_unknown_fund),
    "extension_fund": _Told("info", _strange, _say_extension_fund),
    "no_fund": _Told("warning", _about_table, _say_no_fund),
    "fund_from_activity": _Told("info", _about_table, _say_fund_from_activity),
}
