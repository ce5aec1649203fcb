"""A coach leaves a note with a village, about itself or about one purchase."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.coaching.operations import LONGEST_NOTE, leave_note
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PENDAMPING
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import purchases
from pbjdesa.territories.models import Desa
from pbjdesa.web import sessions
from pbjdesa.web.access import open_to
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.kecamatan.views import desa_or_404


@open_to(PENDAMPING.slug)
def leave(request: PageRequest, code: str) -> HttpResponse:
    """Write one note; the village sees it at once."""
    village = desa_or_404(request, code)
    by = request.actor.acting_as({PENDAMPING.slug})
    purchase = _purchase_or_404(request, village)
    if by is None:
        raise Http404
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        text = form.text(
            "text", most=LONGEST_NOTE, needed="Tulis dulu catatannya, contoh: foto kurang jelas."
        )
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _leave(request, by, village, purchase, text))
    context = {
        "village": village,
        "purchase": purchase,
        "value": form.raw("text"),
        "back_url": reverse("watch-desa", args=[village.code]),
    }
    return page(request, "kecamatan/note.html", context, problems)


def _purchase_or_404(request: PageRequest, village: Desa) -> Purchase | None:
    """The purchase named in the address (`?belanja=`), if one is."""
    wanted = request.GET.get("belanja", "")
    if not wanted:
        return None
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 20):
        raise Http404
    rows = purchases().visible_to(request.actor)  # type: ignore[attr-defined]
    found: Purchase | None = rows.filter(pk=int(wanted), desa=village).first()
    if found is None:
        raise Http404
    return found


def _leave(
    request: PageRequest, by: Appointment, village: Desa, purchase: Purchase | None, text: str
) -> str:
    leave_note(by=by, desa=village, text=text, purchase=purchase)
    sessions.flash(request, say("Catatan untuk Desa {name} sudah terkirim.", name=village.name))
    if purchase is not None:
        return reverse("purchase-detail", args=[purchase.pk])
    return reverse("watch-desa", args=[village.code])
