"""Words for procurement: what is bought, and what came of it."""

from django.db import models


class Category(models.TextChoices):
    """Jenis pengadaan, as the law and the rule sets name it."""

    BARANG = "barang", "Barang"
    JASA = "jasa", "Jasa"
    KONSTRUKSI = "konstruksi", "Pekerjaan konstruksi"


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
