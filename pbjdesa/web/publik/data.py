"""The same facts for machines: OCDS release packages at stable addresses."""

import orjson
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from pbjdesa.kernel.words import say
from pbjdesa.territories.models import Desa
from pbjdesa.transparency import queries
from pbjdesa.transparency.models import Release
from pbjdesa.web.publik.frame import Missing, package_named, public, village_named, year_asked


@public
def village_data(request: HttpRequest, code: str) -> HttpResponse:
    """Every release of a village, or of the budget year in `?tahun=`."""
    desa = village_named(code)
    year = year_asked(request)
    if year is None and "tahun" in request.GET:
        raise _nothing_yet(desa)
    return _answer(request, desa, queries.releases_of(desa, year=year), village_uri(desa, year))


@public
def package_data(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Every release of one package."""
    desa = village_named(code)
    purchase = package_named(desa, number)
    uri = settings.ORIGIN + reverse("public-package-data", args=[desa.code, number])
    return _answer(request, desa, queries.releases_of(desa, purchase=purchase), uri)


def village_uri(desa: Desa, year: int | None = None) -> str:
    """The stable address of a village's data, of one year or of all."""
    address = settings.ORIGIN + reverse("public-data", args=[desa.code])
    return address if year is None else f"{address}?tahun={year}"


def _answer(
    request: HttpRequest, desa: Desa, releases: QuerySet[Release], uri: str
) -> HttpResponse:
    """The package, or 304 when the asker's copy is still right (then no body is read)."""
    edition = queries.edition_of(desa, releases, uri)
    if edition is None:
        raise _nothing_yet(desa)
    etag, changed = f'"{edition.fingerprint[:32]}"', int(edition.last.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        content = orjson.dumps(queries.package_of(desa, releases, uri))
        response = HttpResponse(content, content_type="application/json")
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _nothing_yet(desa: Desa) -> Missing:
    return Missing(
        "Belum ada data di alamat ini",
        say("Desa {village} belum menerbitkan belanja di sini.", village=desa.name),
        reverse("public-desa", args=[desa.code]),
        "Lihat halaman desa",
    )
