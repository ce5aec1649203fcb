"""Delivery: inspection, and the chain of handovers (BAST)."""

from django.db import models

from pbjdesa.contracts.models import Contract
from pbjdesa.delivery.states import HandoverStep, InspectionResult
from pbjdesa.documents.models import Document
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class Inspection(TenantModel):
    """What was found when the goods came, item by item (R-49: before any BAST)."""

    contract = TenantForeignKey(Contract)
    inspected_on = models.DateField()
    inspected_by_id = models.BigIntegerField()
    result = models.CharField(max_length=8, choices=InspectionResult.choices)
    note = models.CharField(max_length=500, blank=True)
    document = TenantForeignKey(Document, null=True)

    class Meta:
        indexes = (models.Index(fields=("kab", "contract"), name="inspection_by_contract"),)


class Handover(TenantModel):
    """One link of the chain penyedia → PKA → kepala desa (R-50)."""

    contract = TenantForeignKey(Contract)
    step = models.CharField(max_length=12, choices=HandoverStep.choices)
    handed_over_on = models.DateField()
    received_by_id = models.BigIntegerField()
    document = TenantForeignKey(Document)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "contract", "step"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_handover_per_step",
            ),
        )
