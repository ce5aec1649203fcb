"""The purchase: one package, from its activity to its last receipt."""

from django.db import models
from django.db.models import Q

from pbjdesa.documents.models import Dossier
from pbjdesa.planning.models import Activity, BudgetLine
from pbjdesa.procurement.states import Category, Duty, SupplierReason
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel

BEFORE_THE_CHOICE = (
    "draft",
    "camat_review",
    "preparing",
    "inviting",
    "opened",
    "evaluated",
    "negotiated",
    "cancelled",
)
"""States in which a purchase may have no supplier yet."""


class Purchase(TenantModel):
    """A package (paket pengadaan). Owns one dossier and pins the rule set it began under.

    `method` is empty until the value is known; then the rule set names it. `state` is a state of
    that method's table. `value` is the agreed total in rupiah, PPN included.
    """

    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    activity = TenantForeignKey(Activity)
    dossier = TenantForeignKey(Dossier)
    rule_set = models.ForeignKey(RuleSetVersion, models.PROTECT, related_name="+")
    category = models.CharField(max_length=10, choices=Category.choices, default=Category.BARANG)
    method = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=30, default="draft")
    supplier_reason = models.CharField(max_length=15, choices=SupplierReason.choices, blank=True)
    supplier = TenantForeignKey(Supplier, null=True)
    value = models.BigIntegerField(default=0)
    hps = models.BigIntegerField(default=0)
    needed_by = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    note_by = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    started_by_id = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "desa", "year", "sequence"), name="one_purchase_per_sequence"
            ),
            models.CheckConstraint(
                condition=Q(state__in=BEFORE_THE_CHOICE) | Q(supplier__isnull=False),
                name="no_order_without_supplier",
            ),
        )
        indexes = (
            models.Index(fields=("kab", "desa", "state"), name="purchase_by_state"),
            models.Index(fields=("kab", "desa", "-changed_at"), name="purchase_newest"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def ocid_suffix(self) -> str:
        """<kode desa>-<year>-<sequence>: the part of the ocid behind the publisher's prefix."""
        return f"{self.desa.code}-{self.year}-{self.sequence:04d}"


class PurchaseItem(TenantModel):
    """One thing bought. Prices per unit in rupiah, PPN included; `hps_source` says who knows.

    What a draft no longer asks for is marked and stays: offers of an earlier round may quote it.
    """

    purchase = TenantForeignKey(Purchase)
    line = TenantForeignKey(BudgetLine)
    order = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=300)
    specification = models.CharField(max_length=300, blank=True)
    volume = models.DecimalField(max_digits=16, decimal_places=4)
    unit = models.CharField(max_length=40)
    hps_unit_price = models.BigIntegerField(null=True)
    hps_source = models.CharField(max_length=200, blank=True)
    unit_price = models.BigIntegerField(null=True)
    amount = models.BigIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "purchase", "order"),
                condition=Q(removed_at__isnull=True),
                name="one_item_per_place",
            ),
            models.CheckConstraint(condition=Q(volume__gt=0), name="item_volume_positive"),
        )


class PurchaseNote(TenantModel):
    """What somebody wrote when sending work back. Kept beside the audit chain, which holds its hash
    only: free text may name people, and what names people must stay erasable (UU 27/2022)."""

    purchase = TenantForeignKey(Purchase)
    text = models.CharField(max_length=500)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("kab", "purchase"), name="note_by_purchase"),)


class DutyDone(TenantModel):
    """Who did which duty in a purchase: the memory behind the separation of duties, by person."""

    purchase = TenantForeignKey(Purchase)
    duty = models.CharField(max_length=10, choices=Duty.choices)
    person_key = models.CharField(max_length=80)
    appointment_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "purchase", "duty", "person_key"), name="one_memory_per_duty"
            ),
        )


class Witness(TenantModel):
    """Who stood by when a person did two duties that the rule set allows only with a witness (W).

    The witness confirmed with their own PIN; the public page says that there was one.
    """

    purchase = TenantForeignKey(Purchase)
    duty = models.CharField(max_length=10, choices=Duty.choices)
    person_key = models.CharField(max_length=80)
    witness_key = models.CharField(max_length=80)
    appointment_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "purchase", "duty", "person_key"), name="one_witness_per_duty"
            ),
            models.CheckConstraint(
                condition=~Q(person_key=models.F("witness_key")), name="witness_is_somebody_else"
            ),
        )
