"""The questions of a purchase: what, how much, at what price, from whom, by when."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.planning import queries as planning
from pbjdesa.planning.models import Activity
from pbjdesa.planning.queries import LineBalance
from pbjdesa.planning.rules import is_bought
from pbjdesa.procurement import operations
from pbjdesa.procurement.models import Purchase, PurchaseItem
from pbjdesa.procurement.operations import ItemPrice, WantedItem
from pbjdesa.procurement.queries import items_of
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, activity_or_404, of_draft, own_desa
from pbjdesa.web.desa.questions import QUESTIONS, asks_for_shop, draft_address, questions_of
from pbjdesa.web.forms import Form, near_days, plain_text, typed_parts
from pbjdesa.web.http import PageRequest, Problems, act_once, page

STEPS = len(QUESTIONS)


@open_to(*PKA)
def choose_activity(request: PageRequest) -> HttpResponse:
    """Question 1: for which activity? One tap each; nothing is written yet."""
    desa = own_desa(request)
    year = clock.today(desa.zone).year
    if planning.current_plan(desa, year) is None:
        raise Refused("Rencana tahun ini belum diumumkan. Minta Kepala Desa mengumumkannya.")
    entries = [
        entry
        for entry in planning.activities(desa, year)
        if request.actor.acting_as(PKA, entry.activity.code) and entry.balance.left > 0
    ]
    return page(request, "desa/draft_activity.html", {"entries": entries, "steps": STEPS})


@open_to(*PKA)
def choose_items(request: PageRequest, activity_id: int) -> HttpResponse:
    """Question 2: which things, and how much of each? The purchase begins here."""
    activity = activity_or_404(request, activity_id)
    return _items_page(request, activity, None)


@open_to(*PKA)
@of_draft
def change_items(request: PageRequest, purchase: Purchase, by: Appointment) -> HttpResponse:
    """Question 2 again, for a draft."""
    activity = purchase.activity
    activity.desa = purchase.desa
    return _items_page(request, activity, purchase)


def _items_page(
    request: PageRequest, activity: Activity, purchase: Purchase | None
) -> HttpResponse:
    by = acting(request, PKA, activity.code)
    rows = [row for row in planning.lines(activity) if is_bought(row.line.account_code)]
    problems = Problems()
    if request.method == "POST":
        form = Form(request, problems)
        wanted = _wanted(form, rows, request.POST.getlist("items"))
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _save_items(by, activity, purchase, wanted))
    chosen = items_of(purchase) if purchase else []
    context = {
        "activity": activity,
        "rows": [_line_row(request, row, chosen) for row in rows if row.balance.left > 0],
        "step": 2,
        "steps": STEPS,
        "back_url": reverse("purchase-new"),
    }
    return page(request, "desa/draft_items.html", context, problems)


def _wanted(form: Form, rows: list[LineBalance], ticked: list[str]) -> list[WantedItem]:
    by_id = {str(row.line.pk): row.line for row in rows}
    wanted = []
    for id_ in ticked:
        line = by_id.get(id_)
        if line is None:
            continue
        total_only = line.volume is None
        name = (
            form.text(f"name_{id_}", most=150, needed="Tulis nama barangnya, contoh Semen 40 kg.")
            if total_only
            else line.description
        )
        unit = (
            form.text(f"unit_{id_}", most=40, needed="Tulis satuannya, contoh sak.")
            if total_only
            else line.unit
        )
        wanted.append(WantedItem(line, name, form.volume(f"volume_{id_}"), unit))
    if not wanted:
        form.problems.add("Pilih paling sedikit satu barang.", "items")
    return wanted


def _save_items(
    by: Any, activity: Activity, purchase: Purchase | None, wanted: list[WantedItem]
) -> str:
    if purchase is None:
        purchase = operations.start_purchase(by=by, activity=activity)
    operations.choose_items(by=by, purchase=purchase, wanted=wanted)
    return reverse("draft-prices", args=[purchase.pk])


def _line_row(request: PageRequest, row: LineBalance, chosen: list[PurchaseItem]) -> dict[str, Any]:
    """One card: what was typed wins, then the draft's own item, then the plan."""
    line = row.line
    item = next((one for one in chosen if one.line_id == line.pk), None)
    sent = request.method == "POST"
    amount = item.volume if item else line.volume
    hint = f"Sisa {rupiah(row.balance.left)}"
    if line.volume is not None:
        hint = f"{volume(line.volume)} {line.unit}. {hint}"
    return {
        "id": str(line.pk),
        "label": line.description,
        "hint": hint,
        "total_only": line.volume is None,
        "checked": str(line.pk) in request.POST.getlist("items") if sent else item is not None,
        "volume": request.POST.get(f"volume_{line.pk}", "") if sent else _shown(amount),
        "name": request.POST.get(f"name_{line.pk}", "")
        if sent
        else (item.description if item else ""),
        "unit": request.POST.get(f"unit_{line.pk}", "")
        if sent
        else (item.unit if item else line.unit),
    }


