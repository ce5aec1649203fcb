"""The step that binds the village: ordering, and taking an order back."""

from typing import Any

from pbjdesa.contracts.operations import send_order, sign_contract
from pbjdesa.kernel.money import rupiah, terbilang
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import note_supplier_papers
from pbjdesa.regulations.words import WORDS
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.likeness import unanswered
from pbjdesa.web.desa.steps.page import StepPage, Work
from pbjdesa.web.desa.summaries import Row
from pbjdesa.web.forms import Form


def _send_order(by: Appointment, purchase: Purchase, form: Form) -> Work:
    def work() -> str:
        contract = send_order(by=by, purchase=purchase)
        return say(
            "Pesanan ke {name} sudah jadi. Cetak dan antar suratnya.", name=contract.supplier.name
        )

    return work


def _order(purchase: Purchase, form: Form) -> dict[str, Any]:
    return {
        "method": summaries.method_box(purchase),
        "warning": queries.split_warning(purchase),
    }


def _sign(by: Appointment, purchase: Purchase, form: Form) -> Work:
    shown = [paper for paper in queries.papers_wanted(purchase) if paper in form.chosen("papers")]

    def work() -> str:
        if shown:
            note_supplier_papers(by=by, purchase=purchase, papers=shown)
        sign_contract(by=by, purchase=purchase)
        return "Perjanjian jadi. Cetak untuk ditandatangani penyedia."

    return work


def _signing(purchase: Purchase, form: Form) -> dict[str, Any]:
    award = queries.award_of(purchase)
    if award is None:
        return {}
    there = queries.papers_shown(award.offer)
    missing = [paper for paper in queries.papers_wanted(purchase) if paper not in there]
    return {
        "missing": [(paper, WORDS.get(paper, paper)) for paper in missing],
        "ticked": form.chosen("papers"),
    }


def _agreed(purchase: Purchase) -> list[Row]:
    """The five lines before the signature (A021)."""
    award = queries.award_of(purchase)
    days = award.offer.work_days if award else None
    return [
        {"label": "Yang dibeli", "value": summaries.what(purchase)},
        {"label": "Penyedia", "value": purchase.supplier.name if purchase.supplier else ""},
        {
            "label": "Jumlah uang",
            "value": rupiah(purchase.value),
            "note": f"{terbilang(purchase.value)} rupiah",
        },
        {"label": "Barang datang", "value": say("{days} hari sesudah ini", days=days or 0)},
        {"label": "Dari anggaran", "value": purchase.activity.name},
    ]


PAGES = {
    "sign_contract": StepPage(_sign, "desa/steps/sign_contract.html", rows=_agreed, more=_signing),
    "send_order": StepPage(
        _send_order,
        "desa/steps/check_draft.html",
        rows=summaries.answers,
        more=_order,
        first=unanswered,
    ),
}
