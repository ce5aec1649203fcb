"""What an operator sees: counts and the state of the audit chains, never a village's business."""

from django.http import HttpResponse
from django.shortcuts import render

from pbjdesa.kernel import audit
from pbjdesa.people.models import Account, Invitation
from pbjdesa.people.offices import OPERATOR
from pbjdesa.territories.models import Desa, Kecamatan
from pbjdesa.web.access import open_to
from pbjdesa.web.http import PageRequest


@open_to(OPERATOR.slug)
def home(request: PageRequest) -> HttpResponse:
    """Counts of the installation, and whether each chain ends where its head says."""
    kab = request.actor.kab
    loose = audit.loose_heads(kab.pk)
    totals = audit.totals(kab.pk)
    letters = Invitation.objects.filter(kab=kab)
    facts = [
        ("Kecamatan", Kecamatan.objects.filter(kab=kab).count()),
        ("Desa", Desa.objects.filter(kab=kab).count()),
        ("Akun", Account.objects.filter(kab_id=kab.pk, disabled_at__isnull=True).count()),
        ("Undangan belum dipakai", letters.filter(used_at__isnull=True).count()),
        ("Catatan", totals.events),
        ("Rantai catatan", totals.chains),
    ]
    return render(
        request,
        "pengelola/home.html",
        {
            "kab": kab,
            "rows": [{"label": label, "value": str(count)} for label, count in facts],
            "last_at": totals.last_at,
            "loose": loose,
        },
    )
