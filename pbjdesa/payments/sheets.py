"""Papers of a payment that people make beside its steps."""

from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.queries import handover_of
from pbjdesa.delivery.states import HandoverStep
from pbjdesa.documents.queries import SIGNED, photos_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.models import PaymentRequest
from pbjdesa.payments.papers.tanda_bukti_pengeluaran.paper import PAPER as TANDA_BUKTI
from pbjdesa.payments.paperwork import dated_order_words, kuitansi_data, officials
from pbjdesa.payments.queries import lateness_of, payment_of, request_of, taxes_due, taxes_of
from pbjdesa.payments.rules import PPN_KEY
from pbjdesa.payments.states import PaidBy
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KAUR_KEUANGAN, PKA
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.registry import Sheet
from pbjdesa.suppliers.queries import bank_of, npwp_of

_TREASURER = frozenset({KAUR_KEUANGAN.slug})


def _contract(purchase: Purchase) -> Contract:
    found = contract_of(purchase)
    if found is None:
        raise Refused("Kirim dulu pesanan atau buat dulu perjanjiannya.")
    return found


def _request(contract: Contract) -> PaymentRequest:
    found = request_of(contract)
    if found is None:
        raise Refused("Ajukan dulu permintaan pembayarannya.")
    return found


def _ground(contract: Contract) -> dict[str, Any]:
    return {
        "order_kind": contract.document.title,
        "order_number": contract.document.number,
        "order_date": contract.document.dated.isoformat(),
    }


def _if_known(name: str, value: str) -> dict[str, str]:
    """What the register does not know of a supplier is asked of the maker."""
    return {name: value} if value else {}


