"""Published facts. A release is written once, in the transaction of the event it tells, and never
changed; it is derived from the records and nobody edits it."""

from typing import Any, NoReturn

from django.db import models

from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class Immutable(RuntimeError):
    """Something tried to change what has been published: a fault in our code."""


class Release(TenantModel):
    """One OCDS release of one purchase (A068).

    `sequence` counts from 1 and is the end of the release's id; `move` is the step that it tells.
    `ocid` is the purchase's from its first release on, whatever prefix is set later.
    """

    purchase = TenantForeignKey(Purchase)
    sequence = models.PositiveSmallIntegerField()
    ocid = models.CharField(max_length=60)
    move = models.CharField(max_length=40)
    published_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "purchase", "sequence"), name="one_release_per_event"
            ),
        )
        indexes = (models.Index(fields=("kab", "desa", "published_at"), name="release_by_date"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the release, once."""
        if self.pk is not None:
            raise Immutable(f"release {self.pk} was published and stays as it is")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: what was public stays public."""
        raise Immutable(f"release {self.pk} was published and stays")
