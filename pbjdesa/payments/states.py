"""Words for payments."""

from django.db import models


class RequestState(models.TextChoices):
    """Where an SPP stands."""

    SUBMITTED = "submitted", "Diajukan"
    VERIFIED = "verified", "Diperiksa"
    APPROVED = "approved", "Disetujui"
    RETURNED = "returned", "Dikembalikan"
    REPLACED = "replaced", "Diganti"
    VOID = "void", "Batal"
    PAID = "paid", "Dibayar"


OPEN_STATES = (
    RequestState.SUBMITTED,
    RequestState.VERIFIED,
    RequestState.APPROVED,
    RequestState.RETURNED,
)
"""States of an SPP that may still lead to a payment."""


class PaidBy(models.TextChoices):
    """How the money moved."""

    CASH = "cash", "Tunai"
    TRANSFER = "transfer", "Transfer"
