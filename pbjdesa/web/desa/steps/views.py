"""The step pages of a purchase: read the summary, do the one thing, or send it back with a note."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.kernel.workflow import Move
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.access import open_to
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.lookup import acting, moved_on, purchase_or_404
from pbjdesa.web.desa.steps.page import StepPage, Work
from pbjdesa.web.desa.steps.table import page_of, reason_for
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page, require_pin
from pbjdesa.web.sessions import flash


@open_to(*DESA_OFFICES)
def step(request: PageRequest, pk: int, slug: str) -> HttpResponse:
    """One step page; only for those whose turn it is.

    A step that is done is found too: a repeated send must get its first answer, not 404.
    """
    purchase = purchase_or_404(request, pk)
    move = queries.method_of(purchase).move_at(slug)
    if move is None:
        raise Http404
    return _step_page(request, purchase, move)


@open_to(*DESA_OFFICES)
def send_back(request: PageRequest, pk: int) -> HttpResponse:
    """The ways back and out that this person has now: the page of the only one, or a choice."""
    purchase = purchase_or_404(request, pk)
    ways = queries.ways_out(request.actor, purchase)
    if not ways:
        return moved_on(request, purchase)
    if len(ways) == 1:
        return _step_page(request, purchase, ways[0])
    context = {
        "purchase": purchase,
        "ways": summaries.way_rows(purchase, ways),
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
    }
    return render(request, "desa/ways_out.html", context)


def _step_page(request: PageRequest, purchase: Purchase, move: Move) -> HttpResponse:
    by: Appointment = acting(request, queries.actors_of(purchase, move), purchase.activity.code)
    if request.method != "POST" and not _is_open(request, purchase, move):
        return moved_on(request, purchase)
    shown, act = page_of(purchase, move)
    if request.method != "POST" and (address := _first(purchase, move, shown, by)):
        return HttpResponseRedirect(address)
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        work = act(by, purchase, form)
        if move.pin:
            with problems.catching():
                require_pin(request)
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _done(request, purchase, shown, work))
    words = queries.step_of(purchase, move)
    context = {
        "purchase": purchase,
        "step": words,
        "pin": move.pin,
        "reason": reason_for(purchase, move),
        "tone": "danger" if queries.method_of(purchase).state(move.target).final else "",
        "typed_note": form.raw("note"),
        "rows": shown.rows(purchase),
        "papers": summaries.paper_rows(purchase.dossier) if words.with_papers else [],
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
        "return_url": reverse("purchase-return", args=[purchase.pk]) if words.back else "",
        **shown.more(purchase, form),
    }
    return page(request, shown.template, context, problems)


def _first(purchase: Purchase, move: Move, shown: StepPage, by: Appointment) -> str:
    """What must be done before this page; "" when nothing must."""
    if queries.needs_witness(purchase, move, by):
        slug = queries.step_of(purchase, move).slug
        return reverse("step-witness", args=[purchase.pk, slug])
    return shown.first(purchase)


def _is_open(request: PageRequest, purchase: Purchase, move: Move) -> bool:
    """Whether the step can be taken now by whoever asks."""
    return move in queries.open_moves_for(request.actor, purchase)


def _done(request: PageRequest, purchase: Purchase, shown: StepPage, work: Work) -> str:
    """Do the work, keep its sentence for the next page, and answer where to go."""
    flash(request, work())
    return shown.after(purchase)
