"""What speaks against a supplier before anybody buys there: not looked at, a sanction, no NIB where
one is needed, and likenesses that nobody has answered yet (A051, A056, A057)."""

from collections.abc import Sequence
from dataclasses import dataclass

from pbjdesa.kernel import clock
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.procurement.models import LikenessAnswer, Purchase, Tender
from pbjdesa.procurement.queries.purchases import purchases, rules_for
from pbjdesa.procurement.queries.tenders import asks_for_offers, invitees_of, tender_of
from pbjdesa.procurement.states import LikenessReply
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.queries import likenesses, sentences_against
from pbjdesa.suppliers.rules.forms import nib_needed
from pbjdesa.suppliers.rules.likeness import Likeness


@dataclass(frozen=True)
class LikenessWarning:
    """A likeness that somebody has to look at, with the answer where there is one."""

    likeness: Likeness
    answer: LikenessAnswer | None = None

    @property
    def key(self) -> str:
        """Of the likeness."""
        return self.likeness.key

    def touches(self, supplier: Supplier) -> bool:
        """Whether the supplier is one of the two."""
        keys = (self.likeness.supplier.key, self.likeness.other.key)
        return f"supplier:{supplier.pk}" in keys

    @property
    def sentence(self) -> str:
        """What is alike, for the person who answers."""
        return say(
            "{supplier} dan {other}: {kind} sama.",
            supplier=self.likeness.supplier.name,
            other=self.likeness.other.name,
            kind=str(self.likeness.kind.label),
        )

    @property
    def stands_in_the_way(self) -> str:
        """Why it does not go on: no answer yet, or one that shuts the supplier out; "" else."""
        names = {"supplier": self.likeness.supplier.name, "other": self.likeness.other.name}
        if self.likeness.same_person:
            return say("Pemilik {supplier} adalah {other}. Pilih penyedia lain.", **names)
        if self.answer is None:
            return say("{sentence} Jawab dulu peringatan ini.", sentence=self.sentence)
        if self.answer.answer != LikenessReply.FAMILY:
            return ""
        if self.likeness.other.official:
            return say("{supplier} keluarga {other}. Pilih penyedia lain.", **names)
        return say("{supplier} dan {other} satu keluarga. Pilih salah satu saja.", **names)


def sellers_of(purchase: Purchase) -> list[Supplier]:
    """Whom the purchase asks or has chosen: everybody of the present round, or the one shop."""
    if asks_for_offers(purchase):
        tender = tender_of(purchase)
        return [] if tender is None else [row.supplier for row in invitees_of(tender)]
    return [] if purchase.supplier is None else [purchase.supplier]


def warnings_of(
    purchase: Purchase, suppliers: Sequence[Supplier] | None = None
) -> list[LikenessWarning]:
    """Every likeness of these suppliers (of all that the purchase asks, unless some are named),
    answered ones too; a fixed number of queries."""
    chosen = sellers_of(purchase) if suppliers is None else suppliers
    found = likenesses(chosen, purchase.desa, clock.today(purchase.desa.zone))
    if not found:
        return []
    answers = {row.key: row for row in answers_of(purchase)}
    return [LikenessWarning(one, answers.get(one.key)) for one in found]


def answers_of(purchase: Purchase) -> list[LikenessAnswer]:
    """Everything that was answered on this file, in order."""
    rows = LikenessAnswer.objects.like(purchase).filter(purchase=purchase)
    return list(rows.order_by("answered_at", "pk"))


def open_warnings(tender: Tender) -> list[LikenessWarning]:
    """The warnings of a round that still stand in the way."""
    purchase = purchases().get(kab_id=tender.kab_id, pk=tender.purchase_id)
    suppliers = [row.supplier for row in invitees_of(tender)]
    return [one for one in warnings_of(purchase, suppliers) if one.stands_in_the_way]


def open_warning_sentences(
    purchase: Purchase,
    suppliers: Sequence[Supplier] | None = None,
    *,
    about: Supplier | None = None,
) -> tuple[str, ...]:
    """What still stands in the way, as sentences for the guard `warnings_are_answered`; with
    `about`, only what touches this supplier."""
    return tuple(
        one.stands_in_the_way
        for one in warnings_of(purchase, suppliers)
        if one.stands_in_the_way and (about is None or one.touches(about))
    )


def kept_out(purchase: Purchase, supplier: Supplier) -> tuple[str, ...]:
    """Why this supplier may not sell to this purchase today, likenesses aside: nobody has looked at
    it, it is under a sanction (A056), or it has no NIB where the value asks for one (A051)."""
    against = sentences_against(supplier, clock.today(purchase.desa.zone))
    return (*against, *nib_is_missing(purchase, supplier))


def nib_is_missing(purchase: Purchase, supplier: Supplier) -> tuple[str, ...]:
    """That a supplier has no NIB where the value asks for one (A051); costs no query."""
    limit = rules_for(purchase).suppliers.nib_above.value
    value = purchase.value or purchase.hps
    if limit is None or supplier.nib or not nib_needed(value, limit):
        return ()
    return (
        say(
            "{name} belum punya NIB. Belanja di atas {limit} hanya dari penyedia ber-NIB.",
            name=supplier.name,
            limit=rupiah(limit),
        ),
    )
