"""Words for what the public sees."""

from django.db import models


class PublicStatus(models.TextChoices):
    """Where a package stands, in the words of somebody who does not know the procedure."""

    ASKING = "asking", "Menunggu penawaran"
    CHOOSING = "choosing", "Penawaran sedang dinilai"
    REPEATED = "repeated", "Undangan akan diulang"
    AWARDED = "awarded", "Pemenang sudah dipilih"
    ORDERED = "ordered", "Sudah dipesan"
    DELIVERED = "delivered", "Barang sudah datang"
    ACCEPTED = "accepted", "Sudah diterima desa"
    PAID = "paid", "Sudah dibayar"
    CLOSED = "closed", "Selesai"
    CANCELLED = "cancelled", "Dibatalkan"


UNSETTLED = frozenset(
    {"draft", "camat_review", "preparing", "inviting", "opened", "evaluated", "negotiated"}
)
"""States of a purchase in which it is still open who will sell, so no price may be known."""

NOT_ORDERED = UNSETTLED | {"awarded"}
"""… or chosen but not bound yet: their values are not spent."""

BEFORE_ORDER = frozenset(
    {PublicStatus.ASKING, PublicStatus.CHOOSING, PublicStatus.REPEATED, PublicStatus.AWARDED}
)
"""Nobody is bound yet: suppliers are asked, or one of them is chosen."""


class BidStatus(models.TextChoices):
    """What became of an offer, in OCDS's closed list (extension bids)."""

    PENDING = "pending", "Belum dinilai"
    VALID = "valid", "Memenuhi syarat"
    DISQUALIFIED = "disqualified", "Tidak memenuhi syarat"
    WITHDRAWN = "withdrawn", "Ditarik penyedia"


class Standing(models.TextChoices):
    """What a genuine paper is worth today."""

    IN_FORCE = "in_force", "Berlaku"
    REPLACED = "replaced", "Sudah diganti"
    CANCELLED = "cancelled", "Sudah dibatalkan"
    RETURNED = "returned", "Sedang diperbaiki"
