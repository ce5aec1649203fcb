"""From drafts to the lines and activities of the answer: names, marks and natural keys."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from pbjdesa.planning.siskeudes.codes import (
    account_code,
    account_marks,
    activity_code,
    fund_sources,
    normal_text,
    official_accounts,
    old_accounts,
)
from pbjdesa.planning.siskeudes.drafts import Draft
from pbjdesa.planning.siskeudes.model import LineRow
from pbjdesa.planning.siskeudes.rows import FileNames, VillageRows
from pbjdesa.planning.siskeudes.tables import ANGGARAN, RAB_SUB
from pbjdesa.planning.siskeudes.text import fit

LONGEST_KEY = 250


def build_lines(
    found: list[Draft],
    rows: VillageRows,
    names: FileNames,
    village: str,
    activity_funds: dict[str, tuple[str, ...]],
) -> list[LineRow]:
    """The drafts as lines, ordered by activity, account, sub and number."""
    subs = _sub_names(rows, village)
    accounts = _belanja_names(rows) | names.accounts
    ordered = sorted(
        found, key=lambda d: (d.activity, d.account, d.sub, d.order or 10**7, d.row.line)
    )
    return [
        _line(draft, key, names, accounts, subs.get((*draft.at, draft.sub), ""), activity_funds)
        for draft, key in zip(ordered, _keys(ordered), strict=True)
    ]


def _line(
    draft: Draft,
    key: str,
    names: FileNames,
    accounts: dict[str, str],
    sub_name: str,
    activity_funds: dict[str, tuple[str, ...]],
) -> LineRow:
    named = accounts.get(draft.account, "")
    marks = [
        *account_marks(
            draft.account,
            draft.activity,
            named=named,
            description=draft.description,
            old_scheme=names.old_scheme,
        ),
        *draft.marks,
    ]
    funds = draft.funds
    if not funds and len(activity_funds.get(draft.activity, ())) == 1:
        funds = activity_funds[draft.activity]
        marks.append("fund_from_activity")
    marks += _fund_marks(funds, names)
    account_name = _account_name(draft.account, named, old="old_code_113_2014" in marks)
    return LineRow(
        key=key,
        activity_code=draft.activity,
        account_code=draft.account,
        account_name=fit(account_name, 200),
        level="item" if draft.is_item else "account_total",
        sub_code=draft.sub,
        sub_name=fit(sub_name, 200),
        order=draft.order,
        description=fit(draft.description or account_name or f"Rekening {draft.account}", 300),
        fund_sources=funds,
        volume=draft.volume,
        unit=fit(draft.row.get("Satuan"), 40),
        unit_price=draft.unit_price,
        amount=draft.amount,
        marks=tuple(dict.fromkeys(marks)),
        table=draft.table.name,
        row=draft.row.line,
    )


def _fund_marks(funds: tuple[str, ...], names: FileNames) -> list[str]:
    if not funds:
        return ["no_fund"]
    strange = [code for code in funds if code not in fund_sources()]
    if any(code not in names.funds for code in strange):
        return ["unknown_fund"]
    return ["extension_fund"] if strange else []


def _account_name(account: str, named: str, *, old: bool) -> str:
    if named:
        return named
    if old and account in old_accounts():
        return old_accounts()[account].name
    return official_accounts().get(account, "")


def _sub_names(rows: VillageRows, village: str) -> dict[tuple[str, str, str], str]:
    return {
        (
            activity_code(row.get("Kd_Keg"), village),
            account_code(row.get("Kd_Rincian")),
            row.get("Kd_SubRinci").rstrip(".").zfill(2),
        ): row.get("Nama_SubRinci")
        for row in rows.of(RAB_SUB)
    }


def _belanja_names(rows: VillageRows) -> dict[str, str]:
    """The account names in Ta_Anggaran; version 1 keeps a short code in that column instead."""
    return {
        account_code(row.get("Kd_Rincian")): row.get("Belanja")
        for row in rows.of(ANGGARAN)
        if len(row.get("Belanja")) > 5
    }


def _keys(found: list[Draft]) -> Iterator[str]:
    """Natural keys: the same line has the same key in every export, and no two lines share one.

    activity|account|sub|number or description|funds. Where several rows repeat that, all of them
    carry their description too, and only what is still the same is counted.
    """
    plain = [_plain_key(draft) for draft in found]
    repeats = Counter(plain)
    given: Counter[str] = Counter()
    for draft, key in zip(found, plain, strict=True):
        full = f"{key}|{normal_text(draft.description)}" if repeats[key] > 1 else key
        short = _shortened(full)
        given[short] += 1
        yield short if given[short] == 1 else f"{short}#{given[short]}"


def _plain_key(draft: Draft) -> str:
    place = "total"
    if draft.is_item:
        place = normal_text(draft.description) if draft.order is None else str(draft.order)
    return "|".join([draft.activity, draft.account, draft.sub, place, "+".join(draft.funds)])


def _shortened(key: str) -> str:
    # A long description is cut, and its hash keeps the key apart from others that begin alike.
    room = LONGEST_KEY - 8
    if len(key) <= room:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    return f"{key[: room - 17]}~{digest}"
