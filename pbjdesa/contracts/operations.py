"""Ordering: the step that binds the village."""

from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.queries import contract_of
from pbjdesa.contracts.states import ContractKind
from pbjdesa.documents.operations import issue_paper
from pbjdesa.kernel import clock
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.models import Appointment
from pbjdesa.planning import operations as planning
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.regulations.rules import stamp_duty_on_contract
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.queries import bank_of, npwp_of
from pbjdesa.territories.tenancy import same_home


@operation
def send_order(*, by: Appointment, purchase: Purchase) -> Contract:
    """Fix specification and HPS, promise the budget, and write the order letter (R-07, R-34, R-35).

    Raises Refused with everything that is still missing; then nothing has changed.
    """
    purchase = procurement.advance(by=by, purchase=purchase, move_name="send_order")
    procurement.take_budget(by=by, purchase=purchase)
    rules = queries.rules_for(purchase)
    today = clock.today(purchase.desa.zone)
    papers = {
        "spesifikasi": paperwork.spesifikasi_data(purchase, by),
        "hps": paperwork.hps_data(purchase, by),
        "surat_pesanan": _order_data(purchase, by),
    }
    for kind, data in papers.items():
        document = issue_paper(
            by=by, dossier=purchase.dossier, kind=kind, data=data, rules=rules, dated=today
        )
    assert purchase.supplier is not None  # noqa: S101  (the move's guards have checked it)
    assert purchase.needed_by is not None  # noqa: S101  (the move's guards have checked it)
    contract = Contract(
        **same_home(purchase),
        purchase=purchase,
        supplier=purchase.supplier,
        kind=ContractKind.SURAT_PESANAN,
        document=document,
        value=purchase.value,
        signed_on=today,
        due_on=purchase.needed_by,
        signed_by_id=by.pk,
    )
    contract.save()
    record(contract, by=by, data={"value": contract.value, "number": document.number})
    procurement.publish(purchase=purchase, move_name="send_order", by=by)
    return contract


def _order_data(purchase: Purchase, by: Appointment) -> dict[str, Any]:
    rules = queries.rules_for(purchase)
    supplier = purchase.supplier
    assert supplier is not None  # noqa: S101  (the move's guards have checked it)
    return {
        **paperwork.package_data(purchase),
        **paperwork.pka_data(purchase, by),
        **supplier_data(supplier),
        "pka_address": f"Kantor Desa {purchase.desa.name}",
        "supplier_nik": None,
        "supplier_npwp": npwp_of(supplier),
        "supplier_account": bank_of(supplier),
        "items": paperwork.item_rows(
            queries.items_of(purchase),
            "name",
            "specification",
            "volume",
            "unit",
            "unit_price",
            "amount",
        ),
        "total": purchase.value,
        "tax_note": "Harga sudah termasuk pajak.",
        "delivery_due": purchase.needed_by.isoformat() if purchase.needed_by else None,
        "delivery_place": purchase.place,
        "payment_way": "tunai atau transfer",
        "payment_basis": "berita acara serah terima dan nota",
        "stamp_duty": stamp_duty_on_contract(rules),
    }


def supplier_data(supplier: Supplier) -> dict[str, Any]:
    """The supplier as papers name it."""
    return {
        "supplier_name": supplier.name,
        "supplier_contact": supplier.owner_name,
        "supplier_position": "Pemilik",
        "supplier_address": supplier.address,
    }


@operation
def cancel_order(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """Take an order back before the goods came, with a reason; its budget is free again."""
    purchase = procurement.advance(by=by, purchase=purchase, move_name="cancel_order", note=note)
    planning.release(by=by, purchase_id=purchase.pk, activity=purchase.activity)
    contract = contract_of(purchase)
    if contract is not None:
        contract.cancelled_at = clock.now()
        contract.save()
        record(contract, by=by, data={"cancelled": True})
    procurement.publish(purchase=purchase, move_name="cancel_order", by=by)
    return purchase
