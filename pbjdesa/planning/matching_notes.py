"""Sentences about a comparison: what somebody must look at before or after the import."""

from collections import defaultdict
from collections.abc import Iterator

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.model import Problem, Severity
from pbjdesa.planning.states import Origin
from pbjdesa.planning.values import ActivityValues, Change, Difference, Kind, LineValues


def notes_on(difference: Difference) -> Iterator[Problem]:
    """Rows that purchases keep, amounts below what is ordered, and lines that were typed."""
    for activity in difference.activities:
        yield from _on_activity(activity)
    for line in difference.lines:
        yield from _on_line(line)
    yield from _on_parts(difference)


def _on_activity(change: Change[ActivityValues]) -> Iterator[Problem]:
    name = f"Kegiatan {change.code} {change.after.name}"
    if change.kind is Kind.KEPT:
        yield _note(
            "warning",
            "activity_kept",
            say("{name} tidak ada di anggaran baru.", name=name),
            say(
                "Kegiatan tetap disimpan, karena sudah dipesan {committed}.",
                committed=rupiah(change.committed),
            ),
        )
    elif not change.after.removed and change.committed > change.after.ceiling:
        yield _note(
            "warning",
            "ceiling_below_committed",
            say("Pagu {name} menjadi {ceiling}.", name=name, ceiling=rupiah(change.after.ceiling)),
            say(
                "Padahal sudah dipesan {committed}. Jangan belanja lagi di sini.",
                committed=rupiah(change.committed),
            ),
        )


def _on_line(change: Change[LineValues]) -> Iterator[Problem]:
    name = say("“{description}” ({code})", description=change.after.description, code=change.code)
    if change.kind is Kind.KEPT:
        yield _note(
            "warning",
            "line_kept",
            say("Baris {name} tidak ada di anggaran baru.", name=name),
            say(
                "Baris tetap disimpan, karena sudah dipesan {committed}.",
                committed=rupiah(change.committed),
            ),
        )
    elif not change.after.removed and change.committed > change.after.amount:
        yield _note(
            "warning",
            "line_below_committed",
            say("Baris {name} menjadi {amount}.", name=name, amount=rupiah(change.after.amount)),
            say(
                "Padahal sudah dipesan {committed}. Jangan belanja lagi di sini.",
                committed=rupiah(change.committed),
            ),
        )
    elif change.kind is Kind.GONE and change.before and change.before.origin == Origin.TYPED:
        yield _note(
            "info",
            "typed_line_replaced",
            say("Baris {name} diketik sendiri dan tidak ada di berkas.", name=name),
            "Baris itu diganti isi berkas.",
        )


def _on_parts(difference: Difference) -> Iterator[Problem]:
    """Items that come to more than the total of their account."""
    totals: dict[tuple[str, str], int] = defaultdict(int)
    parts: dict[tuple[str, str], int] = defaultdict(int)
    for change in difference.lines:
        if not change.after.removed:
            place = change.code, change.after.account_code
            if change.after.total is None:
                parts[place] += change.after.amount
            else:
                totals[place] += change.after.total
    for (code, account), total in totals.items():
        if parts[code, account] > total:
            yield _note(
                "warning",
                "parts_above_total",
                say(
                    "Rincian rekening {account} ({code}) berjumlah {parts}.",
                    account=account,
                    code=code,
                    parts=rupiah(parts[code, account]),
                ),
                say("Jumlah rekeningnya hanya {total}. Kurangi rinciannya.", total=rupiah(total)),
            )


def _note(severity: Severity, code: str, *sentences: str) -> Problem:
    return Problem(severity, code, "", None, " ".join(sentences))
