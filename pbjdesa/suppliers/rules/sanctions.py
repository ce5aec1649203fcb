"""Sanctions (R-67, A056): from a day until a day, both included, unless lifted earlier. Pure."""

from dataclasses import dataclass
from datetime import date

from pbjdesa.kernel.clock import long_date
from pbjdesa.kernel.words import say


@dataclass(frozen=True)
class Term:
    """How long a sanction holds. `free_from` is the day on which it ended early: already free."""

    from_date: date
    until_date: date
    free_from: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the sanction holds on this calendar day of the kabupaten."""
        if self.free_from is not None and day >= self.free_from:
            return False
        return self.from_date <= day <= self.until_date


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no such month: {year}-{month}")


def term_problem(term: Term, months_max: int | None) -> str | None:
    """What is wrong with the days of a new sanction; `months_max` None: nobody knows a limit."""
    if term.until_date < term.from_date:
        return "Hari terakhir harus sesudah hari pertama."
    if months_max is not None and term.until_date >= months_later(term.from_date, months_max):
        return say("Sanksi paling lama {months} bulan menurut aturan.", months=months_max)
    return None


def sanction_sentence(name: str, reason: str, decree: str, term: Term) -> str:
    """Why this supplier is neither asked nor chosen now."""
    return say(
        "{name} sedang dikenai sanksi sampai {until} ({decree}: {reason}). Pilih penyedia lain.",
        name=name,
        until=long_date(term.until_date),
        decree=decree,
        reason=reason,
    )
