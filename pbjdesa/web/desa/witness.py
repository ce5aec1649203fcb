"""Somebody stands by where one person does two duties: they confirm with their own PIN."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.workflow import Move
from pbjdesa.people.models import Account, Appointment
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.people.pins import check_pin
from pbjdesa.people.queries import account_of, officials_of
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import stand_witness
from pbjdesa.procurement.states import Duty
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, moved_on, purchase_or_404
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash


@open_to(*DESA_OFFICES)
def ask(request: PageRequest, pk: int, slug: str) -> HttpResponse:
    """Who is the witness? An official of the village, with the PIN that only they know."""
    purchase = purchase_or_404(request, pk)
    move = queries.method_of(purchase).move_at(slug)
    if move is None:
        raise Http404
    by = acting(request, queries.actors_of(purchase, move), purchase.activity.code)
    if request.method != "POST" and not queries.needs_witness(purchase, move, by):
        return moved_on(request, purchase)
    problems = Problems()
    form = Form(request, problems)
    others = _others(purchase, by)
    if request.method == "POST":
        chosen = form.choice("witness", others, "Pilih siapa saksinya.")
        witness = others.get(chosen)
        if witness is not None:
            with problems.catching():
                _check_their_pin(witness, form)
        if not problems and witness is not None:
            standing = witness
            with problems.catching():
                return act_once(request, lambda: _stand(request, standing, purchase, move, by))
    context = {
        "purchase": purchase,
        "duty": str(Duty(move.duty).label) if move.duty else "",
        "options": [
            {"value": key, "label": one.person.name, "hint": one.full_title}
            for key, one in others.items()
        ],
        "chosen": form.raw("witness"),
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
    }
    return page(request, "desa/witness.html", context, problems)


def _others(purchase: Purchase, by: Appointment) -> dict[str, Appointment]:
    """Everybody in office in the village today, one row a person, but whoever acts."""
    today = clock.today(purchase.desa.zone)
    rows = officials_of(purchase.desa, today)
    by_person = {row.person.key: row for row in reversed(rows) if row.person.key != by.person.key}
    return {str(row.pk): row for row in reversed(by_person.values())}


def _check_their_pin(witness: Appointment, form: Form) -> None:
    account: Account | None = account_of(witness.person)
    pin = form.raw("pin").strip()
    if not pin:
        raise Refused("Isi PIN saksi, 6 angka.", field="pin")
    if account is None:
        raise Refused("Saksi ini belum punya PIN. Pilih orang lain.", field="witness")
    check_pin(account, pin)


def _stand(
    request: PageRequest, witness: Appointment, purchase: Purchase, move: Move, doer: Appointment
) -> str:
    stand_witness(by=witness, purchase=purchase, duty=move.duty, doer=doer)
    flash(request, "Saksi tercatat. Lanjutkan langkahnya.")
    slug = queries.step_of(purchase, move).slug
    return reverse("purchase-step", args=[purchase.pk, slug])
