"""Typing the budget by hand: activities and lines, as long as nothing was bought from them."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.planning import operations, queries
from pbjdesa.planning.importing import KEEPERS
from pbjdesa.planning.models import Activity, BudgetLine
from pbjdesa.planning.operations import TypedLine
from pbjdesa.planning.siskeudes.codes import account_code, fund_codes, fund_sources
from pbjdesa.planning.states import Origin
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.budget import read_year
from pbjdesa.web.desa.budget_people import TYPISTS, keeper, typist
from pbjdesa.web.desa.lookup import activity_or_404, own_desa
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash

_ACTIVITY_CODE = re.compile(r"\d{2}\.\d{2}\.\d{2}")
_EXPENDITURE = "5."
_DEEPEST = 3
"""Points in the code of an account that money is spent from, as 5.2.1.01."""
_LONGEST_CODE = 20


@open_to(*KEEPERS)
def new_activity(request: PageRequest) -> HttpResponse:
    """An activity that the village types itself."""
    by, desa = keeper(request), own_desa(request)
    today = clock.today(desa.zone).year
    problems = Problems()
    typed: dict[str, Any] = {"tahun": request.GET.get("tahun", "") or today}
    if request.method == "POST":
        form = Form(request, problems)
        typed = _raw(form, "tahun", "code", "name", "ceiling")
        year = read_year(form.raw("tahun"), today)
        if year is None:
            problems.add("Tulis tahunnya dengan 4 angka, contoh 2026.", "tahun")
        code = form.raw("code").strip().rstrip(".")
        if not _ACTIVITY_CODE.fullmatch(code):
            problems.add("Tulis kode kegiatan dengan titik, contoh 02.03.10.", "code")
        name = form.text("name", most=250, needed="Tulis nama kegiatannya.")
        ceiling = form.rupiah("ceiling")

        def work() -> str:
            activity = operations.type_activity(
                by=by, desa=desa, year=year or today, code=code, name=name, ceiling=ceiling
            )
            return _back_to(request, activity, "Kegiatan sudah ditambah. Isi barisnya sekarang.")

        if not problems:
            with problems.catching():
                return act_once(request, work)
    return page(request, "desa/budget_activity_form.html", {"typed": typed, "new": True}, problems)


@open_to(*KEEPERS)
def change_activity(request: PageRequest, pk: int) -> HttpResponse:
    """Name and ceiling of an activity that was typed."""
    by, activity = keeper(request), activity_or_404(request, pk)
    if activity.origin != Origin.TYPED:
        raise Http404
    problems = Problems()
    typed: dict[str, Any] = {"name": activity.name, "ceiling": activity.ceiling}
    if request.method == "POST":
        form = Form(request, problems)
        typed = _raw(form, "name", "ceiling")
        name = form.text("name", most=250, needed="Tulis nama kegiatannya.")
        ceiling = form.rupiah("ceiling")

        def work() -> str:
            operations.change_activity(by=by, activity=activity, name=name, ceiling=ceiling)
            return _back_to(request, activity, "Kegiatan sudah diubah.")

        if not problems:
            with problems.catching():
                return act_once(request, work)
    context = {"typed": typed, "activity": activity, "new": False}
    return page(request, "desa/budget_activity_form.html", context, problems)


@open_to(*TYPISTS)
def new_line(request: PageRequest, pk: int) -> HttpResponse:
    """A line of an activity; `?dari=` is the account total that it spells out."""
    activity = activity_or_404(request, pk)
    by = typist(request, activity)
    total = _total_of(activity, request.GET.get("dari", ""))

    def save(typed: TypedLine) -> None:
        operations.type_line(by=by, activity=activity, **vars(typed))

    start: dict[str, Any] = {}
    if total is not None:
        start = {"account": total.account_code, "fund": total.fund_sources}
    return _line_page(request, activity, start, save, "Baris sudah ditambah.", total=total)


@open_to(*TYPISTS)
def edit_line(request: PageRequest, pk: int) -> HttpResponse:
    """A typed line again, while nothing was bought from it."""
    line = _own_line(request, pk)
    by = typist(request, line.activity)

    def save(typed: TypedLine) -> None:
        operations.change_line(by=by, line=line, typed=typed)

    start = {
        "account": line.account_code,
        "description": line.description,
        "fund": line.fund_sources,
        "volume": volume(line.volume) if line.volume is not None else "",
        "unit": line.unit,
        "price": line.unit_price,
        "amount": line.total,
    }
    return _line_page(request, line.activity, start, save, "Baris sudah diubah.", line=line)


@open_to(*TYPISTS)
def remove_line(request: PageRequest, pk: int) -> HttpResponse:
    """Ask once, then take a typed line away."""
    line = _own_line(request, pk)
    by = typist(request, line.activity)
    problems = Problems()
    if request.method == "POST":

        def work() -> str:
            operations.remove_line(by=by, line=line)
            return _back_to(request, line.activity, "Baris sudah dihapus.")

        with problems.catching():
            return act_once(request, work)
    rows = [
        {"label": "Baris", "value": line.description},
        {"label": "Kegiatan", "value": line.activity.name},
        {"label": "Jumlah uang", "value": rupiah(line.amount)},
    ]
    back = reverse("budget-line-edit", args=[line.pk])
    return page(request, "desa/budget_line_remove.html", {"rows": rows, "back": back}, problems)


def _own_line(request: PageRequest, pk: int) -> BudgetLine:
    rows = BudgetLine.objects.visible_to(request.actor).filter(pk=pk, removed_at__isnull=True)
    line = rows.select_related("activity__desa__kab").first()
    if line is None or line.origin != Origin.TYPED:
        raise Http404
    return line


def _total_of(activity: Activity, text: str) -> BudgetLine | None:
    """The account total that is to be spelled out, if the address names one of this activity."""
    return next(
        (
            entry.line
            for entry in (queries.lines(activity) if text else [])
            if str(entry.line.pk) == text and entry.line.total is not None
        ),
        None,
    )


def _line_page(
    request: PageRequest,
    activity: Activity,
    start: dict[str, Any],
    save: Callable[[TypedLine], None],
    done: str,
    *,
    total: BudgetLine | None = None,
    line: BudgetLine | None = None,
) -> HttpResponse:
    problems = Problems()
    values = start
    if request.method == "POST":
        form = Form(request, problems)
        names = ("account", "description", "fund", "volume", "unit", "price", "amount")
        values = _raw(form, *names)
        typed = _typed_line(form)

        def work() -> str:
            save(typed)
            return _back_to(request, activity, done)

        if not problems:
            with problems.catching():
                return act_once(request, work)
    context = {
        "activity": activity,
        "typed": values,
        "total": total,
        "line": line,
        "funds": _funds(values.get("fund", "")),
        "left": queries.balance_of(activity).ceiling - queries.sum_of_lines(activity),
    }
    return page(request, "desa/budget_line_form.html", context, problems)


def _funds(chosen: str) -> list[tuple[str, str]]:
    """The known fund sources, and the one that a file brought along."""
    known = [(each.code, f"{each.code} – {each.name}") for each in fund_sources().values()]
    return known if not chosen or chosen in fund_sources() else [(chosen, chosen), *known]


def _typed_line(form: Form) -> TypedLine:
    description = form.text("description", most=300, needed="Tulis nama barang atau jasanya.")
    account = account_code(form.raw("account").strip())
    deep = account.count(".") >= _DEEPEST and len(account) <= _LONGEST_CODE
    if not account.startswith(_EXPENDITURE) or not deep:
        form.problems.add("Tulis kode rekening belanja, contoh 5.2.1.01.", "account")
    funds = ", ".join(fund_codes(form.text("fund", most=60)))
    unit = form.text("unit", most=40)
    size: Decimal | None = None
    price: int | None = None
    amount: int | None = None
    if form.raw("volume").strip() or form.raw("price").strip():
        size = form.volume("volume")
        if not unit:
            form.problems.add("Tulis satuannya, contoh sak.", "unit")
        price = form.rupiah("price")
    else:
        amount = form.rupiah("amount")
    sums = (amount,) if size is None else (size, price)
    if not form.problems and not all(sums):
        field = "amount" if size is None else ("volume" if not size else "price")
        form.problems.add("Angkanya harus lebih dari nol.", field)
    return TypedLine(account, description, funds, size, unit, price, amount)


def _raw(form: Form, *names: str) -> dict[str, Any]:
    return {name: form.raw(name) for name in names}


def _back_to(request: PageRequest, activity: Activity, sentence: str) -> str:
    flash(request, sentence)
    return reverse("budget-activity", args=[activity.pk])
