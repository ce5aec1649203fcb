"""Pages that need no office: the front, log-in and log-out, help, and the server's health."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from pbjdesa.kernel import once
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.models import Account
from pbjdesa.people.offices import DESA_OFFICES, OFFICES, OPERATOR
from pbjdesa.people.pins import check_pin, pretend_to_check
from pbjdesa.web import sessions
from pbjdesa.web.access import open_to_all
from pbjdesa.web.desa.home import home as desa_home
from pbjdesa.web.forms import Form
from pbjdesa.web.http import Problems, page
from pbjdesa.web.komponen import sample_context

UNKNOWN = "Nama atau PIN belum cocok. Periksa lagi, lalu coba."


@open_to_all
def front(request: HttpRequest) -> HttpResponse:
    """The front page; whoever is logged in finds their own first page here."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return render(request, "umum/front.html")
    if actor.offices & DESA_OFFICES:
        return desa_home(request)  # type: ignore[arg-type]
    if actor.offices == {OPERATOR.slug}:
        return HttpResponseRedirect(reverse("operator-home"))
    return HttpResponseRedirect(reverse("watch-board"))


@open_to_all
def login(request: HttpRequest) -> HttpResponse:
    """Name and PIN. An unknown name takes as long as a wrong PIN; it is told apart, since names are
    office and village, which everybody knows, and a slip in one must not be sought in the PIN."""
    problems = Problems()
    form = Form(request, problems)
    after = _safe(request.POST.get("lanjut") or request.GET.get("lanjut", ""))
    if request.method == "POST":
        name = form.text("nama", most=60, needed="Isi nama masuk Anda.").lower()
        pin = form.raw("pin").strip()
        if not pin:
            problems.add("Isi PIN Anda, 6 angka.", "pin")
        if not problems:
            with problems.catching():
                return _log_in(request, name, pin, after)
    context = {
        "value": form.raw("nama") or request.GET.get("nama", ""),
        "next": after,
        "cut_off": "terputus" in request.GET,
    }
    return page(request, "umum/login.html", context, problems)


def _log_in(request: HttpRequest, name: str, pin: str, after: str) -> HttpResponse:
    account = Account.objects.filter(username=name).first()
    if account is None:
        pretend_to_check()
        raise Refused(UNKNOWN, field="nama")
    check_pin(account, pin)
    key = once.read_key(request.POST.get("kunci", ""))
    content = once.fingerprint(request.path, account.person_id, [("nama", name)])
    answer = once.act_once(account.kab_id, key, content, lambda: after or reverse("home"))
    sessions.begin(request, account)
    return HttpResponseRedirect(answer)


def _safe(address: str) -> str:
    """Only a page of this server may follow a log-in."""
    parts = urlsplit(address)
    own = not parts.scheme and not parts.netloc and address.startswith("/")
    return address if own and not address.startswith(("//", "/\\")) else ""


@require_POST
@open_to_all
def logout(request: HttpRequest) -> HttpResponse:
    """End the session on this phone; nothing of it stays in the browser."""
    sessions.end(request)
    response = HttpResponseRedirect(reverse("home"))
    response["Clear-Site-Data"] = '"cookies", "storage"'
    return response


@open_to_all
def help_page(request: HttpRequest) -> HttpResponse:
    """Help in three steps for each office."""
    actor = request.actor  # type: ignore[attr-defined]
    held = [OFFICES[slug] for slug in sorted(actor.offices)] if actor else []
    return render(request, "umum/help.html", {"offices": held})


@open_to_all
def components(request: HttpRequest) -> HttpResponse:
    """The component sheet: every component in every state."""
    return render(request, "web/komponen.html", sample_context())


@open_to_all
def health(request: HttpRequest) -> HttpResponse:
    """Ready when the database answers (`GET /sehat`)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "siap", "database": settings.DATABASES["default"]["ENGINE"]})
