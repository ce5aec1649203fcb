"""A village's year: its plan, its packages, and what they come to."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.money import group, rupiah
from pbjdesa.planning.models import ProcurementPlan
from pbjdesa.planning.queries import plans
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Desa
from pbjdesa.transparency import queries
from pbjdesa.transparency.queries import YearTotals
from pbjdesa.transparency.rules import package_number, public_text
from pbjdesa.transparency.states import BEFORE_ORDER, UNSETTLED, PublicStatus
from pbjdesa.web.paging import paged
from pbjdesa.web.publik.frame import package_address, public, village_named, year_asked
from pbjdesa.web.publik.sentences import CHIPS, PAID


@dataclass(frozen=True)
class Row:
    """One package in the list. `paid` is "" where the rules keep payments from the public."""

    title: str
    url: str
    number: str
    status: str
    chip: str
    supplier: str
    amount: int | None
    paid: str


@public
def village(request: HttpRequest, code: str) -> HttpResponse:
    """The village's page of one budget year, the newest first; a fixed number of queries."""
    desa = village_named(code)
    totals = queries.year_totals(desa)
    announced = list(plans(desa).defer("rows"))
    years = sorted({row.year for row in totals} | {row.year for row in announced}, reverse=True)
    year = _year_shown(year_asked(request), years, clock.today(desa.zone).year)
    rows, pages = paged(request, queries.public_packages(desa).filter(year=year))
    plan = next((row for row in announced if row.year == year), None)
    return render(
        request,
        "publik/village.html",
        {
            "village": {
                "name": f"Desa {desa.name}",
                "kecamatan": desa.kecamatan.name,
                "kabupaten": desa.kab.name,
            },
            "place": desa,
            "year": year,
            "facts": _facts(plan, _of_year(totals, year)),
            "plan": plan,
            "packages": _rows(desa, rows),
            "page": pages,
            "page_query": f"&tahun={year}",
            "years": [_year(desa, totals, one) for one in years] if len(years) > 1 else [],
            "has_data": bool(rows or totals),
            "zone": desa.zone,
        },
    )


def _year_shown(asked: int | None, years: list[int], this_year: int) -> int:
    if asked is not None and asked in years:
        return asked
    return years[0] if years else this_year


def _of_year(totals: list[YearTotals], year: int) -> YearTotals:
    return next((row for row in totals if row.year == year), YearTotals(year, 0, 0, 0))


def _facts(plan: ProcurementPlan | None, total: YearTotals) -> list[dict[str, str]]:
    planned = rupiah(plan.total) if plan else "Belum diumumkan"
    return [
        {"label": "Rencana", "value": planned},
        {"label": "Sudah dipesan", "value": rupiah(total.ordered)},
        {"label": "Sudah dibayar", "value": rupiah(total.paid)},
        {"label": "Jumlah belanja", "value": group(total.count)},
    ]


def _rows(desa: Desa, packages: list[Purchase]) -> list[Row]:
    found = queries.statuses(desa, packages)
    return [_row(purchase, found[purchase.pk]) for purchase in packages]


def _row(purchase: Purchase, status: PublicStatus) -> Row:
    shown = queries.shown_of(purchase)
    pays = "pembayaran" in shown
    if not pays and status in PAID:
        status = PublicStatus.ACCEPTED
    open_choice = purchase.state in UNSETTLED or not purchase.value
    named = purchase.supplier and "penyedia" in shown and not open_choice
    shop = purchase.supplier.name if purchase.supplier and named else ""
    return Row(
        title=queries.cleaner_of(purchase)(purchase.title),
        url=package_address(purchase),
        number=package_number(purchase.year, purchase.sequence),
        status=status.label,
        chip=CHIPS[status],
        supplier=public_text(shop),
        amount=purchase.value if "nilai" in shown and not open_choice else None,
        paid=_paid_words(status) if pays else "",
    )


def _paid_words(status: PublicStatus) -> str:
    """Only where the status does not say it already."""
    if status == PublicStatus.CLOSED:
        return "Sudah dibayar"
    if status in BEFORE_ORDER:
        return ""
    return "" if status in (PublicStatus.PAID, PublicStatus.CANCELLED) else "Belum dibayar"


def _year(desa: Desa, totals: list[YearTotals], year: int) -> list[dict[str, Any]]:
    row = _of_year(totals, year)
    address = f"{reverse('public-desa', args=[desa.code])}?tahun={year}"
    return [
        {"label": "Tahun", "text": str(year), "url": address},
        {"label": "Belanja", "text": group(row.count), "kind": "num"},
        {"label": "Dipesan", "text": rupiah(row.ordered), "kind": "num"},
        {"label": "Dibayar", "text": rupiah(row.paid), "kind": "num"},
    ]
