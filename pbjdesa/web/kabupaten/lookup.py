"""Who keeps the regulations of a kabupaten, and which version a page is about."""

from django.http import Http404

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import ADMIN_KABUPATEN
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.queries import in_force, versions_of
from pbjdesa.web.http import PageRequest


def keeper_or_none(request: PageRequest) -> Appointment | None:
    """The office with which this person keeps the regulations, if they do."""
    return request.actor.acting_as({ADMIN_KABUPATEN.slug})


def keeper(request: PageRequest) -> Appointment:
    """The office with which this person keeps the regulations; 404 for everybody else."""
    found = keeper_or_none(request)
    if found is None:
        raise Http404
    return found


def version_asked(request: PageRequest) -> RuleSetVersion:
    """The version named in the address (`?versi=`), else the one in force today."""
    kab = request.actor.kab
    wanted = request.GET.get("versi", "")
    if not wanted:
        return in_force(kab.code, clock.today(kab.zone))
    for version in versions_of(kab.code):
        if str(version.pk) == wanted:
            return version
    raise Http404
