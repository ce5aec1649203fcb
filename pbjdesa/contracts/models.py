"""Contracts: for the small purchase, the order letter (surat pesanan)."""

from django.db import models
from django.db.models import Q

from pbjdesa.contracts.states import ContractKind
from pbjdesa.documents.models import Document
from pbjdesa.procurement.models import Purchase
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class Contract(TenantModel):
    """What the village and a supplier agreed: value in rupiah with PPN, and the day it is due."""

    purchase = TenantForeignKey(Purchase)
    supplier = TenantForeignKey(Supplier)
    kind = models.CharField(max_length=20, choices=ContractKind.choices)
    document = TenantForeignKey(Document)
    value = models.BigIntegerField()
    signed_on = models.DateField()
    due_on = models.DateField()
    signed_by_id = models.BigIntegerField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(value__gt=0), name="contract_value_positive"),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("signed_on")), name="due_after_signing"
            ),
            models.UniqueConstraint(
                fields=("kab", "purchase"),
                condition=Q(cancelled_at__isnull=True),
                name="one_living_contract_per_purchase",
            ),
        )
