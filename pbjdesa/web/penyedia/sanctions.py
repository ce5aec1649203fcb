"""The kabupaten shuts a supplier out from a day until a day, and may let it in again earlier."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import ADMIN_KABUPATEN
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.suppliers import operations
from pbjdesa.suppliers.models import Sanction
from pbjdesa.territories.models import Kabupaten
from pbjdesa.web.access import open_to
from pbjdesa.web.forms import Form, near_days, typed_parts
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.penyedia.people import supplier_or_404
from pbjdesa.web.sessions import flash


def _admin(request: PageRequest) -> Appointment:
    found = request.actor.acting_as((ADMIN_KABUPATEN.slug,))
    if found is None:
        raise Http404
    return found


@open_to(ADMIN_KABUPATEN.slug)
def listing(request: PageRequest, pk: int) -> HttpResponse:
    """Write a sanction down: why, by which decree, from when, until when (A056)."""
    supplier, by = supplier_or_404(request, pk), _admin(request)
    problems = Problems()
    form = Form(request, problems)
    back = reverse("supplier-detail", args=[supplier.pk])
    if request.method == "POST":
        reason = form.text("reason", most=300, needed="Tulis alasan sanksinya.")
        decree = form.text("decree", most=100, needed="Isi nomor keputusan sanksi.")
        first, last = form.day("from_date"), form.day("until_date")

        def work() -> str:
            assert first is not None and last is not None  # noqa: S101, PT018  (no problems)
            operations.list_sanction(
                by=by,
                supplier=supplier,
                reason=reason,
                decree=decree,
                from_date=first,
                until_date=last,
            )
            flash(request, "Sanksi tercatat. Penawaran dari penyedia ini ditolak selama itu.")
            return back

        if not problems:
            with problems.catching():
                return act_once(request, work)
    sent = form if request.method == "POST" else None
    context = {
        "supplier": supplier,
        "typed": {name: request.POST.get(name, "") for name in ("reason", "decree")},
        "first": request.POST.get("from_date", ""),
        "last": request.POST.get("until_date", "lain"),
        "first_parts": typed_parts(sent, "from_date"),
        "last_parts": typed_parts(sent, "until_date"),
        "quick": near_days(clock.today(supplier.kab.zone)),
        "longest": _longest(supplier.kab),
        "back_url": back,
    }
    return page(request, "penyedia/sanction.html", context, problems)


def _longest(kab: Kabupaten) -> str:
    version = in_force(kab.code, clock.today(kab.zone))
    months = rules_of(version).suppliers.sanction_months_max.value
    if months is None:
        return "Aturan belum menyebut paling lama berapa bulan."
    return say("Paling lama {months} bulan menurut aturan.", months=months)


@open_to(ADMIN_KABUPATEN.slug)
def lift(request: PageRequest, pk: int) -> HttpResponse:
    """End a sanction before its last day, with the reason."""
    by = _admin(request)
    sanction = (
        Sanction.objects.visible_to(request.actor)
        .select_related("supplier", "kab")
        .filter(pk=pk)
        .first()
    )
    if sanction is None:
        raise Http404
    problems = Problems()
    back = reverse("supplier-detail", args=[sanction.supplier_id])
    if request.method == "POST":
        note = Form(request, problems).text(
            "note", most=300, needed="Tulis mengapa sanksinya dicabut."
        )

        def work() -> str:
            operations.lift_sanction(by=by, sanction=sanction, note=note)
            flash(request, "Sanksi dicabut. Penyedia ini boleh diundang lagi.")
            return back

        if not problems:
            with problems.catching():
                return act_once(request, work)
    context = {
        "sanction": sanction,
        "typed": request.POST.get("note", ""),
        "back_url": back,
    }
    return page(request, "penyedia/lift.html", context, problems)
