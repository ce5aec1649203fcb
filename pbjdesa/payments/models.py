"""Payment: request (SPP), withheld taxes, the payment itself, and the proof of tax."""

from django.db import models
from django.db.models import Q

from pbjdesa.contracts.models import Contract
from pbjdesa.documents.models import Document
from pbjdesa.payments.states import PaidBy, RequestState
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class PaymentRequest(TenantModel):
    """An SPP: PKA → sekdes verifies → kades approves → kaur keuangan pays (R-54). Rupiah.

    `penalty` is what a supplier loses for being late (R-40); it stays with the village.
    """

    contract = TenantForeignKey(Contract)
    document = TenantForeignKey(Document)
    state = models.CharField(max_length=10, choices=RequestState.choices)
    gross = models.BigIntegerField()
    tax_total = models.BigIntegerField()
    penalty = models.BigIntegerField(default=0)
    net = models.BigIntegerField()
    requested_on = models.DateField()
    requested_by_id = models.BigIntegerField()
    verified_at = models.DateTimeField(null=True)
    verified_by_id = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(gross=models.F("net") + models.F("tax_total") + models.F("penalty")),
                name="gross_is_net_plus_tax_plus_penalty",
            ),
            models.CheckConstraint(condition=Q(penalty__gte=0), name="penalty_not_negative"),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_by_id__isnull=True)
                | Q(verified_at__isnull=False, verified_by_id__isnull=False),
                name="verified_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by_id__isnull=True)
                | Q(approved_at__isnull=False, approved_by_id__isnull=False),
                name="approved_when_and_who",
            ),
            models.UniqueConstraint(
                fields=("kab", "contract"),
                condition=~Q(state="replaced"),
                name="one_living_request_per_contract",
            ),
        )


class TaxLine(TenantModel):
    """One withheld tax with the rule it rests on; closed by the proof of payment (NTPN).

    `computed` is what the rule gives; another `amount` has the `reason` of who corrected it (A017).
    """

    request = TenantForeignKey(PaymentRequest)
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    account_code = models.CharField(max_length=20, blank=True)
    base = models.BigIntegerField()
    rate = models.CharField(max_length=40)
    computed = models.BigIntegerField()
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    rule = models.CharField(max_length=500)
    article = models.CharField(max_length=200, blank=True)
    mark = models.CharField(max_length=1)
    ntpn = models.CharField(max_length=16, blank=True)
    proved_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "request", "key"), name="one_line_per_tax"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="tax_not_negative"),
            models.CheckConstraint(
                condition=Q(amount=models.F("computed")) | ~Q(reason=""),
                name="corrected_tax_has_a_reason",
            ),
        )

    @property
    def rate_words(self) -> str:
        """The rate as papers show it; a corrected amount rests on its reason instead."""
        return str(self.rate) if self.amount == self.computed else "dibetulkan"


class Payment(TenantModel):
    """Money that left the village's account. Never changed; a wrong one is reversed beside it."""

    request = TenantForeignKey(PaymentRequest)
    paid_on = models.DateField()
    paid_by_id = models.BigIntegerField()
    way = models.CharField(max_length=10, choices=PaidBy.choices)
    amount = models.BigIntegerField()
    document = TenantForeignKey(Document)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "request"), name="one_payment_per_request"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
        )
