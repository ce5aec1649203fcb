"""What happens around every page: headers, faults, log-in, and no writing while reading."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse

from pbjdesa.kernel import guard
from pbjdesa.kernel.errors import Refused
from pbjdesa.web import errors, sessions
from pbjdesa.web.access import access_of

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Headers:
    """What may load and run on our pages, on every answer; Django's middleware adds the rest."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(self)")
        return response


class Unavailable:
    """A database that does not answer is 503 with a time to come back, never a fault page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            return errors.unavailable(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer refusals that no form caught, and a database that went away."""
        if isinstance(fault, OperationalError | InterfaceError):
            return errors.unavailable(request)
        if isinstance(fault, Refused):
            return errors.refused(request, fault)
        return None


class Legible:
    """An address with a NUL in it names nothing of ours; PostgreSQL cannot even look it up."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        return self.get_response(request)


class ReadOnly:
    """Reading a page changes nothing (ASVS 3.5.3): a write during GET or HEAD is a fault."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            with guard.read_only():
                return self.get_response(request)
        return self.get_response(request)


class Login:
    """Finds out who asks, and opens only what the page's own declaration admits."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = sessions.current_actor(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.actor is not None:  # type: ignore[attr-defined]
            response.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Default deny: an undeclared page does not exist."""
        access = access_of(view)
        if access is None:
            raise Http404
        if access.public:
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if actor is None:
            return errors.log_in_first(request)
        if not access.admits(actor.offices):
            raise PermissionDenied
        return None
