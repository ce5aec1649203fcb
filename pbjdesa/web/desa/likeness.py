"""Warnings that a supplier is like an official or another bidder: read, and answered (A057)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA, TPK
from pbjdesa.people.queries import by_ids
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import LikenessWarning
from pbjdesa.procurement.states import LikenessReply
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, moved_on, purchase_or_404
from pbjdesa.web.desa.questions import draft_address
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page


def unanswered(purchase: Purchase) -> str:
    """The page of the warnings while one has no answer; "" otherwise."""
    if any(_is_open(one) for one in queries.warnings_of(purchase)):
        return reverse("purchase-warnings", args=[purchase.pk])
    return ""


def _is_open(warning: LikenessWarning) -> bool:
    return warning.answer is None and not warning.likeness.same_person


@open_to(*PKA, *TPK)
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """One warning at a time, the open ones first; answers may be changed until it is ordered."""
    purchase = purchase_or_404(request, pk)
    by = acting(request, operations.who_answers(purchase), purchase.activity.code)
    if purchase.state not in operations.CHOOSING:
        return moved_on(request, purchase)
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        chosen = form.choice("answer", dict(LikenessReply.choices), "Pilih salah satu jawaban.")
        note = form.text("note", most=300, needed="Tulis bagaimana Anda tahu.")
        if not problems:
            key = form.raw("key")[:32]
            with problems.catching():
                return act_once(request, lambda: _save(by, purchase, key, chosen, note))
    found = queries.warnings_of(purchase)
    context = {
        "purchase": purchase,
        "asked": _asked(found, form.raw("key") or request.GET.get("ubah", "")),
        "others": _rows(purchase, found),
        "replies": LikenessReply.choices,
        "chosen": form.raw("answer"),
        "note": form.raw("note"),
        "on_url": _way_on(purchase),
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
    }
    return page(request, "desa/likeness.html", context, problems)


def _save(by: Appointment, purchase: Purchase, key: str, chosen: str, note: str) -> str:
    operations.answer_warning(by=by, purchase=purchase, key=key, answer=chosen, note=note)
    return unanswered(purchase) or reverse("purchase-warnings", args=[purchase.pk])


def _way_on(purchase: Purchase) -> str:
    """Back to what the warning held up."""
    if purchase.state == "draft":
        return draft_address(purchase)
    if purchase.state == "preparing":
        return reverse("purchase-step", args=[purchase.pk, "undang"])
    return reverse("purchase-detail", args=[purchase.pk])


def _asked(found: list[LikenessWarning], wanted: str) -> LikenessWarning | None:
    """The warning that is asked now: the one named, else the first without an answer."""
    named = [one for one in found if one.key == wanted and not one.likeness.same_person]
    return next((one for one in [*named, *found] if one in named or _is_open(one)), None)


def _rows(purchase: Purchase, found: list[LikenessWarning]) -> list[dict[str, Any]]:
    """Every warning with its answer, who gave it, and where it is changed."""
    people = by_ids(purchase.kab, [one.answer.answered_by_id for one in found if one.answer])
    return [
        {
            "sentence": one.stands_in_the_way or one.sentence,
            "stands": bool(one.stands_in_the_way),
            "answer": one.answer.get_answer_display() if one.answer else "",
            "note": one.answer.note if one.answer else "",
            "who": str(people.get(one.answer.answered_by_id, "")) if one.answer else "",
            "url": f"?ubah={one.key}" if one.answer else "",
        }
        for one in found
        if not _is_open(one)
    ]
