"""Judging opened offers: administrasi, teknis, harga, each in the words of the rule set (R-22)."""

from collections.abc import Mapping

from pbjdesa.documents.operations import issue_paper
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Assessment, Negotiation, Offer, Purchase, Tender
from pbjdesa.procurement.operations.asking import check_seen, check_tpk, hold_round
from pbjdesa.procurement.operations.moving import advance, publish, take_duty
from pbjdesa.procurement.rules import selection
from pbjdesa.procurement.states import AssessmentStage, Duty
from pbjdesa.territories.tenancy import same_home

AssessmentAnswers = Mapping[tuple[str, str], tuple[bool, str]]
"""(stage, criterion) → (passed, note)."""


def hold_opened(
    by: Appointment, purchase: Purchase, move_name: str, state: str
) -> tuple[Purchase, Tender]:
    """Round and purchase, locked in this order, for somebody who may make this move here today.
    Raises Conflict when the purchase has gone on."""
    tender = hold_round(purchase)
    purchase.lock()
    purchase = queries.purchases().get(kab_id=purchase.kab_id, pk=purchase.pk)
    if purchase.state != state:
        raise Conflict("Langkah ini sudah dikerjakan. Buka lagi halaman belanja ini.")
    check_tpk(by, purchase, move_name)
    return purchase, tender


def living_offer_in(tender: Tender, offer: Offer) -> Offer:
    """The offer, read again, if it still counts in this round."""
    for row in queries.opened_offers(tender):
        if row.pk == offer.pk and row.withdrawn_at is None:
            return row
    raise Refused("Penawaran ini tidak ada di undangan ini. Pilih penawaran lain.")


@operation
def assess_offer(
    *, by: Appointment, offer: Offer, answers: AssessmentAnswers, seen: str = ""
) -> str:
    """Answer what the evaluation asks of one offer; answers `passed`, `failed`, or "" while some
    are missing.

    A fail says why and stops: later stages are not asked. The price stage is arithmetic. Answers
    may be changed until the evaluation is recorded. A refusal names the field `note_<stage>_<n>`.
    `seen` is the `assessment_stamp` that the form showed: Conflict when a colleague was first.
    """
    purchase = queries.purchase_of(offer.invitee.tender)
    purchase, tender = hold_opened(by, purchase, "record_evaluation", "opened")
    offer = living_offer_in(tender, offer)
    check_seen(seen, queries.assessment_stamp(offer))
    if offer.total is None:
        raise Refused("Penawaran di kertas ini belum diketik dua orang. Ketik dulu.")
    take_duty(purchase, Duty.SELECT, by)
    asked, given = queries.criteria_of(purchase), dict(answers)
    order: tuple[str, ...] = queries.rules_for(purchase).evaluation.order.value
    for stage in order:
        if stage == AssessmentStage.PRICE:
            given |= _price_answers(purchase, tender, offer)
        passed = [_write(offer, stage, at, one, given) for at, one in enumerate(asked[stage])]
        if not all(passed):
            break
    verdict = selection.verdict(order, asked, {key: good for key, (good, _) in given.items()})
    record(offer, by=by, data={"verdict": verdict})
    return verdict


def _price_answers(
    purchase: Purchase, tender: Tender, offer: Offer
) -> dict[tuple[str, str], tuple[bool, str]]:
    rules, prices = queries.rules_for(purchase).evaluation, queries.agreed_prices(tender, offer)
    checks = selection.price_checks(
        total=offer.total or 0,
        missing=sum(price is None for price in prices.values()),
        hps=purchase.hps,
        over_hps=rules.over_hps.value,
        tolerance_percent=rules.tolerance_percent.value,
    )
    stage = AssessmentStage.PRICE
    return {(stage, one.criterion): (one.passed, one.note) for one in checks}


def _write(
    offer: Offer,
    stage: str,
    at: int,
    criterion: str,
    given: Mapping[tuple[str, str], tuple[bool, str]],
) -> bool:
    """Write one answer; whether there is one, and it is yes."""
    if (stage, criterion) not in given:
        return False
    passed, note = given[stage, criterion]
    if not passed and not note.strip():
        raise Refused(
            say("Tulis apa yang kurang pada “{criterion}”.", criterion=criterion),
            field=f"note_{stage}_{at}",
        )
    Assessment.objects.like(offer).update_or_create(
        **same_home(offer),
        offer=offer,
        stage=stage,
        criterion=criterion,
        defaults={"passed": passed, "note": note.strip()[:300]},
        create_defaults={
            "id": new_id(offer.kab.shard),
            "passed": passed,
            "note": note.strip()[:300],
        },
    )
    return passed


@operation
def record_evaluation(*, by: Appointment, purchase: Purchase) -> Tender:
    """Every offer is judged: fix the result and write the minutes (R-22, R-23, R-27).

    Raises Refused while an answer is missing, or when too few offers are valid; then the ways after
    a failed round are open.
    """
    tender = hold_round(purchase)
    purchase = advance(by=by, purchase=purchase, move_name="record_evaluation")
    tender.evaluated_at = clock.now()
    tender.save()
    record(tender, by=by, data={"valid": len(queries.ranking(tender))})
    write_evaluation(by, purchase, tender)
    publish(purchase=purchase, move_name="record_evaluation", by=by)
    return tender


def write_evaluation(by: Appointment, purchase: Purchase, tender: Tender) -> None:
    """The minutes of the evaluation (BA hasil evaluasi); also for a round that came to nothing."""
    issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind="ba_evaluasi",
        variant=str(tender.round),
        data=paperwork.evaluation_data(tender),
        rules=queries.rules_for(purchase),
        dated=clock.today(purchase.desa.zone),
    )


@operation
def return_evaluation(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """Judge the offers again, with a note why; what was negotiated since counts no more."""
    tender = hold_round(purchase)
    purchase = advance(by=by, purchase=purchase, move_name="return_evaluation", note=note)
    tender.evaluated_at = None
    tender.save()
    talks = Negotiation.objects.like(tender).filter(tender=tender, withdrawn_at__isnull=True)
    talks.update(withdrawn_at=clock.now())
    record(tender, by=by, data={"evaluated": False})
    publish(purchase=purchase, move_name="return_evaluation", by=by)
    return purchase
