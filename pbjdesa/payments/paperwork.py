"""What the papers of a payment say."""

from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.documents.queries import papers_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.payments.models import PaymentRequest
from pbjdesa.payments.queries import taxes_of
from pbjdesa.people.queries import holder_name
from pbjdesa.planning import queries as planning
from pbjdesa.planning.siskeudes.codes import official_activities
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.regulations.rules import in_chain, stamp_duty_on_receipt
from pbjdesa.suppliers.queries import bank_of, npwp_of


def officials(purchase: Purchase) -> dict[str, Any]:
    """Who verifies, approves and pays, as the rules name them; an office that nobody holds leaves a
    line to fill in by hand."""
    day, rules = clock.today(purchase.desa.zone), queries.rules_for(purchase)
    return {
        name: holder_name(purchase.desa, in_chain(rules, purchase.method, "spp_chain", at), day)
        for at, name in enumerate(("sekdes_name", "kepala_desa_name", "kaur_keuangan_name"), 2)
    }


def left_out(purchase: Purchase) -> dict[str, bool]:
    """Whose signature a kuitansi does without here (R-55)."""
    signers = queries.rules_for(purchase).payment.receipt_signers.value
    places = ("penerima", "pka", "sekdes", "kaur_keuangan", "kepala_desa")
    return {f"no_{place}": True for place in places if place not in signers}


def spp_data(purchase: Purchase, contract: Contract, penalty: int = 0) -> dict[str, Any]:
    """For the paper SPP; it asks for the whole price and says what is kept back of it."""
    bidang, sub_bidang = _fields_of_work(purchase.activity.code)
    return {
        "bidang": bidang,
        "sub_bidang": sub_bidang,
        **paperwork.package_data(purchase),
        **paperwork.starter_data(purchase),
        **officials(purchase),
        "lines": _account_rows(purchase),
        "total": contract.value,
        "payee_name": f"{contract.supplier.name} ({contract.supplier.owner_name})",
        "payee_account": bank_of(contract.supplier),
        "payment_way": _way(penalty),
        "attachments": [
            f"{paper.title} Nomor {paper.number}" for paper in papers_of(purchase.dossier)
        ],
        "evidence": [
            {
                "recipient": contract.supplier.name,
                "description": purchase.title,
                "document": dated_order_words(contract),
                "amount": contract.value,
            }
        ],
    }


def order_words(contract: Contract) -> str:
    """The order or agreement that money is paid for, by its name and number."""
    return f"{contract.document.title} Nomor {contract.document.number}"


def dated_order_words(contract: Contract) -> str:
    """The same with its day, as evidence is listed."""
    return f"{order_words(contract)}, {clock.plain_date(contract.document.dated)}"


def _way(penalty: int) -> str:
    if not penalty:
        return "tunai atau transfer"
    return say(
        "tunai atau transfer, dipotong denda keterlambatan {penalty}", penalty=rupiah(penalty)
    )


def _fields_of_work(activity_code: str) -> tuple[str, str]:
    levels = activity_code.split(".")
    names = official_activities()
    bidang, sub_bidang = names.get(levels[0]), names.get(".".join(levels[:2]))
    return bidang.name if bidang else "", sub_bidang.name if sub_bidang else ""


def _account_rows(purchase: Purchase) -> list[dict[str, Any]]:
    rows = []
    for item in queries.items_of(purchase):
        balance = planning.balance_of_line(item.line)
        rows.append(
            {
                "account_code": item.line.account_code,
                "description": item.description,
                "ceiling": item.line.amount,
                "paid_before": balance.paid,
                "requested": item.amount,
                "paid_so_far": balance.paid + item.amount,
                "left": item.line.amount - balance.paid - item.amount,
            }
        )
    return rows


def kuitansi_data(
    purchase: Purchase, contract: Contract, request: PaymentRequest
) -> dict[str, Any]:
    """For the paper kuitansi with its A2."""
    supplier = paperwork.supplier_data(contract.supplier)
    return {
        **paperwork.package_data(purchase),
        **paperwork.starter_data(purchase),
        **officials(purchase),
        **left_out(purchase),
        "payer": f"Kaur Keuangan Desa {purchase.desa.name}",
        "purpose": f"{purchase.title} sesuai {order_words(contract)}",
        "gross": request.gross,
        "deductions": [
            {"name": tax.label, "base": tax.base, "rate": tax.rate_words, "amount": tax.amount}
            for tax in taxes_of(request)
            if tax.amount
        ]
        + _penalty_rows(request),
        "total_deductions": request.tax_total + request.penalty,
        "net": request.net,
        "recipient_name": supplier["supplier_contact"],
        "recipient_position": supplier["supplier_position"],
        "supplier_name": supplier["supplier_name"],
        "supplier_address": supplier["supplier_address"],
        "supplier_npwp": npwp_of(contract.supplier),
        "stamp_duty": stamp_duty_on_receipt(queries.rules_for(purchase), request.gross),
    }


def _penalty_rows(request: PaymentRequest) -> list[dict[str, Any]]:
    """What is kept back for being late; it has no base and rate of its own on the paper."""
    if not request.penalty:
        return []
    words = "menurut perjanjian"
    return [{"name": "Denda keterlambatan", "base": "", "rate": words, "amount": request.penalty}]
