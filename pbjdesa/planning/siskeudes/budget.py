"""Which rows speak for an account: the posted budget in force before the working copy.

For each account of an activity the first of these that holds it wins, so nothing counts twice:

1. items of the posted budget (Ta_AnggaranRinci),
2. items of the working RAB (Ta_RABRinci),
3. the total of the posted budget (Ta_Anggaran), one per fund source,
4. the total of the working RAB (Ta_RAB).

Where the village has posted a budget, accounts that no posting holds are marked `not_posted`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.drafts import Account, Draft, drafts
from pbjdesa.planning.siskeudes.figures import read_date
from pbjdesa.planning.siskeudes.model import Posting
from pbjdesa.planning.siskeudes.notes import Notes
from pbjdesa.planning.siskeudes.rows import VillageRows
from pbjdesa.planning.siskeudes.tables import (
    ANGGARAN,
    ANGGARAN_RINCI,
    LINE_TABLES,
    RAB,
    RAB_RINCI,
    Table,
)

Group = dict[Account, list[Draft]]


@dataclass(frozen=True, slots=True)
class Budget:
    """The drafts that count, and the posting they come from (None: nothing was posted)."""

    drafts: list[Draft]
    posting: Posting | None


def read_budget(rows: VillageRows, village: str, notes: Notes) -> Budget:
    """Read the four line tables and choose, account by account, which one counts."""
    read = {table.name: drafts(rows.of(table), table, village, notes) for table in LINE_TABLES}
    _count_others(read, notes)
    groups = {name: _grouped(d for d in found if d.is_expenditure) for name, found in read.items()}
    posted_items, posted_totals = groups[ANGGARAN_RINCI.name], groups[ANGGARAN.name]
    newest = max((d.posting for found in read.values() for d in found), default=0)
    _settle(posted_totals, newest, _totals(groups[RAB.name]), notes)
    _settle(posted_items, newest, _totals(posted_totals) or _totals(groups[RAB.name]), notes)
    chosen = _choose(groups)
    if newest:
        _mark_unposted(chosen, {**posted_items, **posted_totals})
    _compare_totals(chosen, groups, notes)
    counted = [draft for group in chosen.values() for draft in group if draft.amount]
    _note_zero(chosen, notes)
    return Budget(counted, _posting(newest, rows) if newest else None)


def _grouped(found: Iterable[Draft]) -> Group:
    groups: Group = defaultdict(list)
    for draft in found:
        groups[draft.at].append(draft)
    return dict(groups)


def _totals(groups: Group) -> dict[Account, int]:
    return {account: sum(d.amount for d in group) for account, group in groups.items()}


def _settle(groups: Group, newest: int, targets: dict[Account, int], notes: Notes) -> None:
    """Decide on lines that the newest posting no longer holds.

    `targets` is what another table says the account comes to. If the newest rows alone give it,
    the older ones were struck off; if all rows together give it, they are still in force; else
    they stay, marked, and somebody must look.
    """
    for account, group in groups.items():
        older = [draft for draft in group if draft.posting < newest]
        if not older:
            continue
        whole = sum(draft.amount for draft in group)
        fresh = whole - sum(draft.amount for draft in older)
        target = targets.get(account)
        if target == fresh != whole:
            groups[account] = [draft for draft in group if draft.posting == newest]
            _note_struck(account, older, newest, notes)
        elif target != whole:
            for draft in older:
                draft.warn(
                    "older_posting",
                    say(
                        "Baris ini ada di posting {posting}, tidak di posting {newest}.",
                        posting=draft.posting,
                        newest=newest,
                    ),
                    "Baris ini tetap dibaca. Periksa apakah sudah dihapus.",
                )


def _note_struck(account: Account, older: list[Draft], newest: int, notes: Notes) -> None:
    for draft in older:
        notes.add(
            "info",
            "struck_off",
            draft.table.file,
            draft.row.line,
            say(
                "Baris posting {posting} rekening {account} ({account_2}) dilewati.",
                posting=draft.posting,
                account=account[1],
                account_2=account[0],
            ),
            say("Posting {newest} tidak memuatnya lagi.", newest=newest),
        )


def _choose(groups: dict[str, Group]) -> Group:
    chosen: Group = {}
    for table in LINE_TABLES:
        for account, group in groups[table.name].items():
            if group:
                chosen.setdefault(account, group)
    return chosen


def _mark_unposted(chosen: Group, posted: Group) -> None:
    for account, group in chosen.items():
        if account in posted:
            continue
        for draft in group:
            draft.warn(
                "not_posted",
                "Baris ini belum ada di anggaran yang diposting.",
                "Posting dulu di Siskeudes sebelum dibelanjakan.",
            )


def _compare_totals(chosen: Group, groups: dict[str, Group], notes: Notes) -> None:
    posted, working = _totals(groups[ANGGARAN.name]), _totals(groups[RAB.name])
    for account, group in chosen.items():
        first = group[0]
        if not first.is_item:
            continue
        table = ANGGARAN if account in posted or first.table is ANGGARAN_RINCI else RAB
        total = (posted if table is ANGGARAN else working).get(account)
        items = sum(draft.amount for draft in group)
        if total is not None and total != items:
            notes.add(
                "warning",
                "total_mismatch",
                first.table.file,
                None,
                f"Rincian rekening {account[1]} ({account[0]}) berjumlah {rupiah(items)},",
                say("tetapi {file} menulis {total}.", file=table.file, total=rupiah(total)),
                "Periksa di Siskeudes.",
            )


def _note_zero(chosen: Group, notes: Notes) -> None:
    empty = [draft for group in chosen.values() for draft in group if not draft.amount]
    if empty:
        notes.add(
            "info",
            "zero_lines",
            empty[0].table.file,
            None,
            say("{empty} baris bernilai nol tidak dibaca.", empty=len(empty)),
        )


def _count_others(read: dict[str, list[Draft]], notes: Notes) -> None:
    """Say once what was not read: revenue (4), financing (6) and other accounts."""
    for table in (ANGGARAN, RAB, RAB_RINCI, ANGGARAN_RINCI):
        others = [draft for draft in read[table.name] if not draft.is_expenditure]
        if not others:
            continue
        for first, name in (("4", "pendapatan"), ("6", "pembiayaan"), ("", "non-belanja lain")):
            kind = [d for d in others if d.account[0] == first or (not first and _is_other(d))]
            if kind:
                notes.add("info", "not_expenditure", table.file, None, _counted(kind, name))
        return


def _is_other(draft: Draft) -> bool:
    return draft.account[0] not in "456"


def _counted(kind: list[Draft], name: str) -> str:
    amount = rupiah(sum(draft.amount for draft in kind))
    return say(
        "{kind} baris {name} ({amount}) tidak dibaca, karena bukan belanja.",
        kind=len(kind),
        name=name,
        amount=amount,
    )


def _posting(newest: int, rows: VillageRows) -> Posting:
    dates = (
        read_date(row.get("TglPosting"))
        for row in rows.of(ANGGARAN)
        if row.get("KdPosting").lstrip("0") == str(newest)
    )
    return Posting(newest, next((day for day in dates if day), None))


def holds_rows(rows: VillageRows) -> list[Table]:
    """The line tables that hold rows of the village and the year."""
    return [table for table in LINE_TABLES if rows.of(table)]
