"""Coaching: for now the notes a coach leaves with a village. A coach advises and never decides."""

from django.db import models

from pbjdesa.territories.tenancy import TenantModel


class CoachNote(TenantModel):
    """Advice of the kecamatan to a village, seen by both, about the village or one purchase."""

    purchase_id = models.BigIntegerField(null=True)
    text = models.CharField(max_length=1000)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("kab", "desa", "-written_at"), name="note_newest"),)
