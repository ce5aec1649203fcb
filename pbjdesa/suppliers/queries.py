"""Looking up suppliers."""

from django.db.models import QuerySet

from pbjdesa.kernel.secrets import unseal
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.models import Desa


def suppliers_of(desa: Desa) -> QuerySet[Supplier]:
    """The village's register by name."""
    return Supplier.objects.of(desa).order_by("name", "pk")


def npwp_of(supplier: Supplier) -> str:
    """The NPWP, for papers between the parties only."""
    return unseal("npwp", supplier.npwp_sealed)


def bank_of(supplier: Supplier) -> str:
    """The bank account, for papers between the parties only."""
    return unseal("bank", supplier.bank_sealed)


def person_key(supplier: Supplier) -> str:
    """Who stands behind a supplier when duties are compared: the owner's NIK where known."""
    return supplier.owner_nik_hash or f"supplier:{supplier.pk}"
