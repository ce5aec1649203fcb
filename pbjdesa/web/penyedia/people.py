"""Who opens which page of the register, and fetching what it is about."""

from django.http import Http404

from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import ADMIN_KABUPATEN, DESA_OFFICES
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations.keepers import KEEPERS, keeps
from pbjdesa.territories.models import Desa, Kabupaten
from pbjdesa.web.http import PageRequest

READERS = (*DESA_OFFICES, ADMIN_KABUPATEN.slug)
WRITERS = (*KEEPERS, ADMIN_KABUPATEN.slug)


def owner_of(request: PageRequest) -> Desa | Kabupaten:
    """Whose register is shown: the village's, or the whole kabupaten's."""
    return request.actor.desa or request.actor.kab


def supplier_or_404(request: PageRequest, pk: int) -> Supplier:
    """A supplier of this person's kabupaten."""
    rows = Supplier.objects.visible_to(request.actor).select_related(
        "kab", "desa__kab", "place_desa__kab", "place_desa__kecamatan", "kecamatan"
    )
    found: Supplier | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def writer_of(request: PageRequest) -> Appointment | None:
    """The office with which this person works in the register, whatever activities it runs."""
    return request.actor.holding(WRITERS)


def writer(request: PageRequest) -> Appointment:
    """The same, or 404."""
    found = writer_of(request)
    if found is None:
        raise Http404
    return found


def keeper_of(request: PageRequest, supplier: Supplier) -> Appointment | None:
    """The office with which this person may change this supplier's data."""
    held = request.actor.appointments
    return next((one for one in held if keeps(one, supplier)), None)


def keeper(request: PageRequest, supplier: Supplier) -> Appointment:
    """The same, or 404: for whoever does not keep it there is nothing to change."""
    found = keeper_of(request, supplier)
    if found is None:
        raise Http404
    return found
