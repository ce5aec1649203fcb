"""The camat's own step: a purchase above the limit of the rule set waits for the camat (R-75)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel.errors import Conflict
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.people.actors import Actor
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import CAMAT
from pbjdesa.planning.queries import balance_of
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import approve_review, return_review
from pbjdesa.procurement.queries import purchases, rules_for, state_of
from pbjdesa.web import sessions
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.summaries import paper_rows
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page, require_pin

REVIEW = "camat_review"


def waiting_for(actor: Actor) -> list[dict[str, Any]]:
    """What the camat has to do, the longest waiting first, as in bits/task_list.html; one query.
    Nothing for everybody else."""
    if CAMAT.slug not in actor.offices:
        return []
    rows = purchases().visible_to(actor).filter(state=REVIEW)  # type: ignore[attr-defined]
    return [
        {
            "title": row.title,
            "line": say("Desa {desa}, {hps}.", desa=row.desa.name, hps=rupiah(row.hps)),
            "status": state_of(row).label,
            "kind": "warn",
            "url": reverse("camat-review", args=[row.pk]),
            "action": "Periksa",
            "deadline": None,
        }
        for row in rows.order_by("changed_at", "pk")
    ]


@open_to(CAMAT.slug)
def review(request: PageRequest, pk: int) -> HttpResponse:
    """Five lines and two papers; then the PIN, or back with a note."""
    purchase, by = _turn(request, pk)
    problems = Problems()
    if request.method == "POST":
        with problems.catching():
            require_pin(request)
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _approve(request, by, purchase))
    _still_waits(request, purchase)
    context = {
        "purchase": purchase,
        "rows": _five(purchase),
        "papers": paper_rows(purchase.dossier),
        "back_url": reverse("watch-board"),
        "return_url": reverse("camat-return", args=[purchase.pk]),
    }
    return page(request, "kecamatan/review.html", context, problems)


@open_to(CAMAT.slug)
def send_back(request: PageRequest, pk: int) -> HttpResponse:
    """Send the purchase back to the village with a note that says what to mend."""
    purchase, by = _turn(request, pk)
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        note = form.text("note", most=500, needed="Tulis apa yang perlu diperbaiki desa.")
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _return(request, by, purchase, note))
    _still_waits(request, purchase)
    context = {
        "purchase": purchase,
        "rows": _five(purchase),
        "note": form.raw("note"),
        "back_url": reverse("camat-review", args=[purchase.pk]),
    }
    return page(request, "kecamatan/review_return.html", context, problems)


def _turn(request: PageRequest, pk: int) -> tuple[Purchase, Appointment]:
    """The purchase in the camat's own kecamatan; one that is done is found too, since a repeated
    send must get its first answer."""
    rows = purchases().visible_to(request.actor)  # type: ignore[attr-defined]
    found: Purchase | None = rows.filter(pk=pk).first()
    by = request.actor.acting_as({CAMAT.slug})
    if found is None or by is None:
        raise Http404
    return found, by


def _still_waits(request: PageRequest, purchase: Purchase) -> None:
    if purchase.state != REVIEW:
        raise Conflict("Belanja ini tidak menunggu pemeriksaan camat. Buka daftar desa.")


def _approve(request: PageRequest, by: Appointment, purchase: Purchase) -> str:
    approve_review(by=by, purchase=purchase)
    sessions.flash(request, say("Desa {desa} boleh melanjutkan.", desa=purchase.desa.name))
    return reverse("watch-board")


def _return(request: PageRequest, by: Appointment, purchase: Purchase, note: str) -> str:
    return_review(by=by, purchase=purchase, note=note)
    sessions.flash(request, say("Sudah dikembalikan ke Desa {desa}.", desa=purchase.desa.name))
    return reverse("watch-board")


def _five(purchase: Purchase) -> list[dict[str, Any]]:
    """What a camat reads before the PIN."""
    limit = rules_for(purchase).oversight.camat_review_above.value
    above = say("Di atas {limit} diperiksa camat.", limit=rupiah(limit)) if limit else ""
    left = balance_of(purchase.activity).left
    return [
        {"label": "Desa", "value": purchase.desa.name},
        {"label": "Belanja", "value": purchase.title},
        {"label": "Perkiraan harga (HPS)", "value": rupiah(purchase.hps), "note": above},
        {
            "label": "Kegiatan",
            "value": purchase.activity.name,
            "note": say("Sisa anggaran sesudah belanja ini {left}.", left=rupiah(left)),
        },
        {"label": "Cara belanja", "value": "Permintaan Penawaran"},
    ]
