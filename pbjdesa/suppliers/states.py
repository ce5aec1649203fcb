"""Words for suppliers."""

from django.db import models


class EntityType(models.TextChoices):
    """Legal form; PPh final UMKM depends on it (PP 20/2026)."""

    INDIVIDUAL = "individual", "Perorangan atau warung"
    BUMDES = "bumdes", "BUM Desa"
    COOPERATIVE = "cooperative", "Koperasi"
    PT_PERORANGAN = "pt_perorangan", "PT Perorangan"
    CV = "cv", "CV"
    FIRMA = "firma", "Firma"
    PT = "pt", "PT"


class SupplierStatus(models.TextChoices):
    """Whether somebody of a village or the kabupaten has looked at a supplier."""

    WAITING = "waiting", "Menunggu diperiksa"
    ACCEPTED = "accepted", "Diterima"
    DECLINED = "declined", "Ditolak"


class Grade(models.TextChoices):
    """How a village found one side of a finished order; three words are enough for everybody."""

    GOOD = "good", "Baik"
    FAIR = "fair", "Cukup"
    POOR = "poor", "Kurang"


class LikenessKind(models.TextChoices):
    """What two people or businesses have in common (A057)."""

    NIK = "nik", "NIK pemilik"
    OWNER = "owner", "nama pemilik"
    PHONE = "phone", "nomor telepon"
    ADDRESS = "address", "alamat"
    BANK = "bank", "rekening bank"
