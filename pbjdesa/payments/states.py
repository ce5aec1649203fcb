"""Words for payments."""

from django.db import models


class RequestState(models.TextChoices):
    """Where an SPP stands."""

    SUBMITTED = "submitted", "Diajukan"
    VERIFIED = "verified", "Diperiksa"
    APPROVED = "approved", "Disetujui"
    RETURNED = "returned", "Dikembalikan"
    REPLACED = "replaced", "Diganti"
    PAID = "paid", "Dibayar"


class PaidBy(models.TextChoices):
    """How the money moved."""

    CASH = "cash", "Tunai"
    TRANSFER = "transfer", "Transfer"
