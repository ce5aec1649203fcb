"""What everybody may read: who sells what and where, and who is shut out. No person's data."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pbjdesa.kernel import clock
from pbjdesa.suppliers import queries
from pbjdesa.suppliers.states import SupplierStatus
from pbjdesa.territories.models import Kabupaten
from pbjdesa.transparency.queries import portal_is_open
from pbjdesa.transparency.rules import public_text
from pbjdesa.web.paging import paged, paged_list
from pbjdesa.web.penyedia import content
from pbjdesa.web.publik.frame import public


def kabupaten_asked(request: HttpRequest) -> tuple[Kabupaten | None, list[Kabupaten]]:
    """The one kabupaten, or the one in `?kabupaten=`; else all to choose from."""
    everybody = list(Kabupaten.objects.filter(practice=False).order_by("code"))
    code = request.GET.get("kabupaten", "")
    chosen = [kab for kab in everybody if kab.code == code] or everybody
    return (chosen[0], []) if len(chosen) == 1 else (None, everybody)


def _open_kabupaten(request: HttpRequest) -> tuple[Kabupaten | None, dict[str, Any]]:
    kab, choices = kabupaten_asked(request)
    if kab is not None and not portal_is_open(kab):
        return None, {"closed": kab}
    return kab, {"kab": kab, "choices": choices, "many": "kabupaten" in request.GET}


@public
def suppliers(request: HttpRequest) -> HttpResponse:
    """Accepted suppliers by goods or name: name, goods and place."""
    kab, context = _open_kabupaten(request)
    text = request.GET.get("cari", "").strip()[:60]
    if kab is not None:
        found = queries.search(kab, text, status=SupplierStatus.ACCEPTED)
        shown, pages = paged_list(request, found)
        pks = [one.pk for one in shown]
        punished = queries.sanctioned_on(kab, pks, clock.today(kab.zone))
        rows = [
            {
                "name": public_text(row.name),
                "goods": public_text(row.goods),
                "place": content.place_words(row),
                "sanctioned": row.pk in punished,
            }
            for row in queries.register_of(kab).filter(pk__in=pks)
        ]
        query = f"&cari={text}" + (f"&kabupaten={kab.code}" if context["many"] else "")
        context |= {"suppliers": rows, "page": pages, "query": query, "searched": text}
    return render(request, "penyedia/open_suppliers.html", context)


@public
def sanctions(request: HttpRequest) -> HttpResponse:
    """Who is shut out, why, by which decree, from when until when (A056)."""
    kab, context = _open_kabupaten(request)
    if kab is not None:
        rows = queries.sanctions_in_force(kab, clock.today(kab.zone))
        shown, pages = paged(request, rows)
        context |= {
            "sanctions": [
                {
                    "name": public_text(row.supplier.name),
                    "place": content.place_words(row.supplier),
                    "reason": public_text(row.reason),
                    "decree": public_text(row.decree),
                    "days": f"{clock.short_date(row.from_date)} sampai "
                    f"{clock.short_date(row.until_date)}",
                }
                for row in shown
            ],
            "page": pages,
            "query": f"&kabupaten={kab.code}" if context["many"] else "",
        }
    return render(request, "penyedia/open_sanctions.html", context)
