"""Is this paper genuine? Anybody with the paper in hand may ask, by QR or by typing its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.documents.models import Document
from pbjdesa.documents.queries import Checked
from pbjdesa.documents.queries import check as look_up
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel.clock import in_zone, long_date
from pbjdesa.procurement.queries import receipt_of
from pbjdesa.transparency.queries import package_of_paper, replacement_of, standing_of
from pbjdesa.transparency.rules import public_text
from pbjdesa.transparency.states import Standing
from pbjdesa.web.desa.photographed import FILERS
from pbjdesa.web.http import Problems, page
from pbjdesa.web.publik.frame import package_address, public
from pbjdesa.web.publik.receipts import in_groups, receipt_told

_WORTH: dict[str, tuple[str, str, str]] = {
    Standing.IN_FORCE: ("good", "Surat ini asli", "Cocokkan isinya dengan surat Anda."),
    Standing.REPLACED: (
        "warn",
        "Asli, tetapi sudah diganti versi baru",
        "Jangan pakai surat ini. Minta yang baru ke kantor desa.",
    ),
    Standing.CANCELLED: (
        "warn",
        "Asli, tetapi sudah dibatalkan",
        "Pesanan dalam surat ini tidak berlaku lagi.",
    ),
    Standing.RETURNED: (
        "warn",
        "Asli, tetapi sedang diperbaiki",
        "Tunggu versi barunya. Tanya ke kantor desa.",
    ),
}
_PRACTICE = (
    "warn",
    "Ini surat LATIHAN",
    "Surat ini dibuat untuk belajar. Jangan dipakai sebagai surat resmi.",
)

_TAMPERED = (
    "bad",
    "Catatan surat ini tidak utuh",
    "Jangan pakai surat ini. Laporkan ke kantor kecamatan atau Inspektorat.",
)


@public
def ask(request: HttpRequest) -> HttpResponse:
    """The form; with `?kode=` the answer."""
    typed = request.GET.get("kode")
    if typed is None:
        return page(request, "publik/check_ask.html", {"value": ""})
    if not typed.strip():
        problems = Problems()
        problems.add("Tulis dulu kode suratnya, 12 huruf dan angka.", "kode")
        return page(request, "publik/check_ask.html", {"value": ""}, problems)
    return _answer(request, typed)


@public
def check(request: HttpRequest, code: str) -> HttpResponse:
    """The answer for the code in the address, as the QR has it."""
    return _answer(request, code)


def _answer(request: HttpRequest, typed: str) -> HttpResponse:
    offer = receipt_of(typed)
    if offer is not None:
        return render(request, "publik/check_known.html", receipt_told(offer))
    checked = look_up(typed)
    if checked is None:
        context = {"value": typed.strip()[:20]}
        return render(request, "publik/check_unknown.html", context, status=404)
    practice = checked.document.desa.practice
    standing = standing_of(checked.document)
    purchase = package_of_paper(checked.document)
    kind, heading, text = _PRACTICE if practice else _WORTH[standing]
    if not checked.intact:
        kind, heading, text = _TAMPERED
    return render(
        request,
        "publik/check_known.html",
        {
            "heading": heading,
            "text": text,
            "kind": kind,
            "rows": _rows(checked, standing),
            "package_url": package_address(purchase) if purchase else "",
            "signed_url": _filing(request, checked.document) if checked.intact else "",
            "practice": practice,
        },
    )


def _filing(request: HttpRequest, document: Document) -> str:
    """Where an official of the village files a photo of the signed paper; "" for others."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.desa is None or actor.desa.pk != document.desa_id:
        return ""
    return reverse("signed-photo", args=[document.pk]) if actor.offices & FILERS else ""


def _rows(checked: Checked, standing: Standing) -> list[dict[str, str]]:
    """The paper's main facts: what it is, whose, from when, and what it says."""
    document, desa = checked.document, checked.document.desa
    place = f"Desa {desa.name}, Kecamatan {desa.kecamatan.name}, {desa.kab.name}"
    if not checked.intact:
        return _as_rows([("Surat", PAPERS[document.kind].name), ("Desa", place)])
    issued = in_zone(document.issued_at, desa.zone).date()
    rows = [("Surat", document.title), ("Nomor", document.number or "–")]
    newer = replacement_of(document) if standing == Standing.REPLACED else None
    if newer is not None:
        rows.append(("Versi barunya", newer.number or long_date(newer.dated)))
    rows += [("Desa", place), ("Tanggal", long_date(document.dated))]
    if issued != document.dated:
        rows.append(("Dibuat di sistem", long_date(issued)))
    rows += [(label, public_text(value)) for label, value in checked.facts]
    rows.append(("Sidik isi surat", in_groups(document.sha256)))
    return _as_rows(rows)


def _as_rows(facts: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in facts]
