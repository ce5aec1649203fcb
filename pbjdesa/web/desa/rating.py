"""Rating the supplier of a finished order: three taps, and a sentence where something was wrong."""

from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.kernel.errors import Conflict
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import operations
from pbjdesa.procurement.models import Purchase
from pbjdesa.suppliers.operations import Verdict
from pbjdesa.suppliers.queries import rating_of
from pbjdesa.suppliers.states import Grade
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, purchase_or_404
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash

ASKED = (
    ("on_time", "Datang tepat waktu?"),
    ("quantity", "Jumlahnya pas?"),
    ("quality", "Mutunya sesuai?"),
)


def rating_address(purchase: Purchase) -> str:
    """Where a finished order is rated; "" while there is nothing to rate, or it was done."""
    if purchase.state not in operations.FINISHED or purchase.supplier_id is None:
        return ""
    if rating_of(purchase.desa, purchase.pk) is not None:
        return ""
    return reverse("purchase-rating", args=[purchase.pk])


@open_to(*operations.RATERS)
def rate(request: PageRequest, pk: int) -> HttpResponse:
    """Time, quantity and quality of a finished order (A055)."""
    purchase = purchase_or_404(request, pk)
    by = acting(request, operations.RATERS, purchase.activity.code)
    if request.method != "POST" and not rating_address(purchase):
        raise Conflict("Belanja ini belum bisa dinilai, atau sudah dinilai.")
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        grades = {
            name: form.choice(name, dict(Grade.choices), "Pilih Baik, Cukup, atau Kurang.")
            for name, _ in ASKED
        }
        verdict = Verdict(**grades, sentence=form.text("sentence", most=300))
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _save(request, by, purchase, verdict))
    context = {
        "purchase": purchase,
        "asked": [
            {"name": name, "words": words, "chosen": form.raw(name)} for name, words in ASKED
        ],
        "grades": Grade.choices,
        "sentence": form.raw("sentence"),
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
    }
    return page(request, "desa/rating.html", context, problems)


def _save(request: PageRequest, by: Appointment, purchase: Purchase, verdict: Verdict) -> str:
    operations.rate_supplier(by=by, purchase=purchase, verdict=verdict)
    flash(request, "Penilaian tersimpan. Penyedia bisa membalasnya.")
    return reverse("purchase-detail", args=[purchase.pk])
