"""Question 4: from which shop? Choose from the register, or add one in place."""

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.procurement import operations
from pbjdesa.procurement.models import Purchase
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from pbjdesa.suppliers.queries import suppliers_of
from pbjdesa.suppliers.states import EntityType
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import of_draft
from pbjdesa.web.desa.questions import QUESTIONS, draft_address
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.supplier_form import read_basics, same_supplier

MOST_SHOWN = 50
LONGEST_ID = 20
"""Digits; a number without end is no choice."""


@open_to(*PKA)
@of_draft
def choose_supplier(request: PageRequest, purchase: Purchase, by: Appointment) -> HttpResponse:
    """Pick one shop."""
    wanted = request.GET.get("cari", "").strip()
    rows = suppliers_of(purchase.desa)
    wide = Q(name__icontains=wanted) | Q(goods__icontains=wanted)
    shown = list((rows.filter(wide) if wanted else rows)[: MOST_SHOWN + 1])
    problems = Problems()
    if request.method == "POST":
        form = Form(request, problems)
        chosen = form.raw("supplier")
        known = chosen.isdecimal() and len(chosen) < LONGEST_ID
        supplier = rows.filter(pk=int(chosen)).first() if known else None
        if supplier is None:
            problems.add("Pilih satu toko, atau tambah toko baru.", "supplier")
        else:
            with problems.catching():
                return act_once(request, lambda: _save(by, purchase, supplier))
    context = {
        "purchase": purchase,
        "options": [
            {"value": str(row.pk), "label": row.name, "hint": _where(row, purchase)}
            for row in shown[:MOST_SHOWN]
        ],
        "value": request.POST.get("supplier", str(purchase.supplier_id or "")),
        "wanted": wanted,
        "many": wanted or len(shown) > MOST_SHOWN,
        "step": 4,
        "steps": len(QUESTIONS),
        "back_url": reverse("draft-prices", args=[purchase.pk]),
    }
    return page(request, "desa/draft_supplier.html", context, problems)


def _where(row: Supplier, purchase: Purchase) -> str:
    """Whose shop it is, and where: of one elsewhere the village, of one here the address."""
    if row.place_desa_id == purchase.desa_id:
        return f"{row.owner_name}, {row.address}"
    place = row.place_desa or row.kecamatan
    return f"{row.owner_name}, {place.name if place else row.address}"


def _save(by: Appointment, purchase: Purchase, supplier: Supplier) -> str:
    operations.choose_supplier(by=by, purchase=purchase, supplier=supplier)
    purchase.refresh_from_db()
    return draft_address(purchase)


@open_to(*PKA)
@of_draft
def new_supplier(request: PageRequest, purchase: Purchase, by: Appointment) -> HttpResponse:
    """Add a shop and choose it. A stall needs only name, owner and address (A051)."""
    problems = Problems()
    if request.method == "POST":
        data = SupplierData(**read_basics(Form(request, problems)))
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _add(by, purchase, data))
    context = {
        "purchase": purchase,
        "same": same_supplier(problems),
        "typed": {name: request.POST.get(name, "") for name in _FIELDS},
        "entity_types": EntityType.choices,
        "back_url": reverse("draft-supplier", args=[purchase.pk]),
    }
    return page(request, "desa/draft_supplier_new.html", context, problems)


_FIELDS = ("name", "owner_name", "address", "phone", "npwp", "bank", "entity_type", "pkp")


def _add(by: Appointment, purchase: Purchase, data: SupplierData) -> str:
    supplier = register_supplier(by=by, desa=purchase.desa, data=data)
    return _save(by, purchase, supplier)
