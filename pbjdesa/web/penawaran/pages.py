"""The pages of a supplier without an account: the request, the offer, the receipt.

Reading them writes nothing. A form that comes after the closing, or after a long pause, is shown
again with all that was typed.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from pbjdesa.documents.operations import check_address
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.queries import loose_paper, pdf_of
from pbjdesa.kernel.audit import digest
from pbjdesa.kernel.clock import in_zone, long_date
from pbjdesa.kernel.words import say
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Offer, PurchaseItem
from pbjdesa.procurement.paperwork import receipt_data
from pbjdesa.procurement.rules.offers import OfferContent, written_down
from pbjdesa.web.forms import Form
from pbjdesa.web.http import Problems, page
from pbjdesa.web.penawaran import content as contents
from pbjdesa.web.penawaran import door
from pbjdesa.web.penawaran.door import Visit, at_door, inside, let_in, why_closed
from pbjdesa.web.publik.choosing import closing_words
from pbjdesa.web.publik.receipts import in_groups

SHORT_HASH = 12


@at_door
def ask(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is asked, by whom and until when; and the box for the code. Nothing else before it."""
    if visit.entry and request.method != "POST":
        return HttpResponseRedirect(visit.address(_first_page(visit)))
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        visit = _with_code(visit, form)
        if not problems:
            return let_in(HttpResponseRedirect(visit.address(_first_page(visit))), visit)
    context = {
        **_frame(visit),
        "rows": _request_rows(visit),
        "asked": contents.asked_rows(queries.items_of(visit.purchase)),
        "again": "lama" in request.GET and not problems,
    }
    return page(request, "penawaran/ask.html", context, problems)


def _first_page(visit: Visit) -> str:
    return "offer-receipt" if queries.living_offer(visit.invitee) else "offer-form"


