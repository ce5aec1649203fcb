"""What every page's frame shows: who is here, for which village, and where help is."""

import functools
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from pbjdesa.people.actors import Actor
from pbjdesa.people.offices import DESA_OFFICES, PENDAMPING
from pbjdesa.people.queries import coach_of
from pbjdesa.web.sessions import taken_flash


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor for base.html."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "demo": _is_demo()}
    desa = actor.desa
    sentence = taken_flash(request)
    return {
        "actor": actor,
        "desa": desa,
        "practice": bool(desa and desa.practice),
        "demo": _is_demo(),
        "nav": _nav(request, actor),
        "help_line": _help_line(actor),
        "flashes": [{"text": sentence}] if sentence else [],
    }


@functools.cache
def _is_demo() -> bool:
    """Asked once per process, and not before the first page: a first start loads its demo last."""
    return settings.DEMO_ACCOUNTS.exists()


def _nav(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    if not actor.offices & DESA_OFFICES:
        return []
    places = [
        ("Tugas", reverse("home")),
        ("Belanja", reverse("purchase-list")),
        ("Anggaran", reverse("budget-list")),
        ("Berkas", reverse("file-list")),
    ]
    here = max((url for _, url in places if request.path.startswith(url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == here} for label, url in places]


def _help_line(actor: Actor) -> dict[str, str] | None:
    """The coach of this village's kecamatan."""
    if actor.desa is None:
        return None
    coach = coach_of(actor.desa.twin_of or actor.desa, PENDAMPING.slug)
    if coach is None or not coach.person.phone:
        return None
    return {"name": coach.person.name, "phone": coach.person.phone}
