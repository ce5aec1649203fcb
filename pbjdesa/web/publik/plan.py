"""The announced procurement plan of a year, in each of its versions (A047)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.planning.models import ProcurementPlan
from pbjdesa.planning.queries import plans
from pbjdesa.territories.models import Desa
from pbjdesa.transparency import queries
from pbjdesa.transparency.gathering import fund_words
from pbjdesa.transparency.rules import public_text
from pbjdesa.web.publik.frame import Missing, public, village_named

PAGE_SIZE = 20


@public
def plan(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The newest plan of the year, or the version asked for with `?versi=`."""
    desa = village_named(code)
    versions = list(plans(desa).filter(year=year))
    if not versions:
        raise Missing(
            say("Rencana {year} belum diumumkan", year=year),
            say("Lihat belanja Desa {village} yang sudah ada.", village=desa.name),
            reverse("public-desa", args=[desa.code]),
            "Lihat belanja desa",
        )
    chosen = _version(versions, request.GET.get("versi", ""))
    shown = _shown(desa)
    rows, page = _page(chosen.rows, request.GET.get("hal", ""))
    query = f"&versi={chosen.version}" if chosen is not versions[0] else ""
    return render(
        request,
        "publik/plan.html",
        {
            "place": desa,
            "plan": chosen,
            "newest": versions[0],
            "rows": [_row(row, shown) for row in rows],
            "page": page,
            "page_query": query,
            "versions": versions if len(versions) > 1 else [],
            "zone": desa.zone,
            "pays": "pagu" in shown,
        },
    )


def _version(versions: list[ProcurementPlan], asked: str) -> ProcurementPlan:
    return next((row for row in versions if str(row.version) == asked), versions[0])


def _shown(desa: Desa) -> frozenset[str]:
    publication = queries.publication_today(desa.kab)
    return frozenset(publication.fields.value if publication else ())


def _page(rows: list[dict[str, Any]], asked: str) -> tuple[list[dict[str, Any]], dict[str, int]]:
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    number = min(max(wanted, 1), pages)
    start = (number - 1) * PAGE_SIZE
    return rows[start : start + PAGE_SIZE], {"number": number, "pages": pages, "total": len(rows)}


def _row(row: dict[str, Any], shown: frozenset[str]) -> list[dict[str, str]]:
    columns = (
        ("kegiatan", "Kegiatan", public_text(str(row["activity"])), ""),
        ("pagu", "Nilai", rupiah(row["value"]), "num"),
        ("cara", "Cara", str(row["way"]), ""),
        ("pagu", "Sumber dana", fund_words(str(row["source_of_funds"])) or "–", ""),
        ("waktu", "Waktu", public_text(str(row["time"])), ""),
        ("lokasi", "Tempat", public_text(str(row["location"])), ""),
    )
    return [
        {"label": label, "text": text, "kind": kind}
        for field, label, text, kind in columns
        if field in shown or field == "kegiatan"
    ]