def _shown(amount: Decimal | None) -> str:
    return volume(amount) if amount is not None else ""


@open_to(*PKA)
@of_draft
def prices(request: PageRequest, purchase: Purchase, by: Appointment) -> HttpResponse:
    """Question 3: what does each thing cost, and who says so?"""
    items = items_of(purchase)
    suggestions = {item.pk: _suggestion(purchase, item) for item in items}
    problems = Problems()
    if request.method == "POST":
        form = Form(request, problems)
        typed = {item.pk: _typed_price(form, item, suggestions[item.pk]) for item in items}
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _save_prices(by, purchase, typed))
    context = {
        "purchase": purchase,
        "items": [_price_row(request, item, suggestions[item.pk]) for item in items],
        "step": 3,
        "steps": len(questions_of(purchase)),
        "back_url": reverse("draft-items", args=[purchase.pk]),
    }
    return page(request, "desa/draft_prices.html", context, problems)


def _suggestion(purchase: Purchase, item: PurchaseItem) -> tuple[int, str]:
    """The estimate with its source: the price book first, then the budget's own unit price.

    Where both are unknown (an account total) the person says the price and its source.
    """
    for known in planning.prices_like(purchase.desa, item.description):
        if known.unit.casefold() == item.unit.casefold():
            return known.price, known.source
    if item.line.unit_price:
        return item.line.unit_price, f"APB Desa {purchase.year}, {item.line.account_code}"
    return 0, ""


def _typed_price(form: Form, item: PurchaseItem, suggestion: tuple[int, str]) -> ItemPrice:
    price = form.rupiah(f"price_{item.pk}")
    estimate, source = suggestion
    other = plain_text(form.raw(f"source_{item.pk}"))[:200]
    if other:
        return ItemPrice(price, other, price)
    if not estimate:
        form.problems.add(
            "Tulis dari mana harga ini, contoh: Toko Maju, tanya 3 Mei.", f"source_{item.pk}"
        )
    return ItemPrice(estimate, source, price)


def _save_prices(by: Any, purchase: Purchase, typed: dict[int, ItemPrice]) -> str:
    operations.set_prices(by=by, purchase=purchase, prices=typed)
    purchase.refresh_from_db()
    return draft_address(purchase)


def _price_row(
    request: PageRequest, item: PurchaseItem, suggestion: tuple[int, str]
) -> dict[str, Any]:
    estimate, source = suggestion
    sent = request.method == "POST"
    return {
        "id": item.pk,
        "price_name": f"price_{item.pk}",
        "source_name": f"source_{item.pk}",
        "label": f"{item.description}, harga satu {item.unit}",
        "amount": f"{volume(item.volume)} {item.unit}",
        "value": request.POST.get(f"price_{item.pk}", "")
        if sent
        else item.unit_price or estimate or "",
        "nearby": _limit(estimate, source) if estimate else "",
        "source": request.POST.get(f"source_{item.pk}", "") if sent else "",
        "source_needed": not estimate,
    }


def _limit(estimate: int, source: str) -> str:
    return say(
        "Batas harga (HPS) {estimate}. Sumber: {source}.", estimate=rupiah(estimate), source=source
    )


@open_to(*PKA)
@of_draft
def delivery(request: PageRequest, purchase: Purchase, by: Appointment) -> HttpResponse:
    """The last question: by when, and where?"""
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    if form is not None:
        needed_by = form.day("needed_by")
        place = form.text("place", most=200, needed="Tulis tempatnya, contoh Kantor Desa.")
        if not problems and needed_by is not None:
            day = needed_by
            with problems.catching():
                return act_once(request, lambda: _save_delivery(by, purchase, day, place))
    today = clock.today(purchase.desa.zone)
    quick = near_days(today)
    saved = purchase.needed_by.isoformat() if purchase.needed_by else ""
    known = saved in {day["value"] for day in quick}
    context = {
        "purchase": purchase,
        "quick": quick,
        "value": form.raw("needed_by") if form else (saved if known else saved and "lain"),
        "parts": typed_parts(form, "needed_by", purchase.needed_by),
        "place": form.raw("place") if form else purchase.place,
        "step": len(questions_of(purchase)),
        "steps": len(questions_of(purchase)),
        "back_url": reverse(_before_delivery(purchase), args=[purchase.pk]),
    }
    return page(request, "desa/draft_delivery.html", context, problems)


def _save_delivery(by: Any, purchase: Purchase, day: Any, place: str) -> str:
    operations.set_delivery(by=by, purchase=purchase, needed_by=day, place=place)
    purchase.refresh_from_db()
    return draft_address(purchase)


def _before_delivery(purchase: Purchase) -> str:
    return "draft-supplier" if asks_for_shop(purchase) else "draft-prices"
