"""A round of asking for offers: who was asked, until when, and what became of it."""

from django.db import models
from django.db.models import Q

from pbjdesa.documents.models import Document
from pbjdesa.procurement.models.purchase import Purchase
from pbjdesa.procurement.states import (
    FailureCause,
    FailureWay,
    Reach,
    TooFewReason,
)
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class Tender(TenantModel):
    """One round: a request for offers to chosen suppliers (OCDS: tender).

    `closes_at` is excluded: an offer of that very instant is late ("sebelum pukul 10.00.00 WIB").
    `sent_at` is empty while the TPK still chooses whom to ask. A round that came to nothing keeps
    `failed_as` and `failed_way`; the next round is another row. `direct` is a round with one able
    supplier after rounds that failed. `work_days` are calendar days of delivery.
    """

    purchase = TenantForeignKey(Purchase)
    round = models.PositiveSmallIntegerField(default=1)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.DESA)
    direct = models.BooleanField(default=False)
    too_few_reason = models.CharField(max_length=30, choices=TooFewReason.choices, blank=True)
    closes_at = models.DateTimeField(null=True)
    extended_reason = models.CharField(max_length=500, blank=True)
    evaluation_on = models.DateField(null=True)
    negotiation_on = models.DateField(null=True)
    award_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    work_days = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by_id = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by_id = models.BigIntegerField(null=True)
    evaluated_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failed_as = models.CharField(max_length=20, choices=FailureCause.choices, blank=True)
    failed_way = models.CharField(max_length=10, choices=FailureWay.choices, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "purchase", "round"), name="one_tender_per_round"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(closes_at__gt=models.F("sent_at")),
                name="offers_close_after_the_request",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(opened_at__gte=models.F("closes_at")),
                name="no_offer_opened_before_closing",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by_id__isnull=True)
                | Q(sent_at__isnull=False, sent_by_id__isnull=False),
                name="request_sent_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by_id__isnull=True)
                | Q(opened_at__isnull=False, opened_by_id__isnull=False),
                name="offers_opened_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True, failed_as="")
                | Q(failed_at__isnull=False) & ~Q(failed_as=""),
                name="failed_when_and_why",
            ),
        )


class Invitee(TenantModel):
    """A supplier who was asked in a round, with the way in: a link, and a short code given apart.

    The link's token is kept as a keyed hash beside its sealed text (the TPK may print it again);
    so is the code, until the supplier came in with it: then only the hash stays. Wrong codes are
    counted and make the next try wait. `draft_sealed` is what the supplier wrote last; it opens
    only with what the supplier's phone keeps. Whoever was chosen and taken away again is marked.
    """

    tender = TenantForeignKey(Tender)
    supplier = TenantForeignKey(Supplier)
    order = models.PositiveSmallIntegerField()
    token_sealed = models.CharField(max_length=200, blank=True)
    code_sealed = models.CharField(max_length=200, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_failures = models.PositiveSmallIntegerField(default=0)
    code_locked_until = models.DateTimeField(null=True)
    first_opened_at = models.DateTimeField(null=True)
    draft_sealed = models.TextField(blank=True)
    letter = TenantForeignKey(Document, null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "tender", "supplier"), name="one_invitation_per_supplier"
            ),
        )
