"""The step pages of a purchase: read the summary, do the one thing, or send it back with a note."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.contracts.operations import send_order
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.operations import (
    RECEIPT_PHOTO,
    accept_handover,
    keep_receipt,
    receive_goods,
    refuse_goods,
)
from pbjdesa.documents.queries import photos_of
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.payments.operations import (
    approve_request,
    pay,
    prove_tax,
    request_payment,
    verify_request,
)
from pbjdesa.payments.queries import request_of, taxes_of
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.access import open_to
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.lookup import acting, moved_on, purchase_or_404
from pbjdesa.web.desa.step_table import STEP_OF_SLUG, Step
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page, require_pin
from pbjdesa.web.sessions import flash

Act = Callable[[Appointment, Purchase, Form], Callable[[], str]]
"""Reads the form and answers the work to do once; the work answers the sentence to show."""


@open_to(*DESA_OFFICES)
def step(request: PageRequest, pk: int, slug: str) -> HttpResponse:
    """One step page; only for those whose turn it is."""
    purchase, chosen, by = _turn(request, pk, slug)
    if request.method != "POST" and not _is_open(request, purchase, chosen):
        return moved_on(request, purchase)
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        work = _ACTS[chosen.move](by, purchase, form)
        if chosen.pin:
            with problems.catching():
                require_pin(request)
        if not problems:
            with problems.catching():
                return act_once(request, lambda: done(request, purchase, work))
    context = {
        "purchase": purchase,
        "step": chosen,
        "rows": summaries.for_step(purchase, chosen.move),
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
        "return_url": reverse("purchase-return", args=[purchase.pk]) if chosen.may_return else "",
        **_more(purchase, chosen, form),
    }
    return page(request, f"desa/steps/{chosen.move}.html", context, problems)


def _turn(request: PageRequest, pk: int, slug: str) -> tuple[Purchase, Step, Appointment]:
    """The purchase, the step and the office that acts; 404 for whom it is never the turn.

    A step that is done is found too: a repeated send must get its first answer, not 404.
    """
    purchase = purchase_or_404(request, pk)
    chosen = STEP_OF_SLUG.get(slug)
    if chosen is None:
        raise Http404
    move = queries.move_named(purchase, chosen.move)
    return purchase, chosen, acting(request, move.actor, purchase.activity.code)


def _is_open(request: PageRequest, purchase: Purchase, chosen: Step) -> bool:
    """Whether the step can be taken now by whoever asks."""
    moves = queries.open_moves_for(request.actor, purchase)
    return any(move.name == chosen.move for move in moves)


def done(request: PageRequest, purchase: Purchase, work: Callable[[], str]) -> str:
    """Do the work, keep its sentence for the next page, and answer where to go."""
    flash(request, work())
    return reverse("purchase-detail", args=[purchase.pk])


def _more(purchase: Purchase, chosen: Step, form: Form) -> dict[str, Any]:
    """What single steps show besides the summary."""
    if chosen.move == "send_order":
        return {
            "method": summaries.method_box(purchase),
            "warning": queries.split_warning(purchase),
        }
    if chosen.move == "receive_goods":
        return {
            "photos": summaries.photo_links(photos_of(purchase.dossier, RECEIPT_PHOTO)),
            "result": form.raw("result"),
            "note": form.raw("note"),
        }
    if chosen.move in {"request_payment", "verify_request", "approve_request"}:
        return {"papers": summaries.paper_rows(purchase.dossier)}
    if chosen.move == "pay":
        return {"way": form.raw("way"), "taxes": summaries.tax_rows(purchase)}
    if chosen.move == "close":
        return {"taxes": summaries.tax_rows(purchase, form)}
    return {}


def _send_order(by: Appointment, purchase: Purchase, form: Form) -> Callable[[], str]:
    def work() -> str:
        contract = send_order(by=by, purchase=purchase)
        return say(
            "Pesanan ke {name} sudah jadi. Cetak dan antar suratnya.", name=contract.supplier.name
        )

    return work


def _receive(by: Appointment, purchase: Purchase, form: Form) -> Callable[[], str]:
    answers = {"good": "Semua sesuai", "bad": "Ada yang belum sesuai"}
    # The photo is kept first: a wrong PIN must not cost a villager the upload.
    kept = bool(photos_of(purchase.dossier, RECEIPT_PHOTO))
    needed = "" if kept or form.raw("result") == "bad" else "Tambahkan foto nota atau barangnya."
    photo = form.photo("photo", needed=needed)
    if photo is not None and purchase.state == "ordered":
        keep_receipt(by=by, purchase=purchase, photo=photo)
    result = form.choice("result", answers, "Pilih hasil periksanya.")
    if result == "bad":
        note = form.text(
            "note", most=500, needed="Tulis apa yang belum sesuai, contoh kurang 2 sak."
        )

        def refuse() -> str:
            refuse_goods(by=by, purchase=purchase, note=note)
            return "Catatan tersimpan. Minta toko melengkapi, lalu periksa lagi."

        return refuse

    def work() -> str:
        receive_goods(by=by, purchase=purchase)
        return "Barang diterima. Kepala Desa akan menerimanya untuk desa."

    return work


def _plain(operation: Callable[..., Any], sentence: str) -> Act:
    def act(by: Appointment, purchase: Purchase, form: Form) -> Callable[[], str]:
        def work() -> str:
            operation(by=by, purchase=purchase)
            return sentence

        return work

    return act


def _pay(by: Appointment, purchase: Purchase, form: Form) -> Callable[[], str]:
    ways = {"cash": "Tunai", "transfer": "Transfer"}
    way = form.choice("way", ways, "Pilih cara bayarnya.")

    def work() -> str:
        pay(by=by, purchase=purchase, way=way)
        return "Pembayaran tercatat. Kuitansinya siap dicetak."

    return work


def _prove(by: Appointment, purchase: Purchase, form: Form) -> Callable[[], str]:
    contract = contract_of(purchase)
    spp = request_of(contract) if contract else None
    open_taxes = [tax for tax in taxes_of(spp) if tax.amount and not tax.ntpn] if spp else []
    typed = []
    for tax in open_taxes:
        ntpn = form.text(f"ntpn_{tax.pk}", most=25, needed="Isi NTPN, 16 huruf dan angka.")
        typed.append((tax, ntpn, form.day(f"date_{tax.pk}")))

    def work() -> str:
        for tax, ntpn, day in typed:
            if day is None:
                raise Refused("Pilih tanggal setornya.", field=f"date_{tax.pk}")
            prove_tax(by=by, purchase=purchase, tax=tax, ntpn=ntpn, proved_on=day)
        return "Bukti pajak tersimpan. Berkas belanja ini lengkap."

    return work


_ACTS: dict[str, Act] = {
    "send_order": _send_order,
    "receive_goods": _receive,
    "accept_handover": _plain(accept_handover, "Hasil belanja sudah diterima desa."),
    "request_payment": _plain(request_payment, "SPP terkirim. Sekretaris Desa memeriksanya."),
    "verify_request": _plain(verify_request, "Terima kasih. Sekarang giliran Kepala Desa."),
    "approve_request": _plain(approve_request, "Pembayaran disetujui. Kaur Keuangan membayar."),
    "pay": _pay,
    "close": _prove,
}
