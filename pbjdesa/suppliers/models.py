"""Suppliers (penyedia): the shops, artisans and firms a village buys from."""

from django.db import models

from pbjdesa.suppliers.states import EntityType
from pbjdesa.territories.tenancy import TenantModel


class Supplier(TenantModel):
    """A supplier in a village's register. A stall needs no NIB (A051).

    Bank data and NIK are secrets: sealed, or kept as a keyed hash.
    """

    name = models.CharField(max_length=150)
    entity_type = models.CharField(max_length=20, choices=EntityType.choices)
    owner_name = models.CharField(max_length=120)
    owner_nik_hash = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True)
    nib = models.CharField(max_length=13, blank=True)
    has_npwp = models.BooleanField(default=False)
    npwp_sealed = models.CharField(max_length=200, blank=True)
    pkp = models.BooleanField(default=False)
    suket_until = models.DateField(null=True)
    bank_sealed = models.CharField(max_length=400, blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("kab", "desa", "name"), name="supplier_by_name"),)

    def __str__(self) -> str:
        return self.name
