"""Finding a village, and the policy behind the published data."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan
from pbjdesa.transparency import queries
from pbjdesa.transparency.rules import TRIAL_PREFIX
from pbjdesa.web.publik.frame import public

MOST = 40
"""Villages on one page; who finds more writes more letters."""


@public
def choose(request: HttpRequest) -> HttpResponse:
    """Choose kecamatan and desa, or search a village by a part of its name."""
    words = " ".join(request.GET.get("cari", "").split())[:60]
    if words:
        context = _search(words)
    elif request.GET.get("kecamatan"):
        context = _kecamatan(request.GET["kecamatan"])
    else:
        context = _top(request.GET.get("kabupaten", ""))
    return render(request, "publik/directory.html", {"q": words, **context})


def _search(words: str) -> dict[str, Any]:
    found = _open(queries.public_villages().filter(name__icontains=words)[: MOST + 1])
    return {"searched": True, "villages": found[:MOST], "more": len(found) > MOST}


def _kecamatan(code: str) -> dict[str, Any]:
    found = _open(queries.public_villages().filter(kecamatan__code=code))
    place = found[0].kecamatan.name if found else ""
    return {"kecamatan": place, "villages": found, "searched": True}


def _open(villages: QuerySet[Desa]) -> list[Desa]:
    """Those whose kabupaten opens its pages: the rules are asked once for each kabupaten."""
    found = list(villages)
    answers = {desa.kab.code: queries.portal_is_open(desa.kab) for desa in _one_each(found)}
    return [desa for desa in found if answers[desa.kab.code]]


def _one_each(villages: list[Desa]) -> list[Desa]:
    return list({desa.kab.code: desa for desa in villages}.values())


def _top(kab_code: str) -> dict[str, Any]:
    """All kecamatan of the kabupaten; where there are several, first choose one."""
    everybody = list(Kabupaten.objects.filter(practice=False).order_by("code"))
    chosen = [kab for kab in everybody if kab.code == kab_code] or everybody
    if len(chosen) != 1:
        return {"kabupaten_list": chosen}
    if not queries.portal_is_open(chosen[0]):
        return {"closed": chosen[0]}
    rows = Kecamatan.objects.filter(kab=chosen[0]).order_by("name")
    return {"kabupaten": chosen[0], "kecamatan_list": rows}


@public
def policy(request: HttpRequest) -> HttpResponse:
    """What is published, what never, and how to read it."""
    trial = not settings.OCID_PREFIX
    return render(
        request,
        "publik/policy.html",
        {
            "trial": trial,
            "prefix": settings.OCID_PREFIX or TRIAL_PREFIX,
            "license": settings.DATA_LICENSE,
        },
    )
