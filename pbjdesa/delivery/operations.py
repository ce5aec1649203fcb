"""The goods come: inspection, then the chain of handovers."""

import hashlib
from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.operations import supplier_data
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.models import Handover, Inspection
from pbjdesa.delivery.queries import handover_of, inspections_of
from pbjdesa.delivery.states import HandoverStep, InspectionResult
from pbjdesa.documents.models import Document
from pbjdesa.documents.operations import attach_photo, issue_paper
from pbjdesa.documents.queries import photos_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.tenancy import same_home

RECEIPT_PHOTO = "nota"


def keep_receipt(*, by: Appointment, purchase: Purchase, photo: bytes) -> None:
    """Keep a cleaned photo of the receipt at once, whatever becomes of the form it came with.

    The same photo sent twice is kept once.
    """
    sha256 = hashlib.sha256(photo).hexdigest()
    if all(kept.file.sha256 != sha256 for kept in photos_of(purchase.dossier, RECEIPT_PHOTO)):
        attach_photo(by=by, dossier=purchase.dossier, kind=RECEIPT_PHOTO, photo=photo)


@operation
def receive_goods(*, by: Appointment, purchase: Purchase) -> Inspection:
    """All is good: inspection and first BAST (penyedia → PKA), with a photo kept (R-49, R-50)."""
    kept = bool(photos_of(purchase.dossier, RECEIPT_PHOTO))
    purchase = procurement.advance(
        by=by,
        purchase=purchase,
        move_name="receive_goods",
        known={"receipt_kept": kept, "inspected_good": True},
    )
    contract = _contract(purchase)
    inspection = _inspect(purchase, contract, by, InspectionResult.GOOD, "")
    document = _issue(purchase, by, "bast_penyedia", _first_handover_data(purchase, contract, by))
    _hand_over(contract, HandoverStep.TO_PKA, document, by)
    procurement.publish(purchase=purchase, move_name="receive_goods", by=by)
    return inspection


@operation
def refuse_goods(*, by: Appointment, purchase: Purchase, note: str) -> Inspection:
    """Something is not as ordered: written down, nothing is handed over, the order stays open."""
    purchase = purchase.lock()
    move = queries.move_named(purchase, "receive_goods")
    code = purchase.activity.code
    check_authority(by, desa=purchase.desa, offices=move.actor, activity_code=code)
    if purchase.state not in move.source:
        raise Conflict("Langkah ini sudah dikerjakan. Buka lagi halaman belanja ini.")
    if not note.strip():
        raise Refused("Tulis apa yang belum sesuai, contoh: kurang 2 sak.", field="note")
    procurement.take_duty(purchase, move.duty, by)
    return _inspect(purchase, _contract(purchase), by, InspectionResult.BAD, note.strip())


def _contract(purchase: Purchase) -> Contract:
    contract = contract_of(purchase)
    if contract is None:
        raise Refused("Belanja ini belum punya surat pesanan.")
    return contract


def _inspect(
    purchase: Purchase, contract: Contract, by: Appointment, result: str, note: str
) -> Inspection:
    document = _issue(
        purchase, by, "ba_pemeriksaan", _inspection_data(purchase, contract, by, result, note)
    )
    inspection = Inspection(
        **same_home(purchase),
        contract=contract,
        inspected_on=clock.today(purchase.desa.zone),
        inspected_by_id=by.pk,
        result=result,
        note=note[:500],
        document=document,
    )
    inspection.save()
    record(inspection, by=by, data={"result": result})
    return inspection


def _issue(purchase: Purchase, by: Appointment, kind: str, data: dict[str, Any]) -> Document:
    return issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind=kind,
        data=data,
        rules=queries.rules_for(purchase),
        dated=clock.today(purchase.desa.zone),
    )


def _hand_over(contract: Contract, step: str, document: Document, by: Appointment) -> None:
    handover = Handover(
        **same_home(contract),
        contract=contract,
        step=step,
        handed_over_on=document.dated,
        received_by_id=by.pk,
        document=document,
    )
    handover.save()
    record(handover, by=by, data={"step": step, "number": document.number})