def _statement_of_payment(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract = _contract(purchase)
    handover = handover_of(contract, HandoverStep.TO_PKA)
    if handover is None:
        raise Refused("Terima dulu barangnya, baru buat berita acara pembayaran.")
    return {
        **paperwork.package_data(purchase),
        **paperwork.starter_data(purchase),
        **paperwork.supplier_data(contract.supplier),
        **_ground(contract),
        "handover_number": handover.document.number,
        "handover_date": handover.document.dated.isoformat(),
        "stage": "lunas",
        **_sums(purchase, contract),
        "kepala_desa_name": officials(purchase)["kepala_desa_name"],
    }


def _sums(purchase: Purchase, contract: Contract) -> dict[str, int]:
    """What the request asks for; before it is filed, what it would ask for today."""
    request = request_of(contract)
    if request is not None:
        kept = request.tax_total + request.penalty
        return {"gross": request.gross, "deductions": kept, "net": request.net}
    taxes = taxes_due(purchase, contract, clock.today(purchase.desa.zone))
    kept = taxes.tax_total + (lateness_of(purchase, contract, taxes.net_price).penalty or 0)
    return {"gross": taxes.gross, "deductions": kept, "net": taxes.gross - kept}


def _answering(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract = _contract(purchase)
    request = _request(contract)
    rows = [
        {
            "account_code": item.line.account_code,
            "recipient": contract.supplier.name,
            "description": item.description,
            "document": dated_order_words(contract),
            "amount": item.amount,
        }
        for item in queries.items_of(purchase)
    ]
    return {
        **paperwork.package_data(purchase),
        **paperwork.starter_data(purchase),
        "spp_number": request.document.number,
        "lines": rows,
        "total": sum(row["amount"] for row in rows),
    }


def _note(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract = _contract(purchase)
    items = queries.items_of(purchase)
    columns = ("name", "specification", "volume", "unit", "unit_price", "amount")
    return {
        "buyer": f"Pemerintah Desa {purchase.desa.name}",
        "package": purchase.title,
        **paperwork.supplier_data(contract.supplier),
        "items": paperwork.item_rows(items, *columns),
        "total": contract.value,
        "tax_note": _tax_note(contract),
        **_if_known("supplier_phone", contract.supplier.phone),
    }


def _tax_note(contract: Contract) -> str:
    if contract.supplier.pkp:
        return "Harga sudah termasuk PPN."
    return "Penyedia bukan Pengusaha Kena Pajak, sehingga tidak dikenai PPN."


def _bill(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract = _contract(purchase)
    starter = paperwork.starter_data(purchase)
    items = queries.items_of(purchase)
    return {
        "buyer": f"{starter['pka_office']} Desa {purchase.desa.name}",
        "package": purchase.title,
        **paperwork.supplier_data(contract.supplier),
        **_ground(contract),
        "items": paperwork.item_rows(items, "name", "volume", "unit", "unit_price", "amount"),
        **_bill_taxes(purchase, contract),
        **_if_known("supplier_npwp", npwp_of(contract.supplier)),
        **_if_known("supplier_account", bank_of(contract.supplier)),
    }


def _bill_taxes(purchase: Purchase, contract: Contract) -> dict[str, Any]:
    """PPN in the price and what the village withholds; before there is an SPP, by the rule."""
    request = request_of(contract)
    day = request.requested_on if request else clock.today(purchase.desa.zone)
    taxes = taxes_due(purchase, contract, day)
    by_rule = [(tax.key, tax.amount) for tax in taxes.taxes]
    withheld = [(tax.key, tax.amount) for tax in taxes_of(request)] if request else by_rule
    collected = sum(amount for key, amount in withheld if key == PPN_KEY)
    total = sum(amount for _, amount in withheld)
    return {
        "subtotal": taxes.net_price,
        "ppn": taxes.gross - taxes.net_price,
        "total": taxes.gross,
        "ppn_collected": collected,
        "pph": total - collected,
        "net": taxes.gross - total,
    }


def _voucher(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract = _contract(purchase)
    data = kuitansi_data(purchase, contract, _request(contract))
    own = {field.name for field in TANDA_BUKTI.fields}
    chosen = {name: value for name, value in data.items() if name in own}
    return {**chosen, "recipient_address": data["supplier_address"]}


def _transfer(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract = _contract(purchase)
    payment = payment_of(_request(contract))
    if payment is None:
        raise Refused("Bayar dulu, baru buat lembar bukti transfernya.")
    if payment.way == PaidBy.CASH:
        raise Refused("Pembayaran ini tunai. Surat ini tidak diperlukan.")
    return {
        **paperwork.package_data(purchase),
        "paid_on": payment.paid_on.isoformat(),
        "amount": payment.amount,
        **_if_known("to_account", bank_of(contract.supplier)),
        "recipient_name": contract.supplier.owner_name,
        "receipt_number": payment.document.number,
        "slips": _slips(purchase),
        "kaur_keuangan_name": officials(purchase)["kaur_keuangan_name"],
    }


def _slips(purchase: Purchase) -> list[dict[str, str]]:
    """The bank's slips that were photographed as this paper; else one place to paste it."""
    photos = [
        photo
        for photo in photos_of(purchase.dossier, SIGNED)
        if photo.paper == "bukti_transfer" and photo.document_id is None
    ]
    paste = {"sha256": "", "caption": "Tempelkan bukti transfer dari bank di sini."}
    return [
        {"sha256": photo.file.sha256, "caption": photo.caption or "Bukti transfer dari bank."}
        for photo in photos
    ] or [paste]


def _taxes(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract = _contract(purchase)
    request = _request(contract)
    rows = [
        {
            "name": tax.label,
            "base": tax.base,
            "rate": tax.rate_words,
            "amount": tax.amount,
            "ntpn": tax.ntpn or None,
            "proved_on": tax.proved_on.isoformat() if tax.proved_on else None,
        }
        for tax in taxes_of(request)
        if tax.amount
    ]
    if not rows:
        raise Refused("Pembayaran ini tidak dipotong pajak. Surat ini tidak diperlukan.")
    return {
        **paperwork.package_data(purchase),
        "supplier_name": contract.supplier.name,
        **_if_known("supplier_npwp", npwp_of(contract.supplier)),
        "gross": request.gross,
        "taxes": rows,
        "total": request.tax_total,
        "kaur_keuangan_name": officials(purchase)["kaur_keuangan_name"],
    }


SHEETS = (
    Sheet("ba_pembayaran", _statement_of_payment, PKA),
    Sheet("pernyataan_belanja", _answering, PKA),
    Sheet("nota_toko", _note, PKA | _TREASURER),
    Sheet("invoice", _bill, PKA | _TREASURER),
    Sheet("tanda_bukti_pengeluaran", _voucher, _TREASURER),
    Sheet("bukti_transfer", _transfer, _TREASURER),
    Sheet("bukti_pajak", _taxes, _TREASURER),
)
