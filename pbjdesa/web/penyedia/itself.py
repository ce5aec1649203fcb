"""A supplier without an account: it registers itself, and looks at its own page by link and code.

What the phone keeps for half an hour is the supplier's id in its session; the link alone opens
nothing.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.kernel import clock, once
from pbjdesa.kernel.words import say
from pbjdesa.suppliers import operations, queries
from pbjdesa.suppliers.models import Rating, Supplier
from pbjdesa.suppliers.operations import SupplierData
from pbjdesa.suppliers.states import SupplierStatus
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan
from pbjdesa.web.access import open_to_all
from pbjdesa.web.forms import Form
from pbjdesa.web.http import Problems, page, sent_fields
from pbjdesa.web.penyedia import content
from pbjdesa.web.penyedia import register as pages
from pbjdesa.web.penyedia.open_lists import kabupaten_asked
from pbjdesa.web.sessions import flash, taken_flash

IDLE_SECONDS = 1_800
"""As long as somebody who writes an offer gets."""
SESSION = "penyedia"


@open_to_all
def register(request: HttpRequest) -> HttpResponse:
    """First where, then who and what; nothing is asked that a stall cannot know (A052)."""
    kecamatan = (
        Kecamatan.objects.select_related("kab")
        .filter(kab__practice=False, code=request.GET.get("kecamatan", ""))
        .first()
    )
    if kecamatan is None:
        return _choose_place(request)
    villages = list(
        Desa.objects.filter(kecamatan=kecamatan, twin_of=None, retired_at=None).order_by("name")
    )
    places = [
        *((f"desa-{one.pk}", f"Desa {one.name}") for one in villages),
        (f"kecamatan-{kecamatan.pk}", "Kelurahan atau desa lain di sini"),
    ]
    problems = Problems()
    if request.method == "POST":
        data = content.read_supplier(Form(request, problems), kecamatan.kab, places)
        if not problems:
            with problems.catching():
                return _act_once(
                    request, kecamatan.kab, lambda: _register(request, kecamatan.kab, data)
                )
    context = {
        **content.form_context(request, places, {}),
        "kecamatan": kecamatan,
        "back_url": reverse("supplier-itself"),
    }
    return page(request, "penyedia/itself.html", context, problems)


def _choose_place(request: HttpRequest) -> HttpResponse:
    kab, choices = kabupaten_asked(request)
    rows = Kecamatan.objects.filter(kab=kab).order_by("name") if kab else []
    context = {"kab": kab, "choices": choices, "kecamatan_list": rows}
    return render(request, "penyedia/itself_where.html", context)


def _register(request: HttpRequest, kab: Kabupaten, data: SupplierData) -> str:
    door = operations.register_itself(by=None, kab=kab, data=data)
    _let_in(request, door.supplier)
    flash(
        request,
        say(
            "Pendaftaran masuk. Catat kode Anda: {code}. Kode ini membuka halaman ini lagi.",
            code=f"{door.code[:3]} {door.code[3:]}",
        ),
    )
    return reverse("supplier-own", args=[door.token])


def _act_once(request: HttpRequest, kab: Kabupaten, act: Any) -> HttpResponse:
    key = once.read_key(request.POST.get("kunci", ""))
    shown = once.fingerprint(request.path, 0, sent_fields(request))
    return HttpResponseRedirect(once.act_once(kab.pk, key, shown, act))


def _let_in(request: HttpRequest, supplier: Supplier) -> None:
    until = int(clock.now().timestamp()) + IDLE_SECONDS
    request.session[SESSION] = {"id": str(supplier.pk), "until": until}


def _is_in(request: HttpRequest, supplier: Supplier) -> bool:
    kept = request.session.get(SESSION) or {}
    in_time = kept.get("until", 0) > int(clock.now().timestamp())
    return in_time and kept.get("id") == str(supplier.pk)


@open_to_all
def own_page(request: HttpRequest, token: str) -> HttpResponse:
    """The supplier's own page: the code first; then its state, its ratings, and answering them."""
    supplier = queries.supplier_by_token(token)
    if supplier is None:
        response = render(request, "penyedia/unknown.html", status=404)
    elif not _is_in(request, supplier):
        response = _ask_code(request, supplier)
    else:
        response = _own_page(request, supplier, token)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _ask_code(request: HttpRequest, supplier: Supplier) -> HttpResponse:
    problems = Problems()
    if request.method == "POST":
        code = Form(request, problems).text("code", most=20, needed="Isi kode 6 angka.")
        if not problems and operations.enter_code(by=None, supplier=supplier, code=code):
            _let_in(request, supplier)
            return HttpResponseRedirect(request.path)
        if not problems:
            supplier.refresh_from_db()
            problems.add(_why_not(supplier), "code")
    return page(request, "penyedia/ask_code.html", {}, problems)


def _why_not(supplier: Supplier) -> str:
    locked = supplier.code_locked_until
    if locked is not None and clock.now() < locked:
        return say(
            "Terlalu sering salah. Coba lagi pukul {time}.",
            time=clock.time_of_day(locked, supplier.kab.zone),
        )
    return "Kode belum cocok. Periksa lagi, atau minta kode baru ke desa."


def _own_page(request: HttpRequest, supplier: Supplier, token: str) -> HttpResponse:
    problems = Problems()
    if request.method == "POST":
        form = Form(request, problems)
        rating = _rating(supplier, form.raw("rating"))
        reply = form.text("reply", most=300, needed="Tulis balasan Anda.")
        if rating is None:
            problems.add("Penilaian ini tidak ada. Buka lagi halamannya.")
        if not problems:
            with problems.catching():
                return _act_once(
                    request, supplier.kab, lambda: _reply(request, token, rating, reply)
                )
    context = {
        "supplier": supplier,
        "facts": pages.facts(supplier, keeps=True),
        "waits": supplier.status == SupplierStatus.WAITING,
        "declined": supplier.status == SupplierStatus.DECLINED,
        "sanction": queries.sanction_on(supplier, clock.today(supplier.kab.zone)),
        "ratings": [pages.rating_row(row) for row in queries.ratings_of(supplier)[:20]],
        "typed": request.POST.get("reply", ""),
        "typed_for": request.POST.get("rating", ""),
    }
    if getattr(request, "actor", None) is None and (sentence := taken_flash(request)):
        context["flashes"] = [{"text": sentence}]
    return page(request, "penyedia/own.html", context, problems)


def _rating(supplier: Supplier, number: str) -> Rating | None:
    if not (number.isascii() and number.isdigit() and len(number) < 20):
        return None
    return queries.ratings_of(supplier).filter(pk=int(number)).first()


def _reply(request: HttpRequest, token: str, rating: Rating | None, reply: str) -> str:
    if rating is not None:
        operations.reply_to_rating(by=None, rating=rating, reply=reply)
        flash(request, "Balasan Anda tersimpan dan bisa dibaca desa.")
    return reverse("supplier-own", args=[token])
