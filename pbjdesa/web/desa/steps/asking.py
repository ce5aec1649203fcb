"""The steps from the desk of the Kasi/Kaur to the opening of the offers."""

from typing import Any

from django.urls import reverse

from pbjdesa.kernel import clock, deadline
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Invitee, Offer, Purchase, Tender
from pbjdesa.procurement.states import OfferChannel
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.likeness import unanswered
from pbjdesa.web.desa.steps.page import StepPage
from pbjdesa.web.desa.summaries import Row
from pbjdesa.web.forms import Form


def _draft(purchase: Purchase, form: Form) -> dict[str, Any]:
    return {
        "method": summaries.method_box(purchase),
        "warning": queries.split_warning(purchase),
    }


def _request(purchase: Purchase) -> list[Row]:
    """What the letter will say, each answer to change."""
    tender = queries.tender_of(purchase)
    if tender is None:
        return []
    names = [invitee.supplier.name for invitee in queries.invitees_of(tender)]
    schedule = reverse("request-schedule", args=[purchase.pk])
    return [
        {
            "label": "Penyedia yang diundang",
            "value": "\n".join(names) or "Belum dipilih",
            "note": tender.get_too_few_reason_display() if tender.too_few_reason else "",
            "url": reverse("request-invitees", args=[purchase.pk]),
        },
        {
            "label": "Penawaran masuk",
            "value": closing_words(tender) or "Belum diisi",
            "note": tender.place,
            "url": schedule,
        },
        {
            "label": "Barang datang",
            "value": say("{work_days} hari sesudah perjanjian", work_days=tender.work_days)
            if tender.work_days
            else "Belum diisi",
            "note": later_days(tender),
            "url": schedule,
        },
        {"label": "Yang dibeli", "value": summaries.what(purchase)},
        {"label": "Perkiraan harga (HPS)", "value": rupiah(purchase.hps)},
    ]


def _unanswered(purchase: Purchase) -> str:
    tender = queries.tender_of(purchase)
    if tender is None or not queries.invitees_of(tender):
        return reverse("request-invitees", args=[purchase.pk])
    if tender.closes_at is None:
        return reverse("request-schedule", args=[purchase.pk])
    return unanswered(purchase)


def closing_words(tender: Tender) -> str:
    """Sebelum pukul 10.00.00 WIB, Jumat, 4 Desember 2026; "" while it is not known."""
    if tender.closes_at is None:
        return ""
    zone = queries.zone_of(tender)
    time = clock.exact_time(tender.closes_at, zone)
    day = clock.long_date(clock.in_zone(tender.closes_at, zone).date())
    return f"Sebelum pukul {time}, {day}"


def later_days(tender: Tender) -> str:
    """What follows the closing, as far as it is known."""
    days = (
        ("Evaluasi", tender.evaluation_on),
        ("negosiasi", tender.negotiation_on),
        ("penetapan", tender.award_on),
    )
    said = [f"{words} {clock.short_date(day)}" for words, day in days if day]
    return f"{', '.join(said)}." if said else ""


def is_closed(tender: Tender) -> bool:
    """Whether the closing time is reached (it is itself excluded)."""
    return tender.closes_at is not None and tender.closes_at <= deadline.instant()


def offers_by_invitee(tender: Tender) -> dict[int, Offer]:
    """The living offer of each supplier; nothing of it is read but that it is there."""
    return {offer.invitee_id: offer for offer in queries.living_offers(tender)}


def standing(invitee: Invitee, offer: Offer | None) -> tuple[str, str]:
    """Where one supplier stands, in words and as a chip. Before the opening it tells no price."""
    if offer is not None and offer.channel == OfferChannel.PAPER:
        return "Amplop diterima", "good"
    if offer is not None:
        return "Sudah menawar", "good"
    if invitee.first_opened_at is not None:
        return "Tautan sudah dibuka", "wait"
    return "Belum membuka tautan", ""


def invitee_rows(purchase: Purchase, tender: Tender) -> list[Row]:
    """One row a supplier: where they stand, and the page to reach them."""
    offers = offers_by_invitee(tender)
    rows = []
    for invitee in queries.invitees_of(tender):
        status, kind = standing(invitee, offers.get(invitee.pk))
        rows.append(
            {
                "title": invitee.supplier.name,
                "status": status,
                "kind": kind,
                "url": reverse("request-invitee", args=[purchase.pk, invitee.pk]),
            }
        )
    return rows


def _waiting(purchase: Purchase) -> list[Row]:
    tender = queries.tender_of(purchase)
    if tender is None:
        return []
    invited = len(queries.invitees_of(tender))
    came = len(queries.living_offers(tender))
    return [
        {"label": "Penawaran masuk", "value": closing_words(tender), "note": tender.place},
        {
            "label": "Sudah masuk",
            "value": say("{came} dari {invited} penyedia", came=came, invited=invited),
        },
    ]


def _opening(purchase: Purchase, form: Form) -> dict[str, Any]:
    tender = queries.tender_of(purchase)
    if tender is None:
        return {}
    return {
        "closed": is_closed(tender),
        "invited": invitee_rows(purchase, tender),
        "extend_url": reverse("request-extend", args=[purchase.pk]),
    }


def _to_the_invitations(purchase: Purchase) -> str:
    return reverse("purchase-step", args=[purchase.pk, "buka"])


_DRAFT = StepPage(
    template="desa/steps/check_draft.html", rows=summaries.estimate_answers, more=_draft
)

PAGES = {
    "hand_to_tpk": _DRAFT,
    "ask_camat": _DRAFT,
    "send_request": StepPage(
        template="desa/steps/check_draft.html",
        rows=_request,
        first=_unanswered,
        after=_to_the_invitations,
    ),
    "open_offers": StepPage(template="desa/steps/open_offers.html", rows=_waiting, more=_opening),
}
