"""What one method asks of people, as short sentences: shown where they choose or prepare it."""

from collections.abc import Iterable, Iterator

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.regulations.rules import (
    invite_min_for,
    office_title,
    supplier_papers_for,
    written_offers_for,
)
from pbjdesa.regulations.ruleset import Deadline, RuleSet
from pbjdesa.regulations.words import WORDS

TENDER = "lelang"
"""The method that is announced to everybody instead of asking some."""


def method_terms(
    rules: RuleSet, method: str, value: int = 0, descriptions: Iterable[str] = ()
) -> tuple[str, ...]:
    """Who runs a package of `value` rupiah in this method, whom they ask, and what must be there.

    `descriptions` name the goods, for those that only licensed suppliers may sell.
    """
    return (
        *_who(rules, method),
        *_asked(rules, method, value),
        *_papers(rules, method, value, descriptions),
        *_advance(rules, method),
    )


def _who(rules: RuleSet, method: str) -> Iterator[str]:
    offices = (office_title(rules, one) for one in rules.methods[method].run_by.value)
    yield say("Dijalankan oleh {offices}.", offices=" atau ".join(offices))


def _asked(rules: RuleSet, method: str, value: int) -> Iterator[str]:
    own = rules.methods[method]
    count = invite_min_for(rules, method, value)
    if count:
        template = "Undang tepat {n}." if own.invite_exact.value else "Undang paling sedikit {n}."
        yield say(template, n=f"{count} penyedia")
        if not own.fewer_with_reason.value:
            yield "Kurang dari itu tidak boleh."
    days = rules.timing.tender_announcement
    if method == TENDER and days.days is not None:
        yield say("Diumumkan paling singkat {n}.", n=_days(days))
    if written_offers_for(rules, method, value):
        yield "Penawarannya tertulis."
    if own.valid_offers_min.value > 1:
        yield say("Penawaran sah paling sedikit {n}.", n=own.valid_offers_min.value)
    if own.negotiation.value == "required":
        yield "Harganya dinegosiasi."


def _papers(rules: RuleSet, method: str, value: int, descriptions: Iterable[str]) -> Iterator[str]:
    if rules.methods[method].hps.value == "required":
        yield "HPS wajib dibuat."
    if wanted := supplier_papers_for(rules, method, value, descriptions):
        yield say("Surat dari penyedia: {papers}.", papers=", ".join(WORDS[one] for one in wanted))


def _advance(rules: RuleSet, method: str) -> Iterator[str]:
    payment = rules.payment
    if method not in payment.advance_methods.value:
        return
    if payment.advance_limit.value is None:
        yield "Boleh memakai panjar."
    else:
        yield say(
            "Boleh memakai panjar paling banyak {limit}.", limit=rupiah(payment.advance_limit.value)
        )
    if payment.advance_deadline.days is not None:
        yield say("Panjar dipertanggungjawabkan dalam {n}.", n=_days(payment.advance_deadline))


def _days(deadline: Deadline) -> str:
    return f"{deadline.days} {WORDS[deadline.kind]}"


def advance_refusal(rules: RuleSet, method: str, amount: int) -> str | None:
    """Why `amount` rupiah may not be given as panjar in this method; None when it may."""
    payment = rules.payment
    if method not in payment.advance_methods.value:
        return "Cara belanja ini tidak boleh memakai panjar."
    limit = payment.advance_limit.value
    if limit is not None and amount > limit:
        return say("Panjar paling banyak {limit}. Kurangi jumlahnya.", limit=rupiah(limit))
    return None
