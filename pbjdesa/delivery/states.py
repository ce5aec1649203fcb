"""Words for delivery."""

from django.db import models


class InspectionResult(models.TextChoices):
    """What an inspection found."""

    GOOD = "good", "Sesuai"
    BAD = "bad", "Belum sesuai"


class HandoverStep(models.TextChoices):
    """The links of the BAST chain."""

    TO_PKA = "to_pka", "Penyedia → PKA"
    TO_KADES = "to_kades", "PKA → Kepala Desa"
