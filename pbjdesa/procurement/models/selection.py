"""How one of the offers becomes the agreed one: assessed, negotiated, awarded."""

from django.db import models
from django.db.models import Q

from pbjdesa.documents.models import Document
from pbjdesa.procurement.models.offer import Offer
from pbjdesa.procurement.models.purchase import PurchaseItem
from pbjdesa.procurement.models.tender import Tender
from pbjdesa.procurement.states import (
    AssessmentStage,
    NotCheapestReason,
    OneOfferReason,
    TieReason,
)
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class Assessment(TenantModel):
    """One check of one offer. The order administrasi → teknis → harga is fixed; a fail stops
    (R-22). `criterion` is the item of the rule set in its own words."""

    offer = TenantForeignKey(Offer)
    stage = models.CharField(max_length=15, choices=AssessmentStage.choices)
    criterion = models.CharField(max_length=150)
    passed = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "offer", "stage", "criterion"), name="one_answer_per_criterion"
            ),
            models.CheckConstraint(condition=Q(passed=True) | ~Q(note=""), name="a_fail_says_why"),
        )


class Negotiation(TenantModel):
    """A meeting with one supplier about prices, with minutes (R-25); `agreed` or not.

    `withdrawn_at`: the offers were judged again since, so it decides nothing any more.
    """

    tender = TenantForeignKey(Tender)
    offer = TenantForeignKey(Offer)
    order = models.PositiveSmallIntegerField()
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    agreed = models.BooleanField()
    total_before = models.BigIntegerField()
    total_after = models.BigIntegerField()
    note = models.CharField(max_length=500, blank=True)
    document = TenantForeignKey(Document, null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "tender", "order"), name="one_negotiation_per_place"
            ),
            models.CheckConstraint(
                condition=Q(agreed=False) | Q(total_after__lte=models.F("total_before")),
                name="negotiation_never_raises",
            ),
        )


class NegotiationLine(TenantModel):
    """One item before and after: rupiah per unit, PPN included."""

    negotiation = TenantForeignKey(Negotiation)
    item = TenantForeignKey(PurchaseItem)
    before = models.BigIntegerField()
    after = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "negotiation", "item"), name="one_negotiated_price_per_line"
            ),
        )


class Attendance(TenantModel):
    """Somebody who was there when it was negotiated (A011)."""

    negotiation = TenantForeignKey(Negotiation)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=("kab", "negotiation"), name="attendance_by_negotiation"),)


class Award(TenantModel):
    """The supplier whom the TPK chose, at which value, and the reasons that must be given: where
    only one offered (A012), where the winner is not the cheapest, where two are equal (A013)."""

    tender = TenantForeignKey(Tender)
    offer = TenantForeignKey(Offer)
    supplier = TenantForeignKey(Supplier)
    value = models.BigIntegerField()
    awarded_at = models.DateTimeField()
    awarded_by_id = models.BigIntegerField()
    one_offer_reason = models.CharField(max_length=30, choices=OneOfferReason.choices, blank=True)
    not_cheapest_reason = models.CharField(
        max_length=30, choices=NotCheapestReason.choices, blank=True
    )
    tie_reason = models.CharField(max_length=30, choices=TieReason.choices, blank=True)
    explanation = models.CharField(max_length=500, blank=True)
    document = TenantForeignKey(Document, null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "tender"),
                condition=Q(withdrawn_at__isnull=True),
                name="one_living_award_per_round",
            ),
            models.CheckConstraint(condition=Q(value__gt=0), name="award_value_positive"),
        )
