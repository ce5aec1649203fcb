"""What all public pages share: open to everybody, cacheable, and a kind word where nothing is."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pbjdesa.kernel.words import say
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Desa
from pbjdesa.transparency import queries
from pbjdesa.transparency.rules import package_number
from pbjdesa.web.access import open_to_all

View = Callable[..., HttpResponse]

CACHE = "public, max-age=60"
"""A minute is short enough for news and long enough for a village meeting with forty phones."""


class Missing(Exception):
    """There is no such thing in public. Says so, and where to look instead."""

    def __init__(self, heading: str, text: str, url: str, label: str) -> None:
        super().__init__(heading)
        self.context = {"heading": heading, "text": text, "url": url, "label": label}


def public(view: View) -> View:
    """A public page: no log-in, GET only, the same for everybody for a minute.

    Whoever is logged in sees their own frame around it, so their copy is not kept by anybody.
    """

    @open_to_all
    @require_safe
    @functools.wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Missing as missing:
            response = render(request, "publik/missing.html", missing.context, status=404)
        if getattr(request, "actor", None) is None:
            response["Cache-Control"] = CACHE
        return response

    return run


def village_named(code: str) -> Desa:
    """The village with this code. Raises Missing."""
    desa = queries.public_village(code)
    if desa is None:
        raise Missing(
            "Desa ini tidak ada di sini",
            "Periksa lagi alamatnya, atau cari nama desanya.",
            reverse("public-home"),
            "Cari desa",
        )
    return desa


def package_named(desa: Desa, number: str) -> Purchase:
    """The public package of this village with this number. Raises Missing."""
    purchase = queries.public_package(desa, number)
    if purchase is None:
        raise Missing(
            "Belanja ini tidak ada di sini",
            say("Lihat semua belanja Desa {village}.", village=desa.name),
            reverse("public-desa", args=[desa.code]),
            "Lihat belanja desa",
        )
    return purchase


def package_address(purchase: Purchase) -> str:
    """The public page of a package."""
    number = package_number(purchase.year, purchase.sequence)
    return reverse("public-package", args=[purchase.desa.code, number])


def year_asked(request: HttpRequest) -> int | None:
    """The budget year in `?tahun=`, or None when it is absent or no year."""
    text = request.GET.get("tahun", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
