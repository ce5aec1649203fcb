"""Words for contracts."""

from django.db import models


class ContractKind(models.TextChoices):
    """The evidence of an agreement, by value, as the rule set says (R-34)."""

    SURAT_PESANAN = "surat_pesanan", "Surat pesanan"
    SPK = "spk", "SPK"
    SURAT_PERJANJIAN = "surat_perjanjian", "Surat perjanjian"
