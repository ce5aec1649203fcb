"""Sealed files of purchases: which was made when, by whom, and under which hash."""

from django.db import models

from pbjdesa.documents.models import StoredFile
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class Seal(TenantModel):
    """A sealed file of a purchase (A077). `manifest` is the SHA-256 that is printed on its cover.

    `file` holds the archive encrypted, since its papers carry NIK and bank numbers. `event` is the
    hash of the link of the village's audit chain that records the sealing.
    """

    purchase = TenantForeignKey(Purchase)
    file = TenantForeignKey(StoredFile)
    manifest = models.CharField(max_length=64)
    event = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("kab", "purchase"), name="seal_by_purchase"),)
