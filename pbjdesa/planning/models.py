"""The year's budget (APBDes) of a village and its announced procurement plan."""

from django.db import models
from django.db.models import Q

from pbjdesa.documents.models import Document, Dossier, StoredFile
from pbjdesa.planning.states import ImportState, Level, Origin, ProcurementWay
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class BudgetYear(TenantModel):
    """One year's APBDes as a whole: locked while activities come or go, and counts its imports."""

    year = models.PositiveSmallIntegerField()
    imports = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "desa", "year"), name="one_budget_per_year"),
        )


class Activity(TenantModel):
    """A kegiatan of one year's APBDes. `ceiling` (pagu) in rupiah; `marks` as of a line."""

    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=250)
    ceiling = models.BigIntegerField()
    way = models.CharField(
        max_length=10, choices=ProcurementWay.choices, default=ProcurementWay.SUPPLIER
    )
    location = models.CharField(max_length=200, blank=True)
    timing = models.CharField(max_length=100, blank=True)
    output = models.CharField(max_length=200, blank=True)
    output_unit = models.CharField(max_length=30, blank=True)
    marks = models.JSONField(default=list)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "desa", "year", "code"), name="one_activity_per_code"
            ),
            models.CheckConstraint(condition=Q(ceiling__gte=0), name="ceiling_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class BudgetLine(TenantModel):
    """One line of an activity's RAB, or the total of one account where the file held no items.

    `key` is the natural key by which a later import finds the same line again.
    `marks` says what is unusual about it (extension code, old code, amount mismatch …).
    `total` is set on account totals only: what the budget gives the account. Items that are typed
    later take from it, and `amount` is what they leave: amounts of lines always add up.
    """

    activity = TenantForeignKey(Activity)
    level = models.CharField(max_length=8, choices=Level.choices)
    key = models.CharField(max_length=250)
    account_code = models.CharField(max_length=20)
    account_name = models.CharField(max_length=200, blank=True)
    sub_name = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=300)
    fund_sources = models.CharField(max_length=60, blank=True)
    volume = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    unit = models.CharField(max_length=40, blank=True)
    unit_price = models.BigIntegerField(null=True)
    amount = models.BigIntegerField()
    total = models.BigIntegerField(null=True)
    marks = models.JSONField(default=list)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "activity", "key"),
                condition=Q(removed_at__isnull=True),
                name="one_line_per_natural_key",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(level=Level.ACCOUNT, total__gte=0),
                name="total_of_account_lines_only",
            ),
        )
        indexes = (
            models.Index(fields=("kab", "desa", "account_code"), name="line_by_account"),
            models.Index(fields=("kab", "activity"), name="line_by_activity"),
        )

    def __str__(self) -> str:
        return self.description


class Commitment(TenantModel):
    """What one purchase takes from one line: promised, and paid so far. Written by later stages."""

    line = TenantForeignKey(BudgetLine)
    activity = TenantForeignKey(Activity)
    purchase_id = models.BigIntegerField()
    committed = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "line", "purchase_id"), name="one_commitment_per_line_and_purchase"
            ),
            models.CheckConstraint(
                condition=Q(committed__gte=0) & Q(paid__gte=0) & Q(paid__lte=models.F("committed")),
                name="paid_within_committed",
            ),
        )
        indexes = (
            models.Index(fields=("kab", "activity"), name="commitment_by_activity"),
            models.Index(fields=("kab", "desa", "purchase_id"), name="commitment_by_purchase"),
        )


class BudgetUpload(TenantModel):
    """An export that somebody sent, kept while its differences are looked at and as evidence.

    `file` holds only the tables that the reader uses: those with personal data are not kept.
    `sha256` is that of the file as it was sent.
    """

    file = TenantForeignKey(StoredFile)
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "desa", "sha256"), name="one_upload_per_file"),
        )


class BudgetImport(TenantModel):
    """One import of a file: what it changed (for undo), and what was strange about it.

    `number` counts the imports of a year. `before` holds, by id, the fields that were changed as
    they were; null for a row that the import made.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    version = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=ImportState.choices)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "desa", "year", "number"), name="one_import_per_number"
            ),
        )


class ProcurementPlan(TenantModel):
    """The plan a kades announced; a change is a new version, the old one stays readable (A047)."""

    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    dossier = TenantForeignKey(Dossier)
    document = TenantForeignKey(Document)
    announced_at = models.DateTimeField()
    announced_by_id = models.BigIntegerField()
    rows = models.JSONField()
    total = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "desa", "year", "version"), name="one_plan_per_version"
            ),
        )


class PriceReference(TenantModel):
    """A price the village knows, with its source: the small price book behind an HPS (A005).

    `standard`: the kabupaten's own standard price of the thing, where the rules make it a limit.
    """

    item = models.CharField(max_length=200)
    unit = models.CharField(max_length=40)
    price = models.BigIntegerField()
    source = models.CharField(max_length=200)
    seen_on = models.DateField()
    standard = models.BooleanField(default=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(price__gt=0), name="price_positive"),)
        indexes = (models.Index(fields=("kab", "desa", "item"), name="price_by_item"),)
