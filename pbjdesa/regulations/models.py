"""Regulations as they stand in the database: loaded from files, dated, never edited."""

from django.db import models

from pbjdesa.kernel.ids import IdField


class RuleSetVersion(models.Model):
    """One instrument, resolved against what it inherits, frozen with the hash of its files.

    A purchase pins the version it began under and keeps it (A002, R-01).
    `kab_code` is empty for a national default. `in_force_until` is the first day no longer so.
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    slug = models.CharField(max_length=80)
    kab_code = models.CharField(max_length=5, blank=True)
    title = models.CharField(max_length=200)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("slug", "sha256"), name="one_row_per_file_version"),
        )
        indexes = (models.Index(fields=("kab_code", "in_force_from"), name="rules_by_date"),)

    def __str__(self) -> str:
        return self.title
