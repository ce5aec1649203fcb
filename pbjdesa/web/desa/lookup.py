"""Fetching what a page is about: only what this person may see; everything else is 404."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pbjdesa.kernel.errors import Conflict
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.planning.models import Activity
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Desa
from pbjdesa.web.http import PageRequest, act_once


def own_desa(request: PageRequest) -> Desa:
    """The village this person works for."""
    if request.actor.desa is None:
        raise Http404
    return request.actor.desa


def purchase_or_404(request: PageRequest, pk: int) -> Purchase:
    """A purchase this person may see."""
    found = queries.purchases().visible_to(request.actor).filter(pk=pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def number_asked(request: PageRequest, name: str) -> int | None:
    """The id in the query of the address; None when it says nothing, 404 for what is no id."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise Http404
    return int(text)


def activity_or_404(request: PageRequest, pk: int) -> Activity:
    """An activity this person may see."""
    rows = Activity.objects.visible_to(request.actor).select_related("desa__kab", "desa__kecamatan")
    found = rows.filter(pk=pk, removed_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def acting(request: PageRequest, offices: frozenset[str], activity_code: str) -> Appointment:
    """The office with which this person acts here; 404 when none fits (not their field of work)."""
    appointment = request.actor.acting_as(offices, activity_code)
    if appointment is None:
        raise Http404
    return appointment


def moved_on(request: PageRequest, purchase: Purchase) -> HttpResponse:
    """The answer of a page whose step is done: by Back, by an old tab, or by a lost answer.

    Reading it shows where the purchase is now. A repeated send gets its first answer, kept under
    its key; any other send is told that somebody was first.
    """
    if request.method != "POST":
        return HttpResponseRedirect(reverse("purchase-detail", args=[purchase.pk]))
    return act_once(request, _gone)


def _gone() -> str:
    raise Conflict("Langkah ini sudah dikerjakan. Buka lagi halaman belanja ini.")


DraftView = Callable[[PageRequest, Purchase, Appointment], HttpResponse]


def of_draft(view: DraftView) -> Callable[[PageRequest, int], HttpResponse]:
    """A page about a draft, for those who may write it; an ordered purchase has moved on."""

    @wraps(view)
    def fetching(request: PageRequest, pk: int) -> HttpResponse:
        purchase = purchase_or_404(request, pk)
        by = acting(request, PKA, purchase.activity.code)
        if purchase.state != "draft":
            return moved_on(request, purchase)
        return view(request, purchase, by)

    return fetching
