"""Pages for what went wrong: every one says what to do next, none shows a fault's inside."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.words import in_language
from pbjdesa.web.access import access_of, open_to_all


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    return render(request, f"errors/{status}.html", context, status=status)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal that no form on the page could show."""
    status = 409 if isinstance(refusal, Conflict) else 400
    return _page(
        request,
        status,
        reasons=[in_language(reason, gettext) for reason in refusal.reasons],
        reading=request.method != "POST",
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page belongs to another office of the same village."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here, or nothing that this person may know of: the same answer."""
    return _page(request, 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The browser sent something that cannot be read."""
    return _page(request, 400, reasons=[])


def log_in_first(request: HttpRequest) -> HttpResponse:
    """To the log-in, and back afterwards. What was sent is lost, and the log-in page says so."""
    query = {"lanjut": request.get_full_path()}
    if request.method == "POST":
        query["terputus"] = "1"
    return HttpResponseRedirect(f"{reverse('login')}?{urlencode(query)}")


@open_to_all
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or was not ours."""
    match = request.resolver_match
    access = access_of(match.func) if match else None
    if access and not access.public and getattr(request, "actor", None) is None:
        return log_in_first(request)
    return _page(request, 403, stale=True)


def _bare_page(status: int) -> HttpResponse:
    """A page that asks nothing of the database: it may be what is broken."""
    return HttpResponse(render_to_string(f"errors/{status}.html"), status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return _bare_page(500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer: nothing was changed, try again."""
    response = _bare_page(503)
    response["Retry-After"] = "30"
    return response
