"""Choosing on paper: minutes of evaluation and negotiation, the attendance list, the award."""

from collections.abc import Mapping
from typing import Any

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.money import group, rupiah, times
from pbjdesa.kernel.words import say
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import (
    Assessment,
    Award,
    Negotiation,
    NegotiationLine,
    Offer,
    OfferLine,
    PurchaseItem,
    Tender,
)
from pbjdesa.procurement.paperwork.offers import SCOPES, held, hps_total
from pbjdesa.procurement.paperwork.purchase import item_rows, package_data
from pbjdesa.procurement.paperwork.signing import decree_of, signer_rows, tpk_rows
from pbjdesa.procurement.queries.selection import RankedOffer
from pbjdesa.procurement.rules.selection import Cell, ComparedItem, Comparison
from pbjdesa.procurement.states import AssessmentStage, Category
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.suppliers.models import Supplier

NOT_OFFERED = "–"
CHEAPEST = " *"


def evaluation_data(tender: Tender) -> dict[str, Any]:
    """For the minutes of the evaluation: each stage, who went on, and prices beside each other."""
    purchase, zone = tender.purchase, tender.desa.zone
    at = tender.evaluated_at or clock.now()
    offers, answers = queries.opened_offers(tender), queries.assessments_of(tender)
    ranked, table = queries.ranking(tender), queries.comparison(tender)
    return {
        **package_data(purchase),
        **held(at, tender.place, zone),
        "scope": SCOPES[Category(purchase.category)],
        "location": purchase.place,
        "round": tender.round,
        "decree": decree_of(purchase, clock.in_zone(at, zone).date()),
        "hps_total": table.hps_total or hps_total(purchase),
        "administrative": _stage_rows(offers, answers, AssessmentStage.ADMINISTRATIVE),
        "technical": _stage_rows(offers, answers, AssessmentStage.TECHNICAL),
        "prices": _price_rows(offers, answers, ranked, table),
        "offers": _offer_rows(offers, table),
        "items": [_compared(row) for row in table.items],
        "conclusion": _conclusion(ranked),
        "tpk": tpk_rows(purchase, clock.in_zone(at, zone).date()),
    }


def _offer_rows(offers: list[Offer], table: Comparison) -> list[dict[str, Any]]:
    """In the order of the comparison: its columns are those of the offers."""
    suppliers = {offer.pk: offer.invitee.supplier for offer in offers}
    return [
        {
            "name": one.supplier,
            "address": suppliers[one.offer].address,
            "total": one.total,
        }
        for one in table.offers
    ]


Answers = Mapping[int, Mapping[tuple[str, str], Assessment]]
"""offer → (stage, criterion) → the answer; nothing behind a stage that was failed."""


def _of(answers: Answers, offer: Offer, stage: str) -> list[Assessment]:
    return [row for (at, _), row in answers.get(offer.pk, {}).items() if at == stage]


def _stage_rows(offers: list[Offer], answers: Answers, stage: str) -> list[dict[str, Any]]:
    return [
        {
            "name": offer.invitee.supplier.name,
            "criterion": row.criterion,
            "result": "Memenuhi" if row.passed else "Tidak memenuhi",
            "note": row.note,
        }
        for offer in offers
        for row in _of(answers, offer, stage)
    ]


def _price_rows(
    offers: list[Offer], answers: Answers, ranked: list[RankedOffer], table: Comparison
) -> list[dict[str, Any]]:
    """Those that came as far as the price: the valid ones by rank, then those that failed on it."""
    places = {one.offer.pk: one.place for one in ranked}
    shares = {one.offer: one.share for one in table.offers}
    reached = [offer for offer in offers if _of(answers, offer, AssessmentStage.PRICE)]
    last = len(offers) + 1
    reached.sort(key=lambda offer: (places.get(offer.pk, last), offer.total or 0))
    rows = []
    for offer in reached:
        place, share = places.get(offer.pk), shares.get(offer.pk)
        notes = [row.note for row in _of(answers, offer, AssessmentStage.PRICE) if row.note]
        rows.append(
            {
                "rank": str(place) if place else "",
                "name": offer.invitee.supplier.name,
                "total": offer.total,
                "hps_share": f"{share:f}" if share is not None else "",
                "result": "Lulus" if place else "Tidak lulus",
                "note": "; ".join(notes),
            }
        )
    return rows


