"""Opened offers: side by side, and one after the other judged."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.documents.queries import photos_of
from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES, WATCHERS
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Offer, Purchase, Tender
from pbjdesa.procurement.operations.opening import OFFER_PHOTO
from pbjdesa.procurement.rules.selection import Cell, ComparedItem, ComparedOffer
from pbjdesa.procurement.states import AssessmentStage
from pbjdesa.regulations.words import WORDS
from pbjdesa.web.access import open_to
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.lookup import purchase_or_404
from pbjdesa.web.desa.request import of_round
from pbjdesa.web.desa.summaries import Row
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page

STAGES = (AssessmentStage.ADMINISTRATIVE, AssessmentStage.TECHNICAL)
"""What people judge; the price is arithmetic."""
GOOD, LESS = "good", "less"


@open_to(*DESA_OFFICES, *WATCHERS)
def comparison(request: PageRequest, pk: int) -> HttpResponse:
    """Suppliers as columns, goods as rows; on a phone each row is a card (A010)."""
    purchase = purchase_or_404(request, pk)
    tender = queries.tender_of(purchase) if queries.asks_for_offers(purchase) else None
    if tender is None or tender.opened_at is None:
        raise Http404
    compared = queries.comparison(tender)
    untyped = {one.pk: one for one in queries.opened_offers(tender) if one.total is None}
    shown = [at for at, one in enumerate(compared.offers) if one.offer not in untyped]
    offers = [compared.offers[at] for at in shown]
    rows = [_item_cells(item, shown, offers) for item in compared.items if shown]
    if rows:
        rows += [_total_cells(compared.hps_total, offers), _share_cells(offers)]
    context = {
        "purchase": purchase,
        "cells": rows,
        "untyped": [one.invitee.supplier.name for one in untyped.values()],
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
    }
    return render(request, "desa/comparison.html", context)


def _item_cells(item: ComparedItem, shown: list[int], offers: list[ComparedOffer]) -> list[Row]:
    asked = item.asked
    cells = [item.cells[at] for at in shown]
    name = f"{asked.description}, {volume(asked.volume)} {asked.unit}"
    return [
        {"label": "Barang", "text": name},
        {"label": "HPS", "text": rupiah(asked.hps_unit_price), "kind": "num"},
        *(_price(cell, offer) for cell, offer in zip(cells, offers, strict=True)),
    ]


def _price(cell: Cell, offer: ComparedOffer) -> Row:
    found: Row = {"label": offer.supplier, "kind": "num"}
    if cell.unit_price is None:
        return {**found, "text": "Tidak ditawarkan", "chip": "warn"}
    if cell.cheapest:
        text = say("{price} termurah", price=rupiah(cell.unit_price))
        return {**found, "text": text, "chip": "good"}
    return {**found, "text": rupiah(cell.unit_price)}


def _total_cells(hps: int, offers: list[ComparedOffer]) -> list[Row]:
    cells: list[Row] = [
        {"label": "Barang", "text": "Jumlah semua"},
        {"label": "HPS", "text": rupiah(hps), "kind": "num"},
    ]
    for offer in offers:
        cell: Row = {"label": offer.supplier, "text": rupiah(offer.total), "kind": "num"}
        if offer.cheapest:
            cell |= {"text": say("{price} termurah", price=cell["text"]), "chip": "good"}
        elif offer.missing:
            text = say("{missing} barang kosong", missing=offer.missing)
            cell |= {"text": f"{cell['text']}, {text}"}
        cells.append(cell)
    return cells


def _share_cells(offers: list[ComparedOffer]) -> list[Row]:
    shares: list[Row] = [
        {"label": one.supplier, "text": one.share_words, "kind": "num"} for one in offers
    ]
    first: list[Row] = [
        {"label": "Barang", "text": "Bagian dari HPS"},
        {"label": "HPS", "text": "100%", "kind": "num"},
    ]
    return [*first, *shares]


@open_to(*DESA_OFFICES)
def assess(request: PageRequest, pk: int, offer: int) -> HttpResponse:
    """Judge one offer: all in order, or what is missing and why; two taps when all is well."""

    @of_round("opened", "record_evaluation")
    def judging(
        request: PageRequest, purchase: Purchase, tender: Tender, by: Appointment
    ) -> HttpResponse:
        found = next((one for one in queries.opened_offers(tender) if one.pk == offer), None)
        if found is None or found.total is None:
            raise Http404
        return _assess_page(request, purchase, found, by)

    answer: HttpResponse = judging(request, pk)
    return answer


def _assess_page(
    request: PageRequest, purchase: Purchase, offer: Offer, by: Appointment
) -> HttpResponse:
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    asked = queries.criteria_of(purchase)
    if form is not None:
        answers = _answers(form, asked)
        if not problems:
            with problems.catching():
                return act_once(
                    request, lambda: _save(by, purchase, offer, answers, form.raw("seen"))
                )
    context = {
        "purchase": purchase,
        "supplier": offer.invitee.supplier,
        "rows": offer_rows(purchase, offer),
        "photos": _photos(purchase, offer),
        "seen": form.raw("seen") if form else queries.assessment_stamp(offer),
        "stages": _stages(form, asked, _given(offer, form)),
        "back_url": reverse("purchase-step", args=[purchase.pk, "evaluasi"]),
        "compare_url": reverse("comparison", args=[purchase.pk]),
    }
    return page(request, "desa/assess.html", context, problems)


Given = dict[tuple[str, str], tuple[bool, str]]


def _answers(form: Form, asked: dict[str, tuple[str, ...]]) -> Given:
    """What was judged. A stage with something missing names at least one criterion; the stages
    behind it are not asked."""
    given: Given = {}
    for stage in STAGES:
        judged = form.choice(stage, {GOOD: "", LESS: ""}, "Pilih hasil periksanya.")
        notes = [
            form.text(f"note_{stage}_{at}", most=300) if judged == LESS else ""
            for at in range(len(asked[stage]))
        ]
        if judged == LESS and not any(notes):
            form.problems.add("Tulis apa yang kurang, di samping yang tidak terpenuhi.", stage)
        given |= {
            (stage, one): (not note, note) for one, note in zip(asked[stage], notes, strict=True)
        }
        if judged == LESS:
            break
    return given


def _given(offer: Offer, form: Form | None) -> Given:
    """What was answered before, where nothing was sent now."""
    if form is not None:
        return {}
    rows = queries.assessments_of(offer.invitee.tender).get(offer.pk, {})
    return {key: (row.passed, row.note) for key, row in rows.items()}


def _stages(
    form: Form | None, asked: dict[str, tuple[str, ...]], given: Given
) -> list[dict[str, Any]]:
    return [
        {
            "name": str(stage),
            "label": stage.label,
            "judged": form.raw(stage) if form else _judged(stage, asked[stage], given),
            "said": "; ".join(asked[stage]),
            "criteria": [
                {
                    "name": f"note_{stage}_{at}",
                    "label": one,
                    "note": form.raw(f"note_{stage}_{at}")
                    if form
                    else given.get((stage, one), (True, ""))[1],
                }
                for at, one in enumerate(asked[stage])
            ],
        }
        for stage in STAGES
    ]


def _judged(stage: str, criteria: tuple[str, ...], given: Given) -> str:
    answers = [given[stage, one][0] for one in criteria if (stage, one) in given]
    if not answers:
        return ""
    return GOOD if all(answers) else LESS


def _save(by: Appointment, purchase: Purchase, offer: Offer, answers: Given, seen: str) -> str:
    operations.assess_offer(by=by, offer=offer, answers=answers, seen=seen)
    return reverse("purchase-step", args=[purchase.pk, "evaluasi"])


def _days(days: int | None) -> str:
    return say("{days} hari", days=days) if days else "Tidak disebut"


def offer_rows(purchase: Purchase, offer: Offer) -> list[Row]:
    """What an opened offer says."""
    papers = [WORDS.get(paper, paper) for paper in offer.papers]
    return [
        {
            "label": "Harga seluruhnya",
            "value": rupiah(offer.total or 0),
            "note": say("HPS {hps}", hps=rupiah(purchase.hps)),
        },
        {"label": "Barang datang", "value": _days(offer.work_days)},
        {"label": "Penawaran berlaku", "value": _days(offer.valid_days)},
        {
            "label": "Pernyataan kebenaran usaha",
            "value": "Ada" if offer.statement_given else "Tidak ada",
        },
        {"label": "Surat yang dipunyai", "value": "; ".join(papers) or "Tidak disebut"},
    ]


def _photos(purchase: Purchase, offer: Offer) -> list[Row]:
    name = offer.invitee.supplier.name
    shown = [one for one in photos_of(purchase.dossier, OFFER_PHOTO) if one.caption == name]
    return summaries.photo_links(shown)
