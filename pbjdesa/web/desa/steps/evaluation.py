"""The step that ends the judging: every offer has its answers, or the round has come to nothing."""

from typing import Any

from django.urls import reverse

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Offer, Purchase, Tender
from pbjdesa.procurement.rules.selection import Candidate
from pbjdesa.procurement.states import FailureCause, OfferChannel
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.steps.page import StepPage
from pbjdesa.web.desa.summaries import Row
from pbjdesa.web.forms import Form


def round_of(purchase: Purchase) -> Tender:
    """The present round; a purchase in these steps has one."""
    tender = queries.tender_of(purchase)
    if tender is None:
        raise Refused("Belanja ini belum ada di TPK. Buka lagi halaman belanja ini.")
    return tender


def _evaluating(purchase: Purchase, form: Form) -> dict[str, Any]:
    tender = round_of(purchase)
    view = queries.round_view(tender)
    rows = [_judged_row(purchase, offer, view.candidate(offer)) for offer in view.offers.values()]
    left = sum(row["open"] for row in rows)
    return {
        "offers": rows,
        "left": left,
        "failure": FailureCause(view.failure).label if view.failure else "",
        "ready": bool(rows) and not left and not view.failure,
        "ways_url": reverse("purchase-return", args=[purchase.pk]),
        "compare_url": reverse("comparison", args=[purchase.pk]),
    }


def _judged_row(purchase: Purchase, offer: Offer, candidate: Candidate | None) -> Row:
    row: Row = {"title": offer.invitee.supplier.name, "open": False, "url": "", "line": ""}
    if offer.withdrawn_at is not None:
        return {**row, "status": "Mundur", "kind": ""}
    if offer.channel == OfferChannel.PAPER and offer.confirmed_by_id is None:
        typed = "Diketik satu orang" if offer.typed_by_id else "Belum diketik"
        url = reverse("paper-offer", args=[purchase.pk, offer.pk])
        return {**row, "status": typed, "kind": "warn", "open": True, "url": url}
    words = {
        "passed": ("Memenuhi", "good"),
        "failed": ("Tidak memenuhi", "bad"),
        "": ("Belum diperiksa", "warn"),
    }
    status, kind = words[candidate.verdict if candidate else ""]
    return {
        **row,
        "line": rupiah(offer.total or 0),
        "status": status,
        "kind": kind,
        "open": candidate is None or not candidate.verdict,
        "url": reverse("offer-assess", args=[purchase.pk, offer.pk]),
    }


def estimate(purchase: Purchase) -> list[Row]:
    return [
        {"label": "Yang dibeli", "value": summaries.what(purchase)},
        {"label": "Perkiraan harga (HPS)", "value": rupiah(purchase.hps)},
    ]


PAGES = {
    "record_evaluation": StepPage(
        template="desa/steps/evaluation.html", rows=estimate, more=_evaluating
    ),
}
