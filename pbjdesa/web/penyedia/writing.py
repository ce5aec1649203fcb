"""Writing a supplier down, and changing what is known of it."""

from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.suppliers import operations
from pbjdesa.suppliers.operations.keepers import KEEPERS
from pbjdesa.territories.models import Desa
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import own_desa
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.penyedia import content
from pbjdesa.web.penyedia.people import WRITERS, keeper, supplier_or_404, writer
from pbjdesa.web.sessions import flash
from pbjdesa.web.supplier_form import same_supplier


@open_to(*KEEPERS)
def new(request: PageRequest) -> HttpResponse:
    """A village writes a supplier down; a stall needs only name, owner and address (A051)."""
    desa, by = own_desa(request), writer(request)
    places = content.place_options(desa.kab, [desa])
    problems = Problems()
    if request.method == "POST":
        data = content.read_supplier(Form(request, problems), desa.kab, places)

        def work() -> str:
            supplier = operations.register_supplier(by=by, desa=desa, data=data)
            flash(request, "Penyedia sudah masuk daftar.")
            return reverse("supplier-detail", args=[supplier.pk])

        if not problems:
            with problems.catching():
                return act_once(request, work)
    context = {
        **content.form_context(request, places, {"place": places[0][0]}),
        "same": same_supplier(problems),
        "new": True,
        "back_url": reverse("supplier-list"),
    }
    return page(request, "penyedia/form.html", context, problems)


@open_to(*WRITERS)
def edit(request: PageRequest, pk: int) -> HttpResponse:
    """Change the data of a supplier that this village keeps. The bank account has its own page."""
    supplier = supplier_or_404(request, pk)
    by = keeper(request, supplier)
    villages: list[Desa] = [] if supplier.place_desa is None else [supplier.place_desa]
    if request.actor.desa is not None and request.actor.desa not in villages:
        villages.append(request.actor.desa)
    places = content.place_options(supplier.kab, villages)
    problems = Problems()
    if request.method == "POST":
        data = content.read_supplier(Form(request, problems), supplier.kab, places)

        def work() -> str:
            operations.change_supplier(by=by, supplier=supplier, data=data)
            flash(request, "Data penyedia sudah diubah.")
            return reverse("supplier-detail", args=[supplier.pk])

        if not problems:
            with problems.catching():
                return act_once(request, work)
    context = {
        **content.form_context(request, places, content.stored(supplier)),
        "same": same_supplier(problems),
        "supplier": supplier,
        "back_url": reverse("supplier-detail", args=[supplier.pk]),
    }
    return page(request, "penyedia/form.html", context, problems)
