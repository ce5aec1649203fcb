"""The chain of a payment: PKA asks, sekdes verifies, kades approves, kaur keuangan pays (R-54)."""

import re
from datetime import date

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.queries import handover_of
from pbjdesa.delivery.states import HandoverStep
from pbjdesa.documents.operations import issue_paper
from pbjdesa.kernel import clock
from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.payments import paperwork
from pbjdesa.payments.models import Payment, PaymentRequest, TaxLine
from pbjdesa.payments.queries import (
    lateness_of,
    payment_of,
    request_of,
    taxes_due,
    taxes_of,
    unproved,
)
from pbjdesa.payments.rules import TaxResult
from pbjdesa.payments.states import OPEN_STATES, PaidBy, RequestState
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.planning import promises
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.regulations.rules import cash_refusal
from pbjdesa.regulations.titles import payment_words
from pbjdesa.territories.tenancy import same_home

NTPN = re.compile(r"[0-9A-Z]{16}")


def _contract(purchase: Purchase) -> Contract:
    contract = contract_of(purchase)
    if contract is None:
        raise Refused("Belanja ini belum punya surat pesanan.")
    return contract


def _request(purchase: Purchase) -> PaymentRequest:
    request = request_of(_contract(purchase))
    if request is None:
        raise Refused("Belanja ini belum punya SPP.")
    return request


@operation
def request_payment(*, by: Appointment, purchase: Purchase) -> PaymentRequest:
    """File the SPP with its taxes, and what a late supplier loses (R-40), worked out; after a
    return the old one is replaced."""
    contract = _contract(purchase)
    handed_over = handover_of(contract, HandoverStep.TO_KADES) is not None
    purchase = procurement.advance(
        by=by, purchase=purchase, move_name="request_payment", known={"handed_over": handed_over}
    )
    _replace_earlier(contract, by)
    today = clock.today(purchase.desa.zone)
    taxes = taxes_due(purchase, contract, today)
    penalty = lateness_of(purchase, contract, taxes.net_price).penalty or 0
    if penalty >= taxes.net_to_supplier:
        raise Refused("Denda keterlambatan menghabiskan nilai perjanjian. Batalkan pesanan ini.")
    document = issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind="spp",
        data=paperwork.spp_data(purchase, contract, penalty),
        rules=queries.rules_for(purchase),
        dated=today,
        words=payment_words(queries.rules_for(purchase), purchase.method),
    )
    request = PaymentRequest(
        **same_home(purchase),
        contract=contract,
        document=document,
        state=RequestState.SUBMITTED,
        gross=taxes.gross,
        tax_total=taxes.tax_total,
        penalty=penalty,
        net=taxes.net_to_supplier - penalty,
        requested_on=today,
        requested_by_id=by.pk,
    )
    request.save()
    _write_taxes(request, taxes)
    sums = {"gross": request.gross, "taxes": request.tax_total, "penalty": penalty}
    record(request, by=by, data=sums)
    return request


def _replace_earlier(contract: Contract, by: Appointment) -> None:
    earlier = request_of(contract)
    if earlier is not None:
        earlier.state = RequestState.REPLACED
        earlier.save()
        record(earlier, by=by, data={"replaced": True})


def _write_taxes(request: PaymentRequest, taxes: TaxResult) -> None:
    for tax in taxes.taxes:
        TaxLine(
            **same_home(request),
            request=request,
            key=tax.key,
            label=tax.label,
            account_code=tax.account,
            base=tax.base,
            rate=tax.rate_words,
            computed=tax.amount,
            amount=tax.amount,
            rule=tax.rule,
            article=tax.citation,
            mark=tax.mark,
        ).save()


@operation
def verify_request(*, by: Appointment, purchase: Purchase) -> Purchase:
    """The sekdes has checked the file."""
    purchase = procurement.advance(by=by, purchase=purchase, move_name="verify_request")
    request = _request(purchase)
    request.state = RequestState.VERIFIED
    request.verified_at, request.verified_by_id = clock.now(), by.pk
    request.save()
    record(request, by=by, data={"state": request.state})
    return purchase