@operation
def accept_handover(*, by: Appointment, purchase: Purchase) -> Handover:
    """The kades takes over the result: second BAST (PKA → kades, R-50)."""
    purchase = procurement.advance(by=by, purchase=purchase, move_name="accept_handover")
    contract = _contract(purchase)
    document = _issue(purchase, by, "bast_kades", _second_handover_data(purchase, contract, by))
    _hand_over(contract, HandoverStep.TO_KADES, document, by)
    procurement.publish(purchase=purchase, move_name="accept_handover", by=by)
    handover = handover_of(contract, HandoverStep.TO_KADES)
    assert handover is not None  # noqa: S101  (just written)
    return handover


@operation
def return_handover(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """The kades sends the result back: the first BAST is withdrawn, the goods are checked again."""
    purchase = procurement.advance(by=by, purchase=purchase, move_name="return_handover", note=note)
    first = handover_of(_contract(purchase), HandoverStep.TO_PKA)
    if first is not None:
        first.withdrawn_at = clock.now()
        first.save()
        record(first, by=by, data={"withdrawn": True})
    procurement.publish(purchase=purchase, move_name="return_handover", by=by)
    return purchase


def _order_data(contract: Contract) -> dict[str, Any]:
    return {
        "order_kind": contract.get_kind_display(),
        "order_number": contract.document.number,
        "order_date": contract.signed_on.isoformat(),
    }


def _inspection_data(
    purchase: Purchase, contract: Contract, by: Appointment, result: str, note: str
) -> dict[str, Any]:
    good = result == InspectionResult.GOOD
    rows = paperwork.item_rows(queries.items_of(purchase), "name", "unit", "volume")
    for row in rows:
        volume = row.pop("volume")
        row |= {"ordered": volume, "received": volume if good else None}
        row |= {"result": "Baik" if good else None, "note": ""}
    role = paperwork.pka_data(purchase, by)["pka_office"]
    return {
        **paperwork.package_data(purchase),
        **supplier_data(contract.supplier),
        **_order_data(contract),
        "place": purchase.place,
        "items": rows,
        "progress": "100" if good else None,
        "photos": len(photos_of(purchase.dossier)),
        "conclusion": "Semua barang sesuai pesanan." if good else f"Belum sesuai: {note}",
        "inspectors": [{"name": by.person.name, "position": role}],
    }


def _first_handover_data(purchase: Purchase, contract: Contract, by: Appointment) -> dict[str, Any]:
    inspection = inspections_of(contract)[-1]
    assert inspection.document is not None  # noqa: S101  (issued with the inspection)
    rows = paperwork.item_rows(queries.items_of(purchase), "name", "volume", "unit", "amount")
    return {
        **paperwork.package_data(purchase),
        **supplier_data(contract.supplier),
        **paperwork.pka_data(purchase, by),
        **_order_data(contract),
        "supplier_nik": None,
        "pka_nik": None,
        "pka_address": f"Kantor Desa {purchase.desa.name}",
        "inspection_number": inspection.document.number,
        "inspection_date": inspection.inspected_on.isoformat(),
        "location": purchase.place,
        "period_start": contract.signed_on.isoformat(),
        "period_end": clock.today(purchase.desa.zone).isoformat(),
        "items": [{**row, "note": "Baik"} for row in rows],
        "total": contract.value,
    }


def _second_handover_data(
    purchase: Purchase, contract: Contract, by: Appointment
) -> dict[str, Any]:
    first = handover_of(contract, HandoverStep.TO_PKA)
    assert first is not None  # noqa: S101  (the state says that it was written)
    basis = f"{first.document.number}, {clock.plain_date(first.handed_over_on)}"
    rows = paperwork.item_rows(queries.items_of(purchase), "name", "volume", "unit", "amount")
    package = paperwork.package_data(purchase)
    office = f"Kantor Desa {purchase.desa.name}"
    return {
        "activity": package["activity"],
        "source_of_funds": package["source_of_funds"],
        "fiscal_year": purchase.year,
        **paperwork.starter_data(purchase),
        "pka_nik": None,
        "pka_address": office,
        "kepala_desa_name": by.person.name,
        "kepala_desa_nik": None,
        "kepala_desa_address": office,
        "output": purchase.activity.output or purchase.title,
        "location": purchase.place,
        "period_start": contract.signed_on.isoformat(),
        "period_end": first.handed_over_on.isoformat(),
        "items": [{**row, "basis": basis} for row in rows],
        "total": contract.value,
    }
