"""Words for procurement: what is bought, and what came of it."""

from django.db import models


class Category(models.TextChoices):
    """What kind of thing is bought (OCDS mainProcurementCategory beside it)."""

    GOODS = "goods", "Barang"
    SERVICES = "services", "Jasa"
    WORKS = "works", "Pekerjaan konstruksi"


class Duty(models.TextChoices):
    """Duties that the rule set's matrix keeps apart."""

    PLAN = "plan", "menyiapkan belanja"
    VERIFY = "verify", "memeriksa permintaan bayar"
    APPROVE = "approve", "menyetujui pembayaran"
    SELECT = "select", "memilih penyedia"
    CONTRACT = "contract", "memesan"
    RECEIVE = "receive", "memeriksa dan menerima barang"
    PAY = "pay", "membayar"
    BID = "bid", "menjual kepada desa"
