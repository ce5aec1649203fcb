"""One package for everybody: five sentences first, then what they rest on."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.documents import files
from pbjdesa.kernel.clock import in_zone, long_date
from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.transparency.facts import ItemFacts, PackageFacts, PaperFacts, PaymentFacts
from pbjdesa.transparency.gathering import facts_of, public_photos
from pbjdesa.transparency.states import PublicStatus
from pbjdesa.web.publik.choosing import choice_events, choice_told, rounds_told
from pbjdesa.web.publik.frame import Missing, package_named, public, village_named
from pbjdesa.web.publik.sentences import CHIPS, sentences


@public
def package(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The page of a package; a fixed number of queries."""
    desa = village_named(code)
    purchase = package_named(desa, number)
    facts = facts_of(purchase)
    status = PublicStatus(facts.status)
    photos = public_photos(purchase)
    return render(
        request,
        "publik/package.html",
        {
            "place": desa,
            "package": facts,
            "status": status.label,
            "chip": CHIPS[status],
            "sentences": sentences(facts),
            "rounds": rounds_told(facts.choice, desa.zone) if facts.choice else [],
            "told": choice_told(facts.choice) if facts.choice else [],
            "items": [_item(item) for item in facts.items],
            "money": _money(facts.payment) if facts.payment else [],
            "events": _events(facts),
            "papers": [_paper(paper) for paper in facts.papers],
            "photos": range(1, len(photos) + 1),
            "zone": desa.zone,
        },
    )


@public
def photo(request: HttpRequest, code: str, number: str, place: int) -> HttpResponse:
    """The photo of the goods at this place of the list; it was re-encoded when it came in."""
    purchase = package_named(village_named(code), number)
    photos = public_photos(purchase)
    if not 1 <= place <= len(photos):
        raise Missing(
            "Foto ini tidak ada",
            "Lihat belanja ini tanpa foto.",
            reverse("public-package", args=[code, number]),
            "Buka belanja ini",
        )
    stored = photos[place - 1].file
    return HttpResponse(files.read(stored.sha256), content_type=stored.media_type)


def _item(item: ItemFacts) -> list[dict[str, str]]:
    more = item.specification if item.specification != item.description else ""
    cells = [
        {"label": "Barang", "text": f"{item.description}, {more}" if more else item.description},
        {"label": "Banyaknya", "text": f"{volume(item.volume)} {item.unit}", "kind": "num"},
    ]
    prices = (
        ("Perkiraan satuan", item.hps_unit_price),
        ("Harga satuan", item.unit_price),
        ("Jumlah", item.amount),
    )
    shown = [(label, price) for label, price in prices if price is not None]
    return cells + [
        {"label": label, "text": rupiah(price), "kind": "num"} for label, price in shown
    ]


def _money(payment: PaymentFacts) -> list[dict[str, str]]:
    """What went where: the shop's part and the taxes are the price together."""
    taxes = payment.tax_total
    rows = [{"label": "Diterima toko", "value": rupiah(payment.net)}]
    if taxes:
        names = ", ".join(tax.label for tax in payment.taxes if tax.amount)
        rows.append({"label": "Pajak yang dipotong", "value": rupiah(taxes), "note": names})
    if payment.penalty:
        rows.append({"label": "Denda keterlambatan", "value": rupiah(payment.penalty)})
    return [*rows, {"label": "Jumlah dibayar", "value": rupiah(payment.gross)}]


def _events(facts: PackageFacts) -> list[dict[str, Any]]:
    """What happened, and what is still to come; nothing comes after a cancelled order."""
    zone = facts.village.zone
    ordered = in_zone(facts.ordered_at, zone).date() if facts.ordered_at else None
    paid_on = facts.payment.paid_on if facts.payment else None
    before = choice_events(facts.choice, zone) if facts.choice else []
    steps = [
        ("Perjanjian ditandatangani" if facts.choice else "Dipesan ke toko", ordered),
        ("Barang datang dan diperiksa", facts.delivered_on),
        ("Diterima Kepala Desa", facts.accepted_on),
        ("Dibayar", paid_on),
    ]
    if not facts.pays_publicly:
        steps.pop()
    if facts.cancelled_at is None:
        return [*before, *(_event(title, when) for title, when in steps)]
    past = [one for one in before if one.get("state") != "later"]
    happened = [_event(title, when) for title, when in steps if when]
    end = "Pesanan dibatalkan" if ordered else "Pengadaan dibatalkan"
    return [*past, *happened, _event(end, in_zone(facts.cancelled_at, zone).date())]


def _event(title: str, when: date | None) -> dict[str, Any]:
    return {"title": title, "note": long_date(when)} if when else {"title": title, "state": "later"}


def _paper(paper: PaperFacts) -> dict[str, str]:
    return {
        "title": paper.title,
        "number": paper.number,
        "url": reverse("check-code", args=[paper.code]),
        "status": "Bisa dicek",
        "kind": "good",
    }
