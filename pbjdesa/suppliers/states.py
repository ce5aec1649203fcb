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