@operation
def return_request(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """Send the SPP back with a note: by the sekdes, the kades or the kaur keuangan, each at their
    own step. The step reopens for the PKA with the note on top (A020)."""
    moves = {
        "requested": "return_request",
        "verified": "reject_request",
        "approved": "return_payment",
    }
    state = purchase.lock().state
    if state not in moves:
        raise Conflict("Langkah ini sudah dikerjakan. Buka lagi halaman belanja ini.")
    purchase = procurement.advance(by=by, purchase=purchase, move_name=moves[state], note=note)
    request = _request(purchase)
    request.state = RequestState.RETURNED
    request.save()
    record(request, by=by, data={"state": request.state})
    return purchase


@operation
def approve_request(*, by: Appointment, purchase: Purchase) -> Purchase:
    """The kades approves after the five-line summary (A021)."""
    purchase = procurement.advance(by=by, purchase=purchase, move_name="approve_request")
    request = _request(purchase)
    request.state = RequestState.APPROVED
    request.approved_at, request.approved_by_id = clock.now(), by.pk
    request.save()
    record(request, by=by, data={"state": request.state})
    return purchase


@operation
def correct_tax(
    *, by: Appointment, purchase: Purchase, tax: TaxLine, amount: int, reason: str
) -> TaxLine:
    """Withhold another sum than the rule gives, for a reason, before the money moves (A017).

    What the supplier gets changes with it; what the SPP asks for does not. Raises Refused without a
    reason, for more than the tax is taken from, and when nothing would be left to pay.
    """
    paying = queries.move_named(purchase, "pay")
    check_authority(by, desa=purchase.desa, offices=queries.actors_of(purchase, paying))
    purchase = purchase.lock()
    if purchase.state != "approved":
        raise Conflict("Pajak dibetulkan sesudah SPP disetujui dan sebelum dibayar.")
    request = _request(purchase).lock()
    tax = tax.lock()
    if tax.request_id != request.pk:
        raise Conflict("Pajak ini dari SPP lama. Buka lagi halaman belanja ini.")
    net = request.net + tax.amount - amount
    _refuse_odd_correction(tax, amount, reason, net)
    procurement.take_duty(purchase, paying.duty, by)
    before, tax.amount = tax.amount, amount
    tax.reason = "" if amount == tax.computed else reason.strip()
    tax.save()
    request.tax_total += amount - before
    request.net = net
    request.save()
    record(tax, by=by, data={"before": before, "amount": amount})
    return tax


def _refuse_odd_correction(tax: TaxLine, amount: int, reason: str, net: int) -> None:
    if amount < 0:
        raise Refused("Pajak tidak boleh kurang dari nol. Isi 0 bila tidak ada.", field="amount")
    if amount > tax.base:
        words = "Pajak ini paling banyak {base}. Periksa lagi jumlah nolnya."
        raise Refused(say(words, base=rupiah(tax.base)), field="amount")
    if net < 1:
        raise Refused("Pajak ini menghabiskan seluruh pembayaran. Periksa lagi.", field="amount")
    if amount != tax.computed and not reason.strip():
        raise Refused("Tulis alasannya, contoh: menurut surat kantor pajak.", field="reason")


@operation
def pay(*, by: Appointment, purchase: Purchase, way: str) -> Payment:
    """Pay the supplier the sum without withheld taxes and penalty; write the kuitansi (R-51, R-55).

    Without tax to prove the file closes at once. Raises Refused above the cash limit, or when a new
    tax table took force after the SPP was filed.
    """
    if way not in PaidBy.values:
        raise Refused("Pilih cara bayarnya: tunai atau transfer.", field="way")
    contract = _contract(purchase)
    handed_over = handover_of(contract, HandoverStep.TO_KADES) is not None
    purchase = procurement.advance(
        by=by, purchase=purchase, move_name="pay", known={"handed_over": handed_over}
    )
    request = _request(purchase)
    today = clock.today(purchase.desa.zone)
    _refuse_stale_taxes(request, taxes_due(purchase, contract, today))
    refusal = cash_refusal(queries.rules_for(purchase), request.gross)
    if way == PaidBy.CASH and refusal:
        raise Refused(refusal, field="way")
    document = issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind="kuitansi",
        data=paperwork.kuitansi_data(purchase, contract, request),
        rules=queries.rules_for(purchase),
        dated=today,
        words=payment_words(queries.rules_for(purchase), purchase.method),
    )
    payment = Payment(
        **same_home(purchase),
        request=request,
        paid_on=today,
        paid_by_id=by.pk,
        way=way,
        amount=request.net,
        document=document,
    )
    payment.save()
    request.state = RequestState.PAID
    request.save()
    promises.note_paid(by=by, purchase_id=purchase.pk, activity=purchase.activity)
    record(payment, by=by, data={"amount": payment.amount, "way": way})
    procurement.publish(purchase=purchase, move_name="pay", by=by)
    if not unproved(request):
        _close(purchase, by)
    return payment


