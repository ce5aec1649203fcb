"""Fetching what a page is about: only what this person may see; everything else is 404."""

from django.http import Http404

from pbjdesa.people.models import Appointment
from pbjdesa.planning.models import Activity
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Desa
from pbjdesa.web.http import PageRequest


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