@at_door
def fill(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Prices, days, promise. After a long pause the code is asked for above what was typed."""
    sent = request.method == "POST"
    if not visit.entry and not sent:
        return HttpResponseRedirect(f"{visit.address('offer-door')}?lama=1")
    items, papers = queries.items_of(visit.purchase), contents.asked_papers(visit.purchase)
    problems = Problems()
    form = Form(request, problems)
    if sent:
        typed = contents.read_content(form, items, [code for code, _ in papers])
        if form.raw("act") == "periksa":
            contents.check(form, visit.purchase, typed, items)
        visit = _with_code(visit, form)
        if not problems:
            with problems.catching():
                return _save(request, visit, typed, form.raw("act"))
    known = None if sent else queries.own_draft(visit.invitee, visit.entry)
    context = {
        **_frame(visit),
        "prices": contents.price_rows(items, form if sent else None, known),
        "paper_options": papers,
        "must_state": contents.needs_statement(visit.purchase),
        "needs_code": not visit.entry,
        "saved": "tersimpan" in request.GET,
        "withdrawn": "ditarik" in request.GET,
        "sent_before": queries.living_offer(visit.invitee) is not None,
        **_terms(visit, form if sent else None, known),
    }
    response = page(request, "penawaran/fill.html", context, problems)
    return let_in(response, visit) if visit.entry else response


def _with_code(visit: Visit, form: Form) -> Visit:
    """Let in by the code that came with the form; an unclear form costs no try."""
    if visit.entry:
        return visit
    code = form.text("code", most=20, needed="Isi kode 6 huruf dan angka dari desa.")
    if not form.problems:
        with form.problems.catching():
            return door.give_code(visit, code)
    return visit


def _save(request: HttpRequest, visit: Visit, typed: OfferContent, act: str) -> HttpResponse:
    next_page = "offer-review" if act == "periksa" else "offer-form"

    def save() -> str:
        operations.save_offer_draft(
            by=None, invitee=visit.invitee, content=typed, entry=visit.entry
        )
        return next_page

    query = "" if act == "periksa" else "?tersimpan=1"
    return door.act_once(request, visit, save, query)


def _terms(visit: Visit, form: Form | None, known: OfferContent | None) -> dict[str, Any]:
    """What the boxes below the prices hold."""
    if form is not None:
        return {
            "work_days": form.raw("work_days"),
            "valid_days": form.raw("valid_days"),
            "statement": form.raw("statement"),
            "chosen_papers": form.chosen("papers"),
        }
    if known is not None:
        return {
            "work_days": known.work_days or "",
            "valid_days": known.valid_days or "",
            "statement": "1" if known.statement else "",
            "chosen_papers": known.papers,
        }
    return {"work_days": visit.tender.work_days or "", "valid_days": "", "chosen_papers": ()}


@at_door
@inside
def review(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The whole offer once more, with its total in words; then it is sent."""
    written = queries.own_draft(visit.invitee, visit.entry)
    if written is None:
        return HttpResponseRedirect(visit.address("offer-form"))
    items = queries.items_of(visit.purchase)
    seen = digest(written_down(written, salt=visit.entry))
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        if form.raw("seen") != seen:
            problems.add("Isinya berubah sejak halaman ini dibuka. Periksa lagi, lalu kirim.")
        photo = form.photo("photo")
        if not problems:
            with problems.catching():
                return door.act_once(request, visit, lambda: _send(visit, written, photo))
    context = {
        **_frame(visit),
        "offered": contents.offered_rows(items, written),
        "total": contents.total_of(items, written),
        "rows": _written_rows(written, items, visit),
        "seen": seen,
        "photo_hint": say("Boleh dikosongkan. Foto tersimpan terkunci seperti harga Anda."),
        "replaces": queries.living_offer(visit.invitee) is not None,
    }
    return page(request, "penawaran/review.html", context, problems)


def _send(visit: Visit, written: OfferContent, photo: bytes | None) -> str:
    operations.send_offer(
        by=None,
        invitee=visit.invitee,
        content=written,
        entry=visit.entry,
        photos=[photo] if photo else [],
    )
    return "offer-receipt"


def _written_rows(
    written: OfferContent, items: list[PurchaseItem], visit: Visit
) -> list[dict[str, str]]:
    words = dict(contents.asked_papers(visit.purchase))
    papers = ", ".join(words[code] for code in written.papers if code in words)
    rows = [
        ("Diantar paling lama", say("{days} hari", days=written.work_days)),
        ("Penawaran berlaku", say("{days} hari", days=written.valid_days)),
        ("Surat yang Anda punya", papers or "Belum ada"),
    ]
    if contents.needs_statement(visit.purchase):
        rows.append(("Pernyataan kebenaran usaha", "Sudah dinyatakan"))
    return [{"label": label, "value": value} for label, value in rows]


@at_door
@inside
def receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What proves that an offer came in, and when."""
    offer = queries.living_offer(visit.invitee)
    if offer is None:
        return HttpResponseRedirect(visit.address("offer-form"))
    context = {
        **_frame(visit),
        "rows": _receipt_rows(visit, offer),
        "offer": offer,
        "on_paper": offer.channel == "paper",
    }
    return render(request, "penawaran/receipt.html", context)


@at_door
@inside
def receipt_paper(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The receipt as a paper to keep or print; its QR leads to the check of its code."""
    offer = queries.living_offer(visit.invitee)
    if offer is None:
        return HttpResponseRedirect(visit.address("offer-form"))
    offer.invitee, offer.desa = visit.invitee, visit.desa
    paper = loose_paper(
        visit.desa,
        queries.rules_for(visit.purchase),
        "tanda_terima_penawaran",
        receipt_data(offer),
        dated=in_zone(offer.received_at, visit.desa.zone).date(),
        code=offer.check_code,
        check_url=check_address(offer.check_code),
    )
    response = HttpResponse(render_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="tanda-terima-penawaran.pdf"'
    return response


def _receipt_rows(visit: Visit, offer: Offer) -> list[dict[str, str]]:
    zone = visit.desa.zone
    local = in_zone(offer.received_at, zone)
    rows = [
        ("Penyedia", visit.invitee.supplier.name),
        ("Untuk", visit.purchase.title),
        ("Diterima", f"{long_date(local.date())}, pukul {local:%H.%M.%S} {zone}"),
        ("Kiriman ke", str(offer.version)),
        ("Kode cek", "-".join(offer.check_code[at : at + 4] for at in range(0, 12, 4))),
    ]
    if offer.sha256:
        rows.append(("Sidik singkat", offer.sha256[:SHORT_HASH]))
        rows.append(("Sidik lengkap", in_groups(offer.sha256)))
    return [{"label": label, "value": value} for label, value in rows]


@at_door
@inside
def withdraw(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the offer back, before the closing and with a reason."""
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        note = form.text("note", most=500, needed="Tulis alasannya, contoh: salah hitung.")
        if not problems:
            with problems.catching():
                return door.act_once(request, visit, lambda: _withdraw(visit, note), "?ditarik=1")
    elif queries.living_offer(visit.invitee) is None:
        return HttpResponseRedirect(visit.address("offer-form"))
    context = {**_frame(visit), "note": form.raw("note")}
    return page(request, "penawaran/withdraw.html", context, problems)


def _withdraw(visit: Visit, note: str) -> str:
    operations.withdraw_offer(by=None, invitee=visit.invitee, note=note, entry=visit.entry)
    return "offer-form"


@at_door
@inside
def letter(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The request as the paper that it is."""
    document = visit.invitee.letter
    if document is None:
        return HttpResponseRedirect(visit.address("offer-form"))
    response = HttpResponse(pdf_of(document), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="permintaan-penawaran.pdf"'
    return response


def _frame(visit: Visit) -> dict[str, Any]:
    """What every page at the door shows: who asks, until when, and that it is practice."""
    tender, desa = visit.tender, visit.desa
    limit = closing_words(tender.closes_at, desa.zone) if tender.closes_at else ""
    return {
        "at_door": True,
        "visit": visit,
        "supplier": visit.invitee.supplier,
        "purchase": visit.purchase,
        "place": desa,
        "practice": desa.practice,
        "limit": limit,
        "closed": why_closed(visit),
        "door_url": visit.address("offer-door"),
        "form_url": visit.address("offer-form"),
        "receipt_url": visit.address("offer-receipt"),
        "withdraw_url": visit.address("offer-withdraw"),
        "letter_url": visit.address("offer-letter") if visit.invitee.letter_id else "",
    }


def _request_rows(visit: Visit) -> list[dict[str, str]]:
    tender, desa = visit.tender, visit.desa
    days = say("{days} hari sesudah pesanan", days=tender.work_days) if tender.work_days else ""
    rows = [
        ("Yang dibutuhkan", visit.purchase.title),
        (
            "Diminta oleh",
            say(
                "TPK Desa {desa}, Kecamatan {kecamatan}, {kab}",
                desa=desa.name,
                kecamatan=desa.kecamatan.name,
                kab=desa.kab.name,
            ),
        ),
        ("Diantar ke", visit.purchase.place),
        ("Diantar paling lama", days),
        ("Tempat pembukaan", tender.place),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
