"""The steps in which money is asked for, approved, paid, and its taxes proved."""

from typing import Any

from django.urls import reverse

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.queries import contract_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.payments.models import PaymentRequest
from pbjdesa.payments.operations import pay, prove_tax
from pbjdesa.payments.queries import lateness_of, request_of, taxes_due, taxes_of
from pbjdesa.people.models import Appointment
from pbjdesa.people.queries import by_ids
from pbjdesa.procurement.models import Purchase
from pbjdesa.suppliers.queries import bank_change_of
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.steps.page import StepPage, Work
from pbjdesa.web.desa.summaries import Row
from pbjdesa.web.forms import Form


def _pay(by: Appointment, purchase: Purchase, form: Form) -> Work:
    ways = {"cash": "Tunai", "transfer": "Transfer"}
    way = form.choice("way", ways, "Pilih cara bayarnya.")

    def work() -> str:
        pay(by=by, purchase=purchase, way=way)
        return "Pembayaran tercatat. Kuitansinya siap dicetak."

    return work


def _prove(by: Appointment, purchase: Purchase, form: Form) -> Work:
    spp = _request(purchase)
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


def _request(purchase: Purchase) -> PaymentRequest | None:
    contract = contract_of(purchase)
    return request_of(contract) if contract else None


def _paying(purchase: Purchase, form: Form) -> dict[str, Any]:
    taxes = [
        {**row, "url": reverse("tax-correct", args=[purchase.pk, row["pk"]])}
        for row in summaries.every_tax(purchase)
    ]
    return {"way": form.raw("way"), "taxes": taxes}


def _proving(purchase: Purchase, form: Form) -> dict[str, Any]:
    return {"taxes": summaries.tax_rows(purchase, form)}


def _with_tax(purchase: Purchase) -> list[Row]:
    return [*summaries.with_budget(purchase), *_tax_preview(purchase)]


def _tax_preview(purchase: Purchase) -> list[Row]:
    contract = contract_of(purchase)
    if contract is None:
        return []
    try:
        taxes = taxes_due(purchase, contract, clock.today(purchase.desa.zone))
    except Refused as refusal:
        return [{"label": "Pajak", "value": refusal.reasons[0]}]
    said = "; ".join(f"{tax.label} {rupiah(tax.amount)}" for tax in taxes.taxes if tax.amount)
    rows = [{"label": "Pajak", "value": said or "Tidak ada"}]
    return rows + _late(purchase, contract, taxes.net_price)


def _asked_by(purchase: Purchase) -> list[Row]:
    request = _request(purchase)
    return _who(purchase, "Diajukan oleh", request.requested_by_id if request else None)


def _verified_by(purchase: Purchase) -> list[Row]:
    request = _request(purchase)
    return _who(purchase, "Sudah diperiksa", request.verified_by_id if request else None)


def _approved_by(purchase: Purchase) -> list[Row]:
    request = _request(purchase)
    if request is None:
        return _who(purchase, "", None)
    return [
        *_who(purchase, "Disetujui oleh", request.approved_by_id),
        {"label": "Potong pajak", "value": rupiah(request.tax_total)},
        *_penalty(request),
        {
            "label": "Bayar ke toko",
            "value": rupiah(request.net),
            "note": _bank_waits(purchase),
        },
    ]


def _penalty(request: PaymentRequest) -> list[Row]:
    """What a late supplier loses; in time there is nothing to say."""
    if not request.penalty:
        return []
    return [{"label": "Potong denda terlambat", "value": rupiah(request.penalty)}]


def _late(purchase: Purchase, contract: Contract, net_price: int) -> list[Row]:
    late = lateness_of(purchase, contract, net_price)
    if not late.days:
        return []
    said = "Tarif denda belum diisi kabupaten." if late.penalty is None else rupiah(late.penalty)
    return [{"label": say("Denda, terlambat {days} hari", days=late.days), "value": said}]


def _bank_waits(purchase: Purchase) -> str:
    """Whoever pays must know that another account was proposed and nobody has confirmed it."""
    if purchase.supplier is None or bank_change_of(purchase.supplier) is None:
        return ""
    return "Ada rekening baru yang menunggu orang kedua. Pakai rekening lama."


def _who(purchase: Purchase, what: str, appointment_id: int | None) -> list[Row]:
    holder = by_ids(purchase.desa.kab, [appointment_id]).get(appointment_id or 0)
    if holder is None:
        return summaries.with_budget(purchase)
    said = f"{holder.person.name}, {holder.full_title}"
    return [*summaries.with_budget(purchase), {"label": what, "value": said}]


PAGES = {
    "request_payment": StepPage(rows=_with_tax),
    "verify_request": StepPage(rows=_asked_by),
    "approve_request": StepPage(rows=_verified_by),
    "pay": StepPage(_pay, "desa/steps/pay.html", rows=_approved_by, more=_paying),
    "close": StepPage(_prove, "desa/steps/close.html", more=_proving),
}
