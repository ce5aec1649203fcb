"""Who stood by, and which papers a supplier has shown: what a signature rests on."""

from dataclasses import dataclass
from datetime import datetime

from pbjdesa.kernel.words import say
from pbjdesa.people.queries import by_ids
from pbjdesa.procurement.models import Offer, Purchase, Witness
from pbjdesa.procurement.queries.purchases import items_of, method_of, rules_for
from pbjdesa.procurement.states import Duty
from pbjdesa.regulations.rules import supplier_papers_for
from pbjdesa.regulations.words import WORDS


@dataclass(frozen=True)
class WitnessNote:
    """What everybody may read of a witness: the duty and the office, never the person."""

    duty: Duty
    office: str
    at: datetime

    @property
    def sentence(self) -> str:
        """For the public page."""
        return say(
            "{duty} disaksikan oleh {office}.",
            duty=str(self.duty.label).capitalize(),
            office=self.office,
        )


def witnesses_of(purchase: Purchase) -> list[WitnessNote]:
    """Everybody who stood by in a purchase, by office; two queries."""
    rows = list(Witness.objects.like(purchase).filter(purchase=purchase).order_by("at", "pk"))
    offices = by_ids(purchase.kab, [row.appointment_id for row in rows])
    return [
        WitnessNote(Duty(row.duty), offices[row.appointment_id].full_title, row.at) for row in rows
    ]


def papers_wanted(purchase: Purchase) -> tuple[str, ...]:
    """Which papers the supplier of this purchase must show (R-19, R-31, A051)."""
    names = [item.description for item in items_of(purchase)]
    slug = method_of(purchase).slug
    return supplier_papers_for(rules_for(purchase), slug, purchase.value or purchase.hps, names)


def papers_shown(offer: Offer) -> set[str]:
    """Those that came with the offer, were noted since, or stand in the register."""
    supplier = offer.invitee.supplier
    known = {
        "pernyataan_kebenaran_usaha": offer.statement_given,
        "npwp": supplier.has_npwp,
        "nib": bool(supplier.nib),
        "rekening": bool(supplier.bank_sealed),
    }
    return set(offer.papers) | {paper for paper, there in known.items() if there}


def missing_papers(purchase: Purchase, offer: Offer) -> tuple[str, ...]:
    """What the winner has not shown yet, as sentences that say what to do."""
    shown = papers_shown(offer)
    return tuple(
        say("{paper} dari penyedia belum ada. Minta dulu, lalu catat.", paper=WORDS[paper])
        for paper in papers_wanted(purchase)
        if paper not in shown
    )
