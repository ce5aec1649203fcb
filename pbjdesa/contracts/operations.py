"""Ordering and signing: the steps that bind the village, and the way out of them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.paperwork import contract_data, order_data
from pbjdesa.contracts.queries import contract_kind, contract_of
from pbjdesa.contracts.states import ContractKind
from pbjdesa.documents.models import Document
from pbjdesa.documents.operations import issue_paper
from pbjdesa.kernel import clock
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.models import Appointment
from pbjdesa.planning import promises
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Award, Purchase
from pbjdesa.procurement.rules import TenderFacts
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
        "surat_pesanan": order_data(purchase, by),
    }
    for kind, data in papers.items():
        document = issue_paper(
            by=by, dossier=purchase.dossier, kind=kind, data=data, rules=rules, dated=today
        )
    assert purchase.needed_by is not None  # noqa: S101  (the move's guards have checked it)
    contract = _bind(by, purchase, ContractKind.SURAT_PESANAN, document, purchase.needed_by)
    procurement.publish(purchase=purchase, move_name="send_order", by=by)
    return contract


def _bind(
    by: Appointment, purchase: Purchase, kind: str, document: Document, due_on: date
) -> Contract:
    supplier = purchase.supplier
    assert supplier is not None  # noqa: S101  (the move's guards have checked it)
    contract = Contract(
        **same_home(purchase),
        purchase=purchase,
        supplier=supplier,
        kind=kind,
        document=document,
        value=purchase.value,
        signed_on=document.dated,
        due_on=due_on,
        signed_by_id=by.pk,
    )
    contract.save()
    record(contract, by=by, data={"value": contract.value, "number": document.number})
    return contract


@operation
def sign_contract(*, by: Appointment, purchase: Purchase) -> Contract:
    """Sign with the winner, in the form that the value asks for (R-33 … R-45). The agreed sums take
    the place of what was held of the budget; the goods are due after the days that were offered.

    Raises Refused with everything that is still missing; then nobody is bound.
    """
    award = queries.award_of(purchase)
    known = {"tender": _winner_facts(award, purchase)} if award else {}
    purchase = procurement.advance(by=by, purchase=purchase, move_name="sign_contract", known=known)
    assert award is not None  # noqa: S101  (the state says that somebody was chosen)
    procurement.take_budget(by=by, purchase=purchase)
    today = clock.today(purchase.desa.zone)
    due_on = _due_on(award, today)
    purchase.needed_by = due_on
    purchase.save()
    kind = contract_kind(purchase)
    document = issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind=kind,
        data=_agreement_data(purchase, award, kind, by),
        rules=queries.rules_for(purchase),
        dated=today,
    )
    contract = _bind(by, purchase, kind, document, due_on)
    _announce_result(by, purchase, award)
    procurement.publish(purchase=purchase, move_name="sign_contract", by=by)
    return contract


def _announce_result(by: Appointment, purchase: Purchase, award: Award) -> None:
    """The result on paper for the notice board, where the rule set wants it (R-48)."""
    rules = queries.rules_for(purchase)
    if rules.publication.result_announced.value:
        issue_paper(
            by=by,
            dossier=purchase.dossier,
            kind="pengumuman_hasil",
            data=paperwork.result_data(award),
            rules=rules,
            dated=clock.today(purchase.desa.zone),
        )


def _winner_facts(award: Award, purchase: Purchase) -> TenderFacts:
    """What may stand between winner and contract: a sanction, papers that were not shown."""
    return replace(
        queries.tender_facts(purchase),
        sanctioned=tuple(queries.not_to_be_asked(purchase, [award.supplier])),
        missing_papers=queries.missing_papers(purchase, award.offer),
    )


def _due_on(award: Award, today: date) -> date:
    """Calendar days from the signing: as offered, else as asked for (R-35)."""
    days = award.offer.work_days or award.tender.work_days
    if days is None:
        return max(award.tender.purchase.needed_by or today, today)
    return today + timedelta(days=days)


def _agreement_data(purchase: Purchase, award: Award, kind: str, by: Appointment) -> dict[str, Any]:
    if kind == ContractKind.SURAT_PESANAN:
        return order_data(purchase, by)
    return contract_data(purchase, award, kind, by)


@operation
def cancel_order(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """Take an order or a contract back, with a reason, as long as nobody was paid. Its budget is
    free again; the stages above take back what they built on it (handovers, payment request)."""
    purchase = procurement.advance(by=by, purchase=purchase, move_name="cancel_order", note=note)
    promises.release(by=by, purchase_id=purchase.pk, activity=purchase.activity)
    contract = contract_of(purchase)
    if contract is not None:
        contract.cancelled_at = clock.now()
        contract.save()
        record(contract, by=by, data={"cancelled": True})
    procurement.publish(purchase=purchase, move_name="cancel_order", by=by)
    return purchase
