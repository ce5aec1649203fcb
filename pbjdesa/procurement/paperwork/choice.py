"""Choosing on paper: minutes of evaluation and negotiation, the attendance list, the award."""

from decimal import Decimal
from typing import Any

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.money import group, times
from pbjdesa.kernel.words import say
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import (
    Assessment,
    Attendance,
    Award,
    Negotiation,
    NegotiationLine,
    Offer,
    OfferLine,
    PurchaseItem,
    Tender,
)
from pbjdesa.procurement.paperwork.offers import held, hps_total
from pbjdesa.procurement.paperwork.purchase import item_rows, package_data
from pbjdesa.procurement.paperwork.signing import signer_rows, team_of, tpk_rows
from pbjdesa.procurement.states import AssessmentStage
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.suppliers.models import Supplier

NOT_OFFERED = "–"
CHEAPEST = " *"


def evaluation_data(tender: Tender) -> dict[str, Any]:
    """For the minutes of the evaluation: each stage, who went on, and prices beside each other."""
    purchase, zone = tender.purchase, tender.desa.zone
    at = tender.evaluated_at or clock.now()
    offers = queries.living_offers(tender)
    answers = _answers(tender)
    ranked = _ranked(offers, answers)
    hps = hps_total(purchase)
    team = team_of(purchase)
    return {
        **package_data(purchase),
        **held(at, tender.place, zone),
        "location": purchase.place,
        "round": tender.round,
        "decree": next((seat.decree for seat in team if seat.decree), ""),
        "hps_total": hps,
        "administrative": _stage_rows(offers, answers, AssessmentStage.ADMINISTRATIVE),
        "technical": _stage_rows(offers, answers, AssessmentStage.TECHNICAL),
        "prices": [_price_row(offer, ranked, answers.get(offer.pk, []), hps) for offer in ranked],
        "offers": [{"name": offer.invitee.supplier.name, "total": offer.total} for offer in offers],
        "items": _compared(tender, offers),
        "conclusion": _conclusion(ranked, answers),
        "tpk": tpk_rows(purchase, clock.in_zone(at, zone).date()),
    }


def _answers(tender: Tender) -> dict[int, list[Assessment]]:
    """The checks of each offer, by its id; what stands behind a failed stage was not asked."""
    found = queries.assessments_of(tender)
    return {offer: list(answers.values()) for offer, answers in found.items()}


def _of(rows: list[Assessment], stage: str) -> list[Assessment]:
    return [row for row in rows if row.stage == stage]


def _passed(rows: list[Assessment], *stages: str) -> bool:
    return all(row.passed for row in rows if row.stage in stages)


def _stage_rows(
    offers: list[Offer], answers: dict[int, list[Assessment]], stage: str
) -> list[dict[str, Any]]:
    return [
        {
            "name": offer.invitee.supplier.name,
            "criterion": row.criterion,
            "result": "Memenuhi" if row.passed else "Tidak memenuhi",
            "note": row.note,
        }
        for offer in offers
        for row in _of(answers.get(offer.pk, []), stage)
    ]


def _ranked(offers: list[Offer], answers: dict[int, list[Assessment]]) -> list[Offer]:
    """Those that came as far as the price, the cheapest first."""
    before = (AssessmentStage.ADMINISTRATIVE, AssessmentStage.TECHNICAL)
    reached = [
        offer
        for offer in offers
        if offer.total is not None and _passed(answers.get(offer.pk, []), *before)
    ]
    return sorted(reached, key=lambda offer: (offer.total or 0, offer.invitee.order))


def _price_row(
    offer: Offer, ranked: list[Offer], answers: list[Assessment], hps: int
) -> dict[str, Any]:
    total = offer.total or 0
    notes = [row.note for row in _of(answers, AssessmentStage.PRICE) if row.note]
    passed = _passed(answers, AssessmentStage.PRICE)
    return {
        "rank": str(1 + sum((other.total or 0) < total for other in ranked)),
        "name": offer.invitee.supplier.name,
        "total": offer.total,
        "hps_share": _share(total, hps),
        "result": "Lulus" if passed else "Tidak lulus",
        "note": "; ".join(notes) or ("Di atas HPS" if hps and total > hps else ""),
    }


def _share(total: int, hps: int) -> str | None:
    """Percent of the HPS with one decimal."""
    if not hps:
        return None
    return f"{(Decimal(total) * 100 / hps).quantize(Decimal('0.1')):f}"


def _compared(tender: Tender, offers: list[Offer]) -> list[dict[str, Any]]:
    """Every item with the unit price of every offer beside each other; the lowest is marked."""
    prices = {
        (line.offer_id, line.item_id): line.unit_price
        for line in OfferLine.objects.like(tender).filter(offer__in=offers)
    }
    rows = []
    for item in queries.items_of(tender.purchase):
        quoted = [prices.get((offer.pk, item.pk)) for offer in offers]
        known = [price for price in quoted if price is not None]
        lowest = min(known, default=None)
        row = item_rows([item], "name", "volume", "unit")[0]
        row["hps_unit_price"] = item.hps_unit_price
        row["unit_prices"] = [_quoted(price, lowest) for price in quoted]
        rows.append(row)
    return rows


def _quoted(price: int | None, lowest: int | None) -> str:
    if price is None:
        return NOT_OFFERED
    return group(price) + (CHEAPEST if price == lowest else "")


def _conclusion(ranked: list[Offer], answers: dict[int, list[Assessment]]) -> str:
    able = [offer for offer in ranked if _passed(answers.get(offer.pk, []), AssessmentStage.PRICE)]
    if not able:
        return "Tidak ada penawaran yang memenuhi syarat."
    if len(able) > 1 and able[0].total == able[1].total:
        return "Ada lebih dari satu penawaran terendah dengan harga yang sama dan memenuhi syarat."
    return say(
        "Penawaran {name} terendah di antara yang memenuhi syarat, sebesar {total}.",
        name=able[0].invitee.supplier.name,
        total=f"Rp{group(able[0].total or 0)}",
    )


def supplier_data(supplier: Supplier) -> dict[str, Any]:
    """The supplier as minutes name it."""
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
        "hps_total": hps_total(purchase),
        "items": [_negotiated(line) for line in _lines(negotiation)],
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


def _lines(negotiation: Negotiation) -> list[NegotiationLine]:
    return list(
        NegotiationLine.objects.like(negotiation)
        .filter(negotiation=negotiation)
        .select_related("item")
        .order_by("item__order", "pk")
    )


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
    present = Attendance.objects.like(negotiation).filter(negotiation=negotiation).order_by("order")
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
        "location": purchase.place,
        "hps_total": hps_total(purchase),
        "invited": len(queries.invitees_of(tender)),
        "offers": len(queries.living_offers(tender)),
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


def agreed_prices(award: Award) -> dict[int, int]:
    """What each item costs after the award, by item id: negotiated, else as offered."""
    offered = OfferLine.objects.like(award).filter(offer=award.offer, unit_price__isnull=False)
    prices = {line.item_id: line.unit_price or 0 for line in offered}
    negotiation = _agreed(award)
    if negotiation is not None:
        prices |= {line.item_id: line.after for line in _lines(negotiation)}
    return prices


def _result_rows(award: Award) -> list[dict[str, Any]]:
    lines = OfferLine.objects.like(award).filter(offer=award.offer)
    offered = {line.item_id: line.unit_price for line in lines}
    agreed = agreed_prices(award)
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
