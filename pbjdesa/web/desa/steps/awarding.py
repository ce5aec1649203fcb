"""The step in which a winner is chosen, with the reasons that the public may read."""

from typing import Any

from django.urls import reverse

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah, times
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Purchase, Tender
from pbjdesa.procurement.queries import RankedOffer
from pbjdesa.procurement.states import NotCheapestReason, OneOfferReason, TieReason
from pbjdesa.web.desa.steps.evaluation import estimate, round_of
from pbjdesa.web.desa.steps.page import StepPage, Work
from pbjdesa.web.desa.summaries import Row
from pbjdesa.web.forms import Form


def _awarding(purchase: Purchase, form: Form) -> dict[str, Any]:
    tender = round_of(purchase)
    ranked = queries.ranking(tender)
    winner = _winner(ranked, form)
    if winner is None:
        return {"winner": None, "ways_url": reverse("purchase-return", args=[purchase.pk])}
    needed = queries.reasons_needed(tender, winner.offer)
    open_ = [one for one in ranked if not one.sanctioned and one.talks != "failed"]
    agreed = [one for one in ranked if one.talks == "agreed"]
    return {
        "winner": winner,
        "candidates": [] if agreed or not open_[1:] else [_candidate(one) for one in open_],
        "refused": needed.refused,
        "questions": [
            _question(
                "one_offer_reason",
                "Mengapa cukup satu penawaran?",
                OneOfferReason,
                needed.one_offer,
                form,
            ),
            _question(
                "not_cheapest_reason",
                "Mengapa bukan yang termurah?",
                NotCheapestReason,
                needed.not_cheapest,
                form,
            ),
            _question(
                "tie_reason", "Harganya sama. Bagaimana dipilih?", TieReason, needed.tie, form
            ),
        ],
        "explanation": form.raw("explanation"),
        "compare_url": reverse("comparison", args=[purchase.pk]),
        "winner_rows": _winner_rows(purchase, tender, winner),
    }


def _winner(ranked: list[RankedOffer], form: Form) -> RankedOffer | None:
    """The offer that was picked, else the one agreed on, else the lowest that may be chosen."""
    open_ = [one for one in ranked if not one.sanctioned and one.talks != "failed"]
    picked = [one for one in open_ if str(one.offer.pk) == form.raw("offer")]
    agreed = [one for one in open_ if one.talks == "agreed"]
    return next(iter([*picked, *agreed, *open_]), None)


def _candidate(one: RankedOffer) -> Row:
    hint = say("{place}. {total}", place=one.place, total=rupiah(one.total))
    return {"value": str(one.offer.pk), "label": one.offer.invitee.supplier.name, "hint": hint}


def _question(name: str, label: str, reasons: Any, fits: tuple[str, ...], form: Form) -> Row:
    return {
        "name": name,
        "label": label,
        "options": [(reason, reasons(reason).label) for reason in fits],
        "value": form.raw(name),
    }


def _winner_rows(purchase: Purchase, tender: Tender, winner: RankedOffer) -> list[Row]:
    prices = queries.agreed_prices(tender, winner.offer)
    items = queries.items_of(purchase)
    total = sum(times(item.volume, prices.get(item.pk) or 0) for item in items)
    share = f"{winner.share}%".replace(".", ",") if winner.share is not None else ""
    return [
        {"label": "Pemenang", "value": winner.offer.invitee.supplier.name},
        {"label": "Harga yang disepakati", "value": rupiah(total)},
        {
            "label": "Penawarannya",
            "value": rupiah(winner.total),
            "note": say("{share} dari HPS {hps}", share=share, hps=rupiah(purchase.hps)),
        },
    ]


def _award(by: Appointment, purchase: Purchase, form: Form) -> Work:
    winner = _winner(queries.ranking(round_of(purchase)), form)
    reasons = {
        name: form.raw(name)[:30]
        for name in ("one_offer_reason", "not_cheapest_reason", "tie_reason")
    }
    explanation = form.text("explanation", most=500)

    def work() -> str:
        if winner is None:
            raise Refused("Tidak ada penawaran yang dapat dipilih. Pilih cara lain.")
        operations.award(
            by=by, purchase=purchase, offer=winner.offer, explanation=explanation, **reasons
        )
        return "Pemenang ditetapkan. Suratnya sudah jadi."

    return work


PAGES = {
    "award": StepPage(_award, "desa/steps/award.html", rows=estimate, more=_awarding),
}
