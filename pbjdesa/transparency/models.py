"""Published facts. A release is written once, in the transaction of the event it tells, and never
changed; it is derived from the records and nobody edits it."""

from django.db import models

from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class Release(TenantModel):
    """One OCDS release of one purchase: `sequence` makes its id stable (A068)."""

    purchase = TenantForeignKey(Purchase)
    sequence = models.PositiveSmallIntegerField()
    tag = models.CharField(max_length=30)
    published_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "purchase", "sequence"), name="one_release_per_event"
            ),
        )
        indexes = (models.Index(fields=("kab", "desa", "published_at"), name="release_by_date"),)
