"""The year's budget on screen: what each activity may spend, has promised, has paid, has left."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.planning import queries
from pbjdesa.planning.marks import in_words
from pbjdesa.planning.models import Activity
from pbjdesa.planning.queries import LineBalance
from pbjdesa.planning.rules import is_bought
from pbjdesa.planning.states import Origin
from pbjdesa.territories.models import Desa
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.budget_people import keeper_of, typist_of
from pbjdesa.web.desa.lookup import activity_or_404, own_desa
from pbjdesa.web.forms import plain_text
from pbjdesa.web.http import PageRequest
from pbjdesa.web.paging import paged

LINES_A_PAGE = 30
YEARS_BACK, YEARS_AHEAD = 10, 2


def read_year(text: str, today: int) -> int | None:
    """A budget year near today, or None."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        return None
    year = int(text)
    return year if today - YEARS_BACK <= year <= today + YEARS_AHEAD else None


def year_shown(request: HttpRequest, desa: Desa, years: list[int]) -> int:
    """The year in the address, else this year, else the newest one that has a budget."""
    today = clock.today(desa.zone).year
    asked = read_year(request.GET.get("tahun", ""), today)
    if asked is not None:
        return asked
    return today if today in years or not years else years[0]


@open_to(*DESA_OFFICES)
def listing(request: PageRequest) -> HttpResponse:
    """Every activity of the year with ceiling, promised, paid and left (A048)."""
    desa = own_desa(request)
    years = queries.years(desa)
    year = year_shown(request, desa, years)
    searched = plain_text(request.GET.get("cari", ""))[:60]
    rows = queries.activity_rows(desa, year)
    if searched:
        rows = rows.filter(name__icontains=searched) | rows.filter(code__startswith=searched)
    shown, numbers = paged(request, rows)
    whole = queries.year_balance(desa, year)
    context = {
        "year": year,
        "years": [each for each in years if each != year],
        "whole": whole,
        "rows": [_activity_row(activity) for activity in shown],
        "page": numbers,
        "query": f"&tahun={year}" + (f"&cari={searched}" if searched else ""),
        "searched": searched,
        "has_budget": year in years,
        "may_keep": keeper_of(request) is not None,
    }
    return render(request, "desa/budget_list.html", context)


def _activity_row(row: Activity) -> list[dict[str, Any]]:
    balance = queries.activity_balance(row).balance
    cells: list[dict[str, Any]] = [
        {
            "label": "Kegiatan",
            "text": f"{row.code} {row.name}",
            "url": reverse("budget-activity", args=[row.pk]),
        }
    ]
    for label, amount in (
        ("Pagu", balance.ceiling),
        ("Sudah dipesan", balance.committed),
        ("Sudah dibayar", balance.paid),
        ("Sisa", balance.left),
    ):
        cells.append({"label": label, "text": rupiah(amount), "kind": "num"})
    return cells


@open_to(*DESA_OFFICES)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """One activity with its lines."""
    activity = activity_or_404(request, pk)
    rows, numbers = paged(request, queries.line_rows(activity), LINES_A_PAGE)
    may_type = typist_of(request, activity) is not None
    planned = queries.sum_of_lines(activity)
    facts = (
        ("Lokasi", activity.location),
        ("Waktu", activity.timing),
        ("Keluaran", f"{activity.output} {activity.output_unit}".strip()),
        ("Asal", Origin(activity.origin).label),
    )
    context = {
        "activity": activity,
        "balance": queries.balance_of(activity),
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "marks": in_words(activity.marks),
        "rows": [_line_row(queries.line_balance(row), may_type) for row in rows],
        "page": numbers,
        "planned": planned,
        "over": planned - activity.ceiling,
        "may_type": may_type,
        "may_change": may_type
        and activity.origin == Origin.TYPED
        and keeper_of(request) is not None,
        "back_url": f"{reverse('budget-list')}?tahun={activity.year}",
    }
    return render(request, "desa/budget_activity.html", context)


def _line_row(entry: LineBalance, may_type: bool) -> dict[str, Any]:
    line, balance = entry.line, entry.balance
    size = ""
    if line.volume is not None:
        price = f" × {rupiah(line.unit_price)}" if line.unit_price is not None else ""
        size = f"{volume(line.volume)} {line.unit}".strip() + price
    own = may_type and line.origin == Origin.TYPED and not balance.committed
    return {
        "line": line,
        "size": size,
        "balance": balance,
        "marks": in_words(line.marks),
        "account": f"{line.account_code} {line.account_name}".strip(),
        "rest_of": line.total if line.total and line.total != line.amount else None,
        "edit_url": reverse("budget-line-edit", args=[line.pk]) if own else "",
        "split_url": f"{reverse('budget-line-new', args=[line.activity_id])}?dari={line.pk}"
        if may_type and line.total and balance.left > 0 and is_bought(line.account_code)
        else "",
    }