def _refuse_stale_taxes(request: PaymentRequest, now: TaxResult) -> None:
    """What a person corrected does not count: only what the rule gave and what it gives now."""
    computed = sum(tax.computed for tax in taxes_of(request))
    if (request.gross, computed) != (now.gross, now.tax_total):
        raise Refused(
            "Aturan pajak berubah sejak SPP dibuat. Kembalikan SPP ini agar dihitung ulang."
        )


def on_change(*, purchase: Purchase, move_name: str, by: Appointment) -> None:
    """A cancelled contract is paid by nobody: its request is void."""
    if move_name != "cancel_order":
        return
    for request in PaymentRequest.objects.like(purchase).filter(
        contract__purchase=purchase, state__in=OPEN_STATES
    ):
        request.state = RequestState.VOID
        request.save()
        record(request, by=by, data={"state": request.state})


def _close(purchase: Purchase, by: Appointment) -> None:
    procurement.advance(by=by, purchase=purchase, move_name="close", known={"taxes_proved": True})
    procurement.publish(purchase=purchase, move_name="close", by=by)


@operation
def prove_tax(
    *, by: Appointment, purchase: Purchase, tax: TaxLine, ntpn: str, proved_on: date
) -> TaxLine:
    """Write the NTPN of a withheld tax; with the last one the file closes (A018).

    Raises Refused for a day before the payment: nothing had been withheld yet.
    """
    close = queries.move_named(purchase, "close")
    check_authority(by, desa=purchase.desa, offices=queries.actors_of(purchase, close))
    code = ntpn.replace(" ", "").upper()
    if not NTPN.fullmatch(code):
        raise Refused(
            "NTPN terdiri dari 16 huruf dan angka. Lihat di bukti setor.", field=f"ntpn_{tax.pk}"
        )
    if proved_on > clock.today(purchase.desa.zone):
        raise Refused("Tanggal setor belum tiba. Periksa tanggalnya.", field=f"date_{tax.pk}")
    purchase = purchase.lock()
    if purchase.state != "paid":
        raise Conflict("Bukti pajak belanja ini sudah lengkap atau belum waktunya.")
    tax = tax.lock()
    if tax.request_id != _request(purchase).pk:
        raise Refused("Pajak ini bukan dari belanja ini. Buka lagi halamannya.")
    _refuse_before_payment(tax, proved_on)
    if tax.ntpn:
        raise Conflict("Bukti pajak ini sudah diisi orang lain. Buka lagi halamannya.")
    procurement.take_duty(purchase, close.duty, by)
    tax.ntpn, tax.proved_on = code, proved_on
    tax.save()
    record(tax, by=by, data={"ntpn": code})
    if not unproved(_request(purchase)):
        _close(purchase, by)
    return tax


def _refuse_before_payment(tax: TaxLine, proved_on: date) -> None:
    payment = payment_of(tax.request)
    if payment is not None and proved_on < payment.paid_on:
        raise Refused(
            say(
                "Belanja ini dibayar {day}. Tanggal setor tidak mungkin sebelum itu.",
                day=plain_date(payment.paid_on),
            ),
            field=f"date_{tax.pk}",
        )
