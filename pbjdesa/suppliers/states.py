"""Words for suppliers."""

from django.db import models


class EntityType(models.TextChoices):
    """Legal form; PPh final UMKM depends on it (PP 20/2026)."""

    INDIVIDUAL = "individual", "Perorangan / warung"
    PT_PERORANGAN = "pt_perorangan", "PT Perorangan"
    COOPERATIVE = "cooperative", "Koperasi"
    BUMDES = "bumdes", "BUM Desa"
    CV = "cv", "CV"
    FIRMA = "firma", "Firma"
    PT = "pt", "PT"
