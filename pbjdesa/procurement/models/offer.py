"""Offers: sealed until the closing time, in clear only after they were opened."""

from django.db import models
from django.db.models import Q

from pbjdesa.documents.models import Attachment
from pbjdesa.kernel.ids import IdField
from pbjdesa.procurement.models.purchase import PurchaseItem
from pbjdesa.procurement.models.tender import Invitee
from pbjdesa.procurement.states import OfferChannel
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class OfferLink(models.Model):
    """Where a supplier's link leads. Global: who opens a link names no kabupaten.

    Only the keyed hash of the token is kept; a table of links would be a table of keys.
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    token_hash = models.CharField(max_length=64, unique=True)
    kab_id = models.BigIntegerField()
    invitee_id = models.BigIntegerField()


class Offer(TenantModel):
    """One sending of an offer (OCDS: bid). A later one before closing replaces it.

    Prices rest in `sealed` (AES-256-GCM) and are written in clear, as OfferLine, by the opening
    alone. `sha256` is over what was sent, with a salt that nobody can guess (a price alone could be
    found by trying); `check_code` is on the supplier's receipt. An offer on paper is an envelope
    first (`received_at`, taken in by `taken_by_id`); after the opening one person types it and a
    second one types it again (`typed_by_id`, `confirmed_by_id`).
    """

    invitee = TenantForeignKey(Invitee)
    channel = models.CharField(max_length=10, choices=OfferChannel.choices)
    version = models.PositiveSmallIntegerField(default=1)
    received_at = models.DateTimeField()
    taken_by_id = models.BigIntegerField(null=True)
    sealed = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    check_code = models.CharField(max_length=12, blank=True)
    audit_head = models.CharField(max_length=64, blank=True)
    replaced_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_note = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField(null=True)
    statement_given = models.BooleanField(default=False)
    valid_days = models.PositiveSmallIntegerField(null=True)
    work_days = models.PositiveSmallIntegerField(null=True)
    papers = models.JSONField(default=list)
    total = models.BigIntegerField(null=True)
    typed_sealed = models.TextField(blank=True)
    typed_by_id = models.BigIntegerField(null=True)
    confirmed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "invitee"),
                condition=Q(replaced_at__isnull=True, withdrawn_at__isnull=True),
                name="one_living_offer_per_supplier",
            ),
            models.UniqueConstraint(
                fields=("kab", "invitee", "version"), name="one_offer_per_version"
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(opened_at__isnull=False),
                name="no_total_before_the_opening",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by_id__isnull=True)
                | ~Q(confirmed_by_id=models.F("typed_by_id")),
                name="paper_offers_take_two_people",
            ),
        )


class OfferLine(TenantModel):
    """The price of one item in an opened offer: rupiah per unit, PPN included; None where the
    supplier left the line empty."""

    offer = TenantForeignKey(Offer)
    item = TenantForeignKey(PurchaseItem)
    unit_price = models.BigIntegerField(null=True)
    amount = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "offer", "item"), name="one_price_per_line"),
        )


class OfferPhoto(TenantModel):
    """A photo that came with an offer. Sealed like the prices: a picture may show them. Opened, it
    is an attachment of the dossier."""

    offer = TenantForeignKey(Offer)
    sealed = models.TextField()
    sha256 = models.CharField(max_length=64)
    attachment = TenantForeignKey(Attachment, null=True)

    class Meta:
        indexes = (models.Index(fields=("kab", "offer"), name="photo_by_offer"),)
