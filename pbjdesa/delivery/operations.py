"""The goods come: inspection, then the chain of handovers."""

import hashlib
from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery import paperwork
from pbjdesa.delivery.models import Handover, Inspection
from pbjdesa.delivery.queries import handover_of
from pbjdesa.delivery.states import HandoverStep, InspectionResult
from pbjdesa.documents.models import Document
from pbjdesa.documents.operations import attach_photo, issue_paper
from pbjdesa.documents.queries import photos_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.workflow import Move
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement import queries
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
    _take_over(by, purchase, contract)
    procurement.publish(purchase=purchase, move_name="receive_goods", by=by)
    return inspection


def _take_over(by: Appointment, purchase: Purchase, contract: Contract) -> Handover:
    data = paperwork.first_handover_data(purchase, contract, by)
    document = _issue(purchase, by, "bast_penyedia", data)
    return _hand_over(contract, HandoverStep.TO_PKA, document, by)


@operation
def inspect_goods(*, by: Appointment, purchase: Purchase) -> Inspection:
    """The TPK finds everything as ordered, with a photo kept; the PKA takes over next (R-49)."""
    kept = bool(photos_of(purchase.dossier, RECEIPT_PHOTO))
    purchase = procurement.advance(
        by=by,
        purchase=purchase,
        move_name="inspect_goods",
        known={"receipt_kept": kept, "inspected_good": True},
    )
    inspection = _inspect(purchase, _contract(purchase), by, InspectionResult.GOOD, "")
    procurement.publish(purchase=purchase, move_name="inspect_goods", by=by)
    return inspection


@operation
def accept_goods(*, by: Appointment, purchase: Purchase) -> Handover:
    """The PKA takes over what the TPK inspected: first BAST (penyedia → PKA, R-50)."""
    purchase = procurement.advance(by=by, purchase=purchase, move_name="accept_goods")
    handover = _take_over(by, purchase, _contract(purchase))
    procurement.publish(purchase=purchase, move_name="accept_goods", by=by)
    return handover


@operation
def return_inspection(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """The PKA asks the TPK to inspect again, with a note why; the earlier minutes stay."""
    purchase = procurement.advance(
        by=by, purchase=purchase, move_name="return_inspection", note=note
    )
    procurement.publish(purchase=purchase, move_name="return_inspection", by=by)
    return purchase


@operation
def refuse_goods(*, by: Appointment, purchase: Purchase, note: str) -> Inspection:
    """Something is not as ordered: written down, nothing is handed over, the order stays open."""
    purchase = purchase.lock()
    move = inspecting_move(purchase)
    code = purchase.activity.code
    offices = queries.actors_of(purchase, move)
    check_authority(by, desa=purchase.desa, offices=offices, activity_code=code)
    if purchase.state not in move.source:
        raise Conflict("Langkah ini sudah dikerjakan. Buka lagi halaman belanja ini.")
    if not note.strip():
        raise Refused("Tulis apa yang belum sesuai, contoh: kurang 2 sak.", field="note")
    procurement.take_duty(purchase, move.duty, by)
    return _inspect(purchase, _contract(purchase), by, InspectionResult.BAD, note.strip())


def inspecting_move(purchase: Purchase) -> Move:
    """How goods are inspected in this purchase: by the TPK, or by the PKA who takes them over."""
    outline = queries.outline_of(purchase)
    names = ("inspect_goods", "receive_goods")
    moves = [move for move in queries.method_of(purchase).moves if move.name in names]
    return next(move for move in moves if move.applies(outline))


def _contract(purchase: Purchase) -> Contract:
    contract = contract_of(purchase)
    if contract is None:
        raise Refused("Belanja ini belum punya surat pesanan.")
    return contract


def _inspect(
    purchase: Purchase, contract: Contract, by: Appointment, result: str, note: str
) -> Inspection:
    document = _issue(
        purchase,
        by,
        "ba_pemeriksaan",
        paperwork.inspection_data(purchase, contract, by, result, note),
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


def _hand_over(contract: Contract, step: str, document: Document, by: Appointment) -> Handover:
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
    return handover


@operation
def accept_handover(*, by: Appointment, purchase: Purchase) -> Handover:
    """The kades takes over the result: second BAST (PKA → kades, R-50)."""
    purchase = procurement.advance(by=by, purchase=purchase, move_name="accept_handover")
    contract = _contract(purchase)
    document = _issue(
        purchase, by, "bast_kades", paperwork.second_handover_data(purchase, contract, by)
    )
    handover = _hand_over(contract, HandoverStep.TO_KADES, document, by)
    procurement.publish(purchase=purchase, move_name="accept_handover", by=by)
    return handover


@operation
def return_handover(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """The kades sends the result back: the first BAST is withdrawn, the goods are checked again."""
    purchase = procurement.advance(by=by, purchase=purchase, move_name="return_handover", note=note)
    first = handover_of(_contract(purchase), HandoverStep.TO_PKA)
    if first is not None:
        _withdraw(first, by)
    procurement.publish(purchase=purchase, move_name="return_handover", by=by)
    return purchase


def _withdraw(handover: Handover, by: Appointment) -> None:
    handover.withdrawn_at = clock.now()
    handover.save()
    record(handover, by=by, data={"withdrawn": True})


def on_change(*, purchase: Purchase, move_name: str, by: Appointment) -> None:
    """A cancelled contract takes its handovers along."""
    if move_name != "cancel_order":
        return
    for handover in Handover.objects.like(purchase).filter(
        contract__purchase=purchase, withdrawn_at__isnull=True
    ):
        _withdraw(handover, by)