def _compared(row: ComparedItem) -> dict[str, Any]:
    """An item with the price per unit of every offer; the lowest is marked."""
    return {
        "name": row.asked.description,
        "volume": f"{row.asked.volume:f}",
        "unit": row.asked.unit,
        "hps_unit_price": row.asked.hps_unit_price,
        "unit_prices": [_quoted(cell) for cell in row.cells],
    }


def _quoted(cell: Cell) -> str:
    if cell.unit_price is None:
        return NOT_OFFERED
    return group(cell.unit_price) + (CHEAPEST if cell.cheapest else "")


def _conclusion(ranked: list[RankedOffer]) -> str:
    best = [one for one in ranked if one.place == 1]
    if not best:
        return "Tidak ada penawaran yang memenuhi syarat."
    names = ", ".join(one.offer.invitee.supplier.name for one in best)
    if len(best) > 1:
        return say(
            "Penawaran terendah yang memenuhi syarat sama besarnya, {total}, dari {names}.",
            total=rupiah(best[0].total),
            names=names,
        )
    return say(
        "Penawaran {names} terendah di antara yang memenuhi syarat, sebesar {total}.",
        names=names,
        total=rupiah(best[0].total),
    )


def supplier_data(supplier: Supplier) -> dict[str, Any]:
    """The supplier as papers name it."""
    return {
        "supplier_name": supplier.name,
        "supplier_contact": supplier.owner_name,
        "supplier_position": "Pemilik",
        "supplier_address": supplier.address,
    }


def negotiation_data(negotiation: Negotiation) -> dict[str, Any]:
    """For the minutes of a negotiation: each item before and after."""
    purchase, zone = negotiation.tender.purchase, negotiation.desa.zone
    return {
        **package_data(purchase),
        **supplier_data(negotiation.offer.invitee.supplier),
        **held(negotiation.held_at, negotiation.place, zone),
        "decree": decree_of(purchase, clock.in_zone(negotiation.held_at, zone).date()),
        "hps_total": hps_total(purchase),
        "items": [_negotiated(line) for line in queries.negotiated_lines(negotiation)],
        "before_total": negotiation.total_before,
        "after_total": negotiation.total_after,
        "outcome": (
            "Kedua pihak sepakat dengan harga hasil negosiasi."
            if negotiation.agreed
            else "Kedua pihak tidak mencapai kesepakatan."
        ),
        "note": negotiation.note,
        "tpk": tpk_rows(purchase, clock.in_zone(negotiation.held_at, zone).date()),
    }


def _negotiated(line: NegotiationLine) -> dict[str, Any]:
    return {
        **item_rows([line.item], "name", "volume", "unit")[0],
        "before_price": line.before,
        "before_amount": times(line.item.volume, line.before),
        "after_price": line.after,
        "after_amount": times(line.item.volume, line.after),
    }


def attendance_data(negotiation: Negotiation) -> dict[str, Any]:
    """For the attendance list of a negotiation."""
    purchase = negotiation.tender.purchase
    present = queries.attendance_of(negotiation)
    return {
        "event": say("Negosiasi harga dengan {name}", name=negotiation.offer.invitee.supplier.name),
        "package": purchase.title,
        "activity": package_data(purchase)["activity"],
        **held(negotiation.held_at, negotiation.place, negotiation.desa.zone),
        "present": [{"name": row.name, "position": row.position} for row in present],
        "signers": signer_rows(purchase, ("tpk",)),
    }


