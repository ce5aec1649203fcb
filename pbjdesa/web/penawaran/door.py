"""Who stands at the door: a supplier with a link, and perhaps already let in by the code.

There is no account. The link says which invitation it is; the code, given apart, lets the phone in.
What the phone keeps is one signed cookie of this invitation alone: its entry (see
procurement/queries/entrance.py) and when it was last used. It has nothing to do with the log-in of
the village, and neither opens the other.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.kernel import clock, deadline, once
from pbjdesa.kernel.secrets import keyed_hash
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Invitee, Purchase, Tender
from pbjdesa.territories.models import Desa
from pbjdesa.web.access import open_to_all
from pbjdesa.web.http import sent_fields

COOKIE = "__Secure-penawar" if settings.HTTPS else "penawar"
"""How the cookie's name begins; the invitation's own id ends it."""
IDLE = timedelta(minutes=30)
"""Twice what an official gets: whoever writes an offer looks for prices in between."""
STAYS = timedelta(days=60)
"""How long the phone can show its receipt, and read again what it wrote."""


@dataclass(frozen=True)
class Visit:
    """Somebody who opened a link. `entry` is "" until the code was given, and again after a long
    pause; then `resting` is the entry that the code wakes up, with what this phone had saved."""

    token: str
    invitee: Invitee
    entry: str = ""
    resting: str = ""

    @property
    def tender(self) -> Tender:
        """The round they were asked in."""
        tender: Tender = self.invitee.tender
        return tender

    @property
    def purchase(self) -> Purchase:
        """What the village wants to buy."""
        purchase: Purchase = self.invitee.tender.purchase
        return purchase

    @property
    def desa(self) -> Desa:
        """Who asks."""
        return self.purchase.desa

    @property
    def cookie(self) -> str:
        """The name under which the phone keeps the entry of this invitation."""
        return cookie_name(self.invitee)

    def address(self, page: str) -> str:
        """The address of one of this invitation's pages."""
        return reverse(page, args=[self.token])


def cookie_name(invitee: Invitee) -> str:
    """One cookie for each invitation, so that a shop with two links keeps both open."""
    return f"{COOKIE}-{invitee.pk:x}"


View = Callable[[HttpRequest, Visit], HttpResponse]


def at_door(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page behind a link: kept by nobody's cache; a link that leads nowhere is told so kindly."""

    @open_to_all
    @functools.wraps(view)
    def run(request: HttpRequest, token: str) -> HttpResponse:
        visit = _visit(request, token)
        if visit is None:
            response = render(request, "penawaran/unknown.html", {"at_door": True}, status=404)
        else:
            response = view(request, visit)
            if visit.entry and visit.cookie not in response.cookies:
                let_in(response, visit)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return run


def inside(view: View) -> View:
    """A page for whoever gave the code; others are asked for it first."""

    @functools.wraps(view)
    def run(request: HttpRequest, visit: Visit) -> HttpResponse:
        if not visit.entry:
            return HttpResponseRedirect(f"{visit.address('offer-door')}?lama=1")
        return view(request, visit)

    return run


def _visit(request: HttpRequest, token: str) -> Visit | None:
    invitee = queries.invitee_by_token(token)
    if invitee is None:
        return None
    try:
        kept = Signer(salt=COOKIE).unsign(request.COOKIES.get(cookie_name(invitee), ""))
    except BadSignature:
        return Visit(token, invitee)
    entry, _, seen = kept.rpartition("|")
    if not seen.isdigit() or not queries.is_entry(invitee, entry):
        return Visit(token, invitee)
    if int(clock.now().timestamp()) - int(seen) > IDLE.total_seconds():
        return Visit(token, invitee, resting=entry)
    return Visit(token, invitee, entry=entry)


def give_code(visit: Visit, code: str) -> Visit:
    """The same visit, let in. Raises Refused for a wrong code, or while it must wait.

    The count of wrong codes must stay: never inside a transaction.
    """
    entry = operations.enter_code(by=None, invitee=visit.invitee, code=code)
    visit.invitee.refresh_from_db(fields=["code_sealed", "code_failures", "first_opened_at"])
    return replace(visit, entry=visit.resting or entry, resting="")


def let_in(response: HttpResponse, visit: Visit) -> HttpResponse:
    """Let the phone keep its entry, used just now; only the pages of this invitation see it."""
    seen = int(clock.now().timestamp())
    response.set_cookie(
        visit.cookie,
        Signer(salt=COOKIE).sign(f"{visit.entry}|{seen}"),
        max_age=int(STAYS.total_seconds()),
        path=visit.address("offer-door"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def act_once(
    request: HttpRequest, visit: Visit, act: Callable[[], str], query: str = ""
) -> HttpResponse:
    """Do what a form asks for exactly once, then go to the page that `act` names.

    What the form held is remembered by a keyed hash: a plain one would let whoever reads the
    database find the prices by trying. Pages are kept by name, so that no link lies there either.
    """
    key = once.read_key(request.POST.get("kunci", ""))
    fields = [(name, value) for name, value in sent_fields(request) if name != "code"]
    plain = once.fingerprint(request.path, visit.invitee.pk, fields)
    content = keyed_hash("offer-form", plain)
    answer = once.act_once(visit.invitee.kab_id, key, content, act)
    return let_in(HttpResponseRedirect(f"{visit.address(answer)}{query}"), visit)


def why_closed(visit: Visit) -> str:
    """Why no offer is taken any more; "" while offers are taken."""
    tender = visit.tender
    if tender.closes_at is None or tender.sent_at is None:
        return "Undangan ini belum dikirim. Hubungi TPK desa."
    if tender.failed_at is not None:
        return "Undangan ini sudah berakhir tanpa pemenang."
    if visit.purchase.state == "cancelled":
        return "Desa membatalkan belanja ini. Penawaran tidak diterima lagi."
    if deadline.instant() >= tender.closes_at:
        return "Waktu penawaran sudah habis. Penawaran tidak diterima lagi."
    if visit.purchase.state != "inviting":
        return "Desa sudah menghentikan undangan ini. Penawaran tidak diterima lagi."
    return ""
