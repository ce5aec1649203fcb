"""Practice: one tap to the twin of one's village, one tap back, and starting it afresh.

Changing sides is like logging in: doing it twice is the same as once, so it needs no form key. That
also keeps it from leaving a row behind on the real side.
"""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from pbjdesa.coaching.practice import MAY_RESET, enter_practice, reset_twin
from pbjdesa.people.actors import Actor
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.territories.models import Desa
from pbjdesa.web import sessions
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import own_desa
from pbjdesa.web.http import PageRequest, act_once, page


@open_to(*DESA_OFFICES)
def start(request: PageRequest) -> HttpResponse:
    """What practice is; and the change over to it."""
    desa = own_desa(request)
    if request.method == "POST":
        if not desa.practice:
            enter_practice(by=_in_village(request.actor, desa), desa=desa)
            sessions.start_practice(request)
            sessions.flash(request, "Anda di desa latihan. Coba apa saja.")
        return redirect("home")
    context = {"practising": desa.practice, "may_reset": bool(request.actor.offices & MAY_RESET)}
    return page(request, "latihan/start.html", context)


def _in_village(actor: Actor, desa: Desa) -> Appointment:
    """The appointment with which a person of this village enters."""
    return next(one for one in actor.appointments if one.desa_id == desa.pk)


@require_POST
@open_to(*DESA_OFFICES)
def stop(request: PageRequest) -> HttpResponse:
    """Back to the real village."""
    sessions.stop_practice(request)
    sessions.flash(request, "Anda kembali di desa sungguhan.")
    return redirect("home")


@open_to(*MAY_RESET)
def reset(request: PageRequest) -> HttpResponse:
    """Begin a new practice village; from the practice side only."""
    desa = own_desa(request)
    real = desa.twin_of
    if real is None:
        return HttpResponseRedirect(reverse("practice-start"))
    by = request.actor.acting_as(MAY_RESET)
    if request.method == "POST" and by is not None:

        def begin_again() -> str:
            reset_twin(by=by, desa=real)
            sessions.flash(request, "Desa latihan baru sudah siap.")
            return reverse("home")

        return act_once(request, begin_again)
    return page(request, "latihan/reset.html", {})