def award_data(award: Award) -> dict[str, Any]:
    """For the letter that names the winner, with the minutes it rests on and the reasons given."""
    tender = award.tender
    purchase, rules = tender.purchase, queries.rules_for(tender.purchase)
    minutes = _last(tender, "ba_evaluasi")
    negotiation = _agreed(award)
    agreement = negotiation.document if negotiation else None
    return {
        **package_data(purchase),
        "decree": decree_of(purchase),
        "evaluation_number": minutes.number if minutes else "",
        "evaluation_date": minutes.dated.isoformat() if minutes else "",
        "negotiation_number": agreement.number if agreement else "",
        "negotiation_date": agreement.dated.isoformat() if agreement else "",
        "hps_total": hps_total(purchase),
        "supplier_name": award.supplier.name,
        "supplier_address": award.supplier.address,
        "supplier_contact": award.supplier.owner_name,
        "offer_total": award.offer.total,
        "value": award.value,
        "work_days": award.offer.work_days or tender.work_days,
        "reasons": _reasons(award),
        "signers": signer_rows(purchase, (rules.signatories.award.value,)),
    }


def _last(tender: Tender, kind: str) -> Document | None:
    rows = Document.objects.like(tender).filter(
        dossier_id=tender.purchase.dossier_id, kind=kind, superseded_at__isnull=True
    )
    return rows.order_by("-issued_at", "-pk").first()


def _agreed(award: Award) -> Negotiation | None:
    rows = Negotiation.objects.like(award).filter(
        tender=award.tender, offer=award.offer, agreed=True, withdrawn_at__isnull=True
    )
    return rows.select_related("document").order_by("-order").first()


def _reasons(award: Award) -> list[str]:
    found = [
        say(sentence, label=label)
        for code, sentence, label in (
            (
                award.one_offer_reason,
                "Hanya satu penawaran. {label}.",
                award.get_one_offer_reason_display(),
            ),
            (
                award.not_cheapest_reason,
                "Bukan yang termurah. {label}.",
                award.get_not_cheapest_reason_display(),
            ),
            (award.tie_reason, "Ada harga yang sama. {label}.", award.get_tie_reason_display()),
        )
        if code
    ]
    return [*found, award.explanation] if award.explanation else found


def result_data(award: Award) -> dict[str, Any]:
    """For the notice board: what was bought from whom, at the price offered and agreed."""
    tender = award.tender
    purchase, rules = tender.purchase, queries.rules_for(tender.purchase)
    team = [f"{row['name']} ({row['position']})" for row in tpk_rows(purchase)]
    return {
        **package_data(purchase),
        "method": rules.methods[purchase.method].label,
        "output": " ".join(filter(None, (purchase.activity.output, purchase.activity.output_unit))),
        "location": purchase.place,
        "hps_total": hps_total(purchase),
        "invited": len(queries.invitees_of(tender)),
        "offers": len(queries.opened_offers(tender)),
        "supplier_name": award.supplier.name,
        "supplier_address": award.supplier.address,
        "items": _result_rows(award),
        "offer_total": award.offer.total,
        "value": award.value,
        "work_days": award.offer.work_days or tender.work_days,
        "team": ", ".join(team) or None,
        "signers": signer_rows(purchase, _announcer(rules, team)),
    }


def _announcer(rules: RuleSet, team: list[str]) -> tuple[str, ...]:
    """The first office that exists here: the TPK only where there is a team."""
    offices = rules.signatories.result_announcement.value
    return tuple(office for office in offices if office != "tpk" or team)[:1]


def _result_rows(award: Award) -> list[dict[str, Any]]:
    lines = OfferLine.objects.like(award).filter(offer=award.offer)
    offered = {line.item_id: line.unit_price for line in lines}
    agreed = queries.agreed_prices(award.tender, award.offer)
    return [
        _result_row(item, offered.get(item.pk), agreed.get(item.pk))
        for item in queries.items_of(award.tender.purchase)
    ]


def _result_row(item: PurchaseItem, offered: int | None, agreed: int | None) -> dict[str, Any]:
    return {
        **item_rows([item], "name", "volume", "unit")[0],
        "offer_price": offered if offered is not None else "",
        "agreed_price": agreed if agreed is not None else "",
        "amount": times(item.volume, agreed) if agreed is not None else "",
    }
