"""Codes of villages, activities, accounts and funds: how they are written and what they mean.

The official names are our own lists in `planning/data`, made from the annex of Permendagri 20/2018
(activities without the examples in brackets, which stand in `covers`). They were not compared with
the gazette. `accounts_113_2014.csv` holds the accounts of the older Permendagri 113/2014 as
Siskeudes 1 used them: 5.1.1 pegawai, 5.1.2 barang dan jasa, 5.1.3 modal. The same numbers mean
something else today, which is why an old code is said and never translated.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent.parent / "data"
_ANNEX = "permendagri_20_2018"
_DIGITS = re.compile(r"\d{1,6}")
_FILLER = {"belanja", "modal", "pengadaan", "dan", "atau", "yang", "untuk", "alat"}
_LONGEST_FUND = 20
_REMEMBERED = 4096
"""Codes repeat on thousands of rows; a village has a few hundred different ones."""
_HOMES = {"5.1.1": "01.01.01", "5.1.2": "01.01.02", "5.1.3": "01.01.", "5.1.4": "01.01.05"}
"""Where the annex puts belanja pegawai: its account belongs to this activity and no other."""


@dataclass(frozen=True, slots=True)
class ActivityName:
    """A bidang (01), sub bidang (01.01) or kegiatan (01.01.01) and the examples of the annex."""

    code: str
    name: str
    covers: str
    basis: str


@dataclass(frozen=True, slots=True)
class OldAccount:
    """An account of Permendagri 113/2014, and words that betray it in a description."""

    code: str
    name: str
    hints: frozenset[str]


@dataclass(frozen=True, slots=True)
class FundSource:
    """A sumber dana: code, official name, and the short name for narrow screens."""

    code: str
    name: str
    short: str
    order: int


@cache
def official_activities() -> dict[str, ActivityName]:
    """Every bidang, sub bidang and kegiatan of the annex, and what Siskeudes adds, by code."""
    return {
        row["code"]: ActivityName(row["code"], row["name"], row["covers"], row["basis"])
        for row in _data("activities.csv")
    }


@cache
def official_accounts() -> dict[str, str]:
    """The name of every revenue, expenditure and financing account of the annex, by code."""
    return {row["code"]: row["name"] for row in _data("accounts.csv")}


@cache
def old_accounts() -> dict[str, OldAccount]:
    """The expenditure accounts of Permendagri 113/2014, by code."""
    return {
        row["code"]: OldAccount(row["code"], row["name"], frozenset(row["hints"].split()))
        for row in _data("accounts_113_2014.csv")
    }


@cache
def fund_sources() -> dict[str, FundSource]:
    """The fund sources of Siskeudes by code, in their official order."""
    return {
        row["code"]: FundSource(row["code"], row["name"], row["short"], int(row["order"]))
        for row in _data("fund_sources.csv")
    }


@lru_cache(_REMEMBERED)
def village_code(text: str) -> str:
    """The village as Siskeudes numbers it, without trailing dot ("04.2005"); "" if it is no code.

    A zero that a spreadsheet took away in front is put back.
    """
    return _joined(text, pad=2)


@lru_cache(_REMEMBERED)
def activity_code(text: str, village: str) -> str:
    """The activity inside Kd_Keg: `04.2005.02.03.10.` is "02.03.10" for village "04.2005".

    "02.01" is an activity of the older two-level scheme, "00.00" stands for revenue and financing.
    Empty when the text is no code or belongs to another village.
    """
    code = _joined(text, pad=2)
    inside = code.removeprefix(f"{village}.")
    parts = inside.split(".")
    return inside if len(parts) in (2, 3) and all(len(part) == 2 for part in parts) else ""


@lru_cache(_REMEMBERED)
def account_code(text: str) -> str:
    """`5.3.5.03.` as "5.3.5.03"; the fourth number always has two digits. Empty if no code."""
    parts = _joined(text, pad=0).split(".")
    if not parts[0] or len(parts) > 6:
        return ""
    head = [str(int(part)) for part in parts[:3]]
    return ".".join(head + [part.zfill(2) for part in parts[3:]])


@lru_cache(_REMEMBERED)
def fund_codes(text: str) -> tuple[str, ...]:
    """Split a cell such as "ADD, PBH": in the written order, in capitals, each once.

    Blanks separate only where every word is a known code, so "Dana Desa" stays one strange fund.
    """
    found: list[str] = []
    for piece in re.split(r"[,;/+&]|\bDAN\b", text.upper()):
        words = piece.split()
        known = all(word in fund_sources() for word in words)
        found.extend(words if known else [" ".join(words)[:_LONGEST_FUND]])
    return tuple(dict.fromkeys(found))


def normal_text(text: str) -> str:
    """Words in small letters with single blanks, to compare descriptions that people typed."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def is_local(code: str) -> bool:
    """Whether the last number is 90 to 99, which villages and kabupaten fill themselves."""
    return code.count(".") >= 2 and code.rsplit(".", 1)[1] in {str(n) for n in range(90, 100)}


def activity_marks(code: str) -> tuple[str, ...]:
    """`old_code_113_2014` for two-level codes, `extension_code` for local ones, else nothing."""
    if code.count(".") == 1:
        return ("old_code_113_2014",)
    official = official_activities().get(code)
    if is_local(code) or official is None or official.basis != _ANNEX:
        return ("extension_code",)
    return ()


def account_marks(
    account: str, activity: str, *, named: str, description: str, old_scheme: bool
) -> tuple[str, ...]:
    """Marks of an expenditure account in its activity.

    `named` is what the file itself calls the account, `old_scheme` says that the whole file uses
    Permendagri 113/2014.
    """
    if _is_old(account, activity, named, description, old_scheme):
        return ("old_code_113_2014",)
    if account.count(".") < 3:
        return ("incomplete_code",)
    if is_local(account) or account not in official_accounts():
        return ("extension_code",)
    return ()


def _is_old(account: str, activity: str, named: str, description: str, old_scheme: bool) -> bool:
    if not account.startswith("5.1."):
        return False
    if old_scheme or activity.count(".") == 1:
        return True
    old = old_accounts().get(account)
    if old is None:
        return False
    today = official_accounts().get(account, "")
    if named and _likeness(named, old.name) > max(_likeness(named, today), 0.4):
        return True
    at_home = activity.startswith((_HOMES.get(account[:5], "-"), "01.01.9"))
    if not today:
        return not (at_home and named)
    return not at_home or bool(old.hints & set(normal_text(description).split()))


def _likeness(one: str, other: str) -> float:
    """Share of words in common, from 0 to 1; words that stand in most names do not count."""
    first, second = (set(normal_text(each).split()) - _FILLER for each in (one, other))
    return len(first & second) / len(first | second) if first and second else 0.0


def _joined(text: str, *, pad: int) -> str:
    parts = re.sub(r"\s", "", text).rstrip(".").split(".")
    if not all(part.isascii() and _DIGITS.fullmatch(part) for part in parts):
        return ""
    return ".".join(part.zfill(pad) for part in parts)


def _data(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
