"""What the TPK answers before suppliers are asked: whom, until when, and by when the goods come."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Purchase, Tender
from pbjdesa.procurement.states import TooFewReason
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.queries import search, suppliers_of
from pbjdesa.suppliers.states import SupplierStatus
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, moved_on, purchase_or_404
from pbjdesa.web.desa.steps.asking import closing_words
from pbjdesa.web.forms import Form, plain_text, typed_parts
from pbjdesa.web.http import PageRequest, Problems, act_once, page

MOST_SHOWN = 10
LONGEST_ID = 20
"""Digits; a number without end is no choice."""
HOURS = tuple(f"{hour:02}.00" for hour in range(8, 17))
USUAL_HOUR = "10.00"
USUAL_WORK_DAYS, LONGEST_DAYS = 14, 3
DAYS_TO_ANSWER = 7

RoundView = Callable[[PageRequest, Purchase, Tender, Appointment], HttpResponse]


def of_round(state: str, move_name: str) -> Callable[[RoundView], Any]:
    """A page about the present round in one state, for those who may make this move."""

    def decorate(view: RoundView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def fetching(request: PageRequest, pk: int) -> HttpResponse:
            purchase = purchase_or_404(request, pk)
            if not queries.asks_for_offers(purchase):
                raise Http404
            move = queries.move_named(purchase, move_name)
            by = acting(request, queries.actors_of(purchase, move), purchase.activity.code)
            tender = queries.tender_of(purchase)
            if purchase.state != state or tender is None:
                return moved_on(request, purchase)
            return view(request, purchase, tender, by)

        return fetching

    return decorate


@open_to(*DESA_OFFICES)
@of_round("preparing", "send_request")
def choose_invitees(
    request: PageRequest, purchase: Purchase, tender: Tender, by: Appointment
) -> HttpResponse:
    """Whom to ask: found by goods or name, nearest first; a listed reason where they are few."""
    problems = Problems()
    form = Form(request, problems)
    ticked = _ticked(form) if request.method == "POST" else _invited(tender)
    wanted = plain_text(form.raw("cari"))[:60]
    if request.method == "POST" and form.raw("do") != "cari":
        chosen = list(suppliers_of(purchase.desa).filter(pk__in=ticked))
        answers = {"too_few_reason": form.raw("too_few_reason"), "seen": form.raw("seen")}
        with problems.catching():
            return act_once(request, lambda: _save_invitees(by, purchase, chosen, answers))
    least = queries.invite_min(purchase, tender)
    context = {
        "purchase": purchase,
        "options": _supplier_options(purchase, wanted, ticked),
        "ticked": [str(pk) for pk in ticked],
        "seen": form.raw("seen") if form.raw("do") == "cari" else queries.invitees_stamp(tender),
        "wanted": wanted,
        "how_many": _how_many(purchase, tender, least),
        "reasons": TooFewReason.choices
        if queries.method_rules(purchase).fewer_with_reason.value and least > 1
        else [],
        "reason": form.raw("too_few_reason") or tender.too_few_reason,
        "least": least,
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
    }
    return page(request, "desa/request_invitees.html", context, problems)


def _ticked(form: Form) -> list[int]:
    sent = form.chosen("suppliers")
    return [int(pk) for pk in sent if pk.isdecimal() and len(pk) < LONGEST_ID]


def _invited(tender: Tender) -> list[int]:
    return [invitee.supplier_id for invitee in queries.invitees_of(tender)]


def _how_many(purchase: Purchase, tender: Tender, least: int) -> str:
    if tender.direct:
        return "Pilih satu penyedia yang mampu."
    if queries.method_rules(purchase).invite_exact.value:
        return say("Pilih tepat {least} penyedia.", least=least)
    return say("Pilih paling sedikit {least} penyedia.", least=least)


def _supplier_options(purchase: Purchase, wanted: str, ticked: list[int]) -> list[dict[str, str]]:
    """Those ticked already first, then the nearest that fit the words."""
    found = search(purchase.desa, wanted, status=SupplierStatus.ACCEPTED)
    nearest = [one.pk for one in found if one.pk not in ticked][:MOST_SHOWN]
    far = {one.pk: one.kilometres for one in found}
    order = [*ticked, *nearest]
    rows = suppliers_of(purchase.desa).select_related("place_desa", "kecamatan")
    by_pk = {row.pk: row for row in rows.filter(pk__in=order)}
    return [
        {
            "value": str(pk),
            "label": by_pk[pk].name,
            "hint": supplier_hint(by_pk[pk], far.get(pk)),
        }
        for pk in order
        if pk in by_pk
    ]


def supplier_hint(supplier: Supplier, kilometres: float | None) -> str:
    """What it sells, and where it lies."""
    if supplier.place_desa is not None:
        where = f"Desa {supplier.place_desa.name}"
    elif supplier.kecamatan is not None:
        where = f"Kecamatan {supplier.kecamatan.name}"
    else:
        where = supplier.address
    if kilometres is not None:
        where = f"{where}, {kilometres:.0f} km"
    return f"{supplier.goods}. {where}" if supplier.goods else where


def _save_invitees(
    by: Appointment, purchase: Purchase, chosen: list[Supplier], answers: dict[str, str]
) -> str:
    operations.choose_invitees(by=by, purchase=purchase, suppliers=chosen, **answers)
    return reverse("purchase-step", args=[purchase.pk, "undang"])


@open_to(*DESA_OFFICES)
@of_round("preparing", "send_request")
def set_schedule(
    request: PageRequest, purchase: Purchase, tender: Tender, by: Appointment
) -> HttpResponse:
    """Until when offers come in, where they are opened, and how long delivery may take."""
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    if form is not None:
        closes_at = typed_instant(form, "closes_at", purchase.desa.zone)
        place = form.text("place", most=200, needed="Tulis tempatnya, contoh Kantor Desa.")
        work_days = typed_days(form, "work_days", "Isi berapa hari, contoh 14.")
        if not problems and closes_at is not None:
            with problems.catching():
                saved = {"closes_at": closes_at, "place": place, "work_days": work_days}
                saved["seen"] = form.raw("seen")
                return act_once(request, lambda: _save_schedule(by, purchase, saved))
    quick = closing_days(purchase)
    context = {
        "purchase": purchase,
        "quick": quick,
        "hours": [(hour, hour) for hour in HOURS],
        "place": form.raw("place") if form else tender.place or f"Kantor Desa {purchase.desa.name}",
        "work_days": form.raw("work_days") if form else tender.work_days or USUAL_WORK_DAYS,
        "zone": purchase.desa.zone,
        "seen": queries.schedule_stamp(tender),
        **instant_answers(form, "closes_at", quick, tender.closes_at, purchase.desa.zone),
        "back_url": reverse("request-invitees", args=[purchase.pk]),
    }
    return page(request, "desa/request_schedule.html", context, problems)


def _save_schedule(by: Appointment, purchase: Purchase, saved: dict[str, Any]) -> str:
    operations.set_schedule(by=by, purchase=purchase, **saved)
    return reverse("purchase-step", args=[purchase.pk, "undang"])


def closing_days(purchase: Purchase, after: datetime | None = None) -> list[dict[str, Any]]:
    """Two near days on which offers may close: the earliest that rules and weekends leave, and a
    week after today; with `after`, both later than that day."""
    zone = purchase.desa.zone
    today = clock.today(zone)
    since = max(today + timedelta(days=2), clock.in_zone(after, zone).date() if after else today)
    day = _working(since + timedelta(days=1))
    for _ in range(30):
        if not queries.short_notice(purchase, datetime.combine(day, time(16), UTC)):
            break
        day = _working(day + timedelta(days=1))
    later = _working(max(today + timedelta(days=DAYS_TO_ANSWER), day + timedelta(days=1)))
    return [
        {
            "value": one.isoformat(),
            "label": say("{days} hari lagi", days=(one - today).days),
            "day": one,
        }
        for one in (day, later)
    ]


def _working(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def typed_instant(form: Form, name: str, zone: str) -> datetime | None:
    """A day from the date question and an hour from the list, on the wall clock of the village."""
    hour = form.choice(f"{name}_jam", dict.fromkeys(HOURS), "Pilih jamnya.")
    day = form.day(name)
    if day is None or not hour:
        return None
    local = datetime.combine(day, time(int(hour[:2])), clock.ZONES[zone])
    return local.astimezone(UTC)


def instant_answers(
    form: Form | None,
    name: str,
    quick: list[dict[str, Any]],
    saved: datetime | None,
    zone: str,
) -> dict[str, Any]:
    """What the date question and the hour question show: what was typed, else what was saved."""
    if form is not None:
        return {
            "value": form.raw(name),
            "hour": form.raw(f"{name}_jam"),
            "parts": typed_parts(form, name),
        }
    if saved is None:
        return {"value": quick[-1]["value"], "hour": USUAL_HOUR, "parts": {}}
    local = clock.in_zone(saved, zone)
    known = any(one["value"] == local.date().isoformat() for one in quick)
    return {
        "value": local.date().isoformat() if known else "lain",
        "hour": f"{local:%H.%M}",
        "parts": typed_parts(None, name, local.date()),
    }


def typed_days(form: Form, name: str, needed: str) -> int:
    """A number of days; 0 with a problem noted when it is unclear."""
    text = plain_text(form.raw(name))
    if not text.isdecimal() or len(text) > LONGEST_DAYS or int(text) == 0:
        form.problems.add(needed, name)
        return 0
    return int(text)


@open_to(*DESA_OFFICES)
@of_round("inviting", "send_request")
def extend_closing(
    request: PageRequest, purchase: Purchase, tender: Tender, by: Appointment
) -> HttpResponse:
    """More time for all suppliers, before the closing and with a reason."""
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    if form is not None:
        closes_at = typed_instant(form, "closes_at", purchase.desa.zone)
        reason = form.text("reason", most=500, needed="Tulis mengapa waktunya ditambah.")
        if not problems and closes_at is not None:
            later = closes_at
            with problems.catching():
                return act_once(request, lambda: _extend(by, purchase, later, reason))
    quick = closing_days(purchase, after=tender.closes_at)
    context = {
        "purchase": purchase,
        "quick": quick,
        "hours": [(hour, hour) for hour in HOURS],
        "now": closing_words(tender),
        "reason": form.raw("reason") if form else "",
        "zone": purchase.desa.zone,
        **instant_answers(form, "closes_at", quick, None, purchase.desa.zone),
        "back_url": reverse("purchase-step", args=[purchase.pk, "buka"]),
    }
    return page(request, "desa/request_extend.html", context, problems)


def _extend(by: Appointment, purchase: Purchase, closes_at: datetime, reason: str) -> str:
    operations.extend_closing(by=by, purchase=purchase, closes_at=closes_at, reason=reason)
    return reverse("purchase-step", args=[purchase.pk, "buka"])
