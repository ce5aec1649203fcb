"""Words for what the public sees."""

from django.db import models


class PublicStatus(models.TextChoices):
    """Where a package stands, in the words of somebody who does not know the procedure."""

    ORDERED = "ordered", "Sudah dipesan"
    DELIVERED = "delivered", "Barang sudah datang"
    ACCEPTED = "accepted", "Sudah diterima desa"
    PAID = "paid", "Sudah dibayar"
    CLOSED = "closed", "Selesai"
    CANCELLED = "cancelled", "Dibatalkan"


class Standing(models.TextChoices):
    """What a genuine paper is worth today."""

    IN_FORCE = "in_force", "Berlaku"
    REPLACED = "replaced", "Sudah diganti"
    CANCELLED = "cancelled", "Sudah dibatalkan"
    RETURNED = "returned", "Sedang diperbaiki"
