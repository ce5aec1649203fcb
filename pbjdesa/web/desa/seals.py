"""Sealed files of a purchase: making one, getting it, and comparing its seal (A077)."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.words import say
from pbjdesa.oversight.bundle.archive import prepare
from pbjdesa.oversight.models import Seal
from pbjdesa.oversight.operations import seal_bundle
from pbjdesa.oversight.seals import archive_of, grouped, seals_of
from pbjdesa.people.offices import DESA_OFFICES, WATCHERS
from pbjdesa.people.queries import by_ids
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.files import may_read
from pbjdesa.web.desa.lookup import acting, purchase_or_404
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash

READERS = DESA_OFFICES | WATCHERS


@open_to(*READERS)
def listing(request: PageRequest, pk: int) -> HttpResponse:
    """The sealed files that were made, each with its seal; and a new one."""
    purchase = purchase_or_404(request, pk)
    may_read(request, purchase.dossier_id)
    problems = Problems()
    if request.method == "POST":
        with problems.catching():
            prepared = prepare(purchase)
            by = acting(request, READERS, "")

            def make() -> str:
                seal_bundle(by=by, purchase=purchase, prepared=prepared)
                flash(request, "Berkas bersegel jadi. Unduh, lalu simpan.")
                return reverse("purchase-seals", args=[purchase.pk])

            return act_once(request, make)
    seals = seals_of(purchase)
    makers = by_ids(purchase.kab, [seal.made_by_id for seal in seals])
    context = {
        "purchase": purchase,
        "seals": [
            {
                "url": reverse("seal-file", args=[seal.pk]),
                "at": moment_of(seal, purchase),
                "by": makers[seal.made_by_id].person.name if seal.made_by_id in makers else "",
                "number": grouped(seal.manifest),
                "size": f"{max(seal.size // 1000, 1)} KB",
            }
            for seal in seals
        ],
        "back_url": reverse("purchase-files", args=[purchase.pk]),
    }
    return page(request, "desa/seals.html", context, problems)


def moment_of(seal: Seal, purchase: Purchase) -> str:
    """When it was made, as its cover says it."""
    zone = purchase.desa.zone
    day = clock.plain_date(clock.in_zone(seal.made_at, zone).date())
    return say("{day} pukul {time}", day=day, time=clock.time_of_day(seal.made_at, zone))


@open_to(*READERS)
def archive(request: PageRequest, pk: int) -> HttpResponse:
    """A sealed file as it was made."""
    rows = Seal.objects.visible_to(request.actor).select_related("file", "purchase__desa")
    seal = rows.filter(pk=pk).first()
    if seal is None:
        raise Http404
    may_read(request, seal.purchase.dossier_id)
    response = HttpResponse(archive_of(seal), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{_name(seal.purchase, seal)}.zip"'
    return response


def _name(purchase: Purchase, seal: Seal) -> str:
    return f"berkas-{purchase.ocid_suffix}-{seal.manifest[:8]}"
