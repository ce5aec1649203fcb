"""Provinsi > kabupaten > kecamatan > desa, by the codes of Kemendagri.

These few tables are the same on every shard. A practice village is a desa of a *twin* kabupaten
(`practice = True`): it has its own ids, so every register, number and chain is apart by itself.
"""

from django.db import models

from pbjdesa.kernel.clock import ZONES
from pbjdesa.kernel.ids import IdField


class Kabupaten(models.Model):
    """A kabupaten or kota: the home of all its villages' rows."""

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    code = models.CharField(max_length=5)
    name = models.CharField(max_length=80)
    provinsi = models.CharField(max_length=80)
    zone = models.CharField(max_length=4, choices=[(zone, zone) for zone in ZONES])
    shard = models.PositiveSmallIntegerField(default=0)
    practice = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code", "practice"), name="one_kabupaten_per_code"),
        )

    def __str__(self) -> str:
        return self.name


class Kecamatan(models.Model):
    """A kecamatan; its office coaches the villages."""

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    kab = models.ForeignKey(Kabupaten, models.PROTECT, related_name="+")
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=80)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "code"), name="one_kecamatan_per_code"),
        )

    def __str__(self) -> str:
        return self.name


class Desa(models.Model):
    """A village. `twin_of` names the real village that a practice village copies.

    A reset makes a new twin; the old one is retired, never emptied. `latitude` and `longitude` are
    degrees of the village office, where somebody wrote them down.
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    kab = models.ForeignKey(Kabupaten, models.PROTECT, related_name="+")
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="+")
    code = models.CharField(max_length=13)
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=150, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    letter_code = models.CharField(max_length=20, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    twin_of = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "code"),
                condition=models.Q(retired_at__isnull=True),
                name="one_living_desa_per_code",
            ),
        )
        indexes = (models.Index(fields=("kecamatan", "code"), name="desa_by_kecamatan"),)

    def __str__(self) -> str:
        return self.name

    @property
    def local_code(self) -> str:
        """Kecamatan and desa within the kabupaten, as Siskeudes writes them: 04.2005."""
        return ".".join(self.code.split(".")[2:]) + "."

    @property
    def practice(self) -> bool:
        """Whether this is a practice village."""
        return self.twin_of_id is not None

    @property
    def zone(self) -> str:
        """The time zone that this village's dates are shown in."""
        return self.kab.zone
