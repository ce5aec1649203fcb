"""Words for people in office."""

from django.db import models


class TpkElement(models.TextChoices):
    """From which part of the village a seat in the TPK is taken (R-09)."""

    PERANGKAT_DESA = "perangkat_desa", "Perangkat desa"
    LKD = "lkd", "Lembaga kemasyarakatan desa (LKD)"
    MASYARAKAT = "masyarakat", "Masyarakat"
