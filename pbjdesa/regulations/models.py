"""Regulations as they stand in the database: dated, never edited; and who confirmed what."""

from django.db import models

from pbjdesa.kernel.ids import IdField
from pbjdesa.territories.models import Kabupaten


class RuleSetVersion(models.Model):
    """One instrument, resolved against what it inherits, frozen with the hash of its files.

    A purchase pins the version it began under and keeps it (A002, R-01).
    `kab_code` is empty for a national default. `in_force_until` is the first day no longer so.
    A version that an admin of a kabupaten adopted names the kabupaten, the version it was made from
    (`based_on`) and the person (`adopted_by`); one taken back or changed again before it began ends
    on the day it would have begun.
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
    kab = models.ForeignKey(Kabupaten, models.PROTECT, related_name="+", null=True)
    based_on = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    adopted_by = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("slug", "sha256"), name="one_row_per_file_version"),
        )
        indexes = (models.Index(fields=("kab_code", "in_force_from"), name="rules_by_date"),)

    def __str__(self) -> str:
        return self.title

    @property
    def never_in_force(self) -> bool:
        """Whether it was taken back, or changed again, before it began."""
        return self.in_force_until == self.in_force_from


class ValueConfirmation(models.Model):
    """A named person of a kabupaten compared one value with the text of the regulation.

    Lies beside the version, whose content and hash never change. `key` is where the value stands
    ("payment.cash_limit"); `article` is empty when none was named. Global like the version itself:
    a practice village reads the confirmations of the real kabupaten.
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    kab = models.ForeignKey(Kabupaten, models.PROTECT, related_name="+")
    version = models.ForeignKey(RuleSetVersion, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    article = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=130)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "version", "key"), name="one_confirmation_per_value"
            ),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.name}"
