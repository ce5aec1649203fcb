"""Words for planning."""

from django.db import models


class Level(models.TextChoices):
    """How fine a budget line is. An account total has no volume: its items are typed later."""

    ITEM = "item", "rincian"
    ACCOUNT = "account", "jumlah rekening"


class Origin(models.TextChoices):
    """Where a line came from. What was typed is later matched by an import, not doubled."""

    TYPED = "typed", "diketik"
    IMPORTED = "imported", "dari Siskeudes"


class ImportState(models.TextChoices):
    """An import can be taken back while nothing was bought from its lines."""

    APPLIED = "applied", "berlaku"
    UNDONE = "undone", "dibatalkan"


class ProcurementWay(models.TextChoices):
    """Cara pengadaan, as the plan announces it."""

    SWAKELOLA = "swakelola", "Swakelola"
    SUPPLIER = "supplier", "Penyedia"
