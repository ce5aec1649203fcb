"""Suppliers (penyedia): the shops, artisans and firms that the villages of a kabupaten buy from."""

from django.db import models
from django.db.models import Q

from pbjdesa.kernel.ids import IdField
from pbjdesa.suppliers.rules.places import Spot
from pbjdesa.suppliers.rules.sanctions import Term, sanction_sentence
from pbjdesa.suppliers.states import EntityType, Grade, SupplierStatus
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan
from pbjdesa.territories.tenancy import HomedModel, Looks, TenantForeignKey, TenantModel


class RegisterQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows of the register that all villages of a kabupaten share."""

    def of(self, owner: Desa | Kabupaten) -> "RegisterQuerySet":
        """The register as this village or kabupaten has it.

        Practice villages share a twin kabupaten and would find each other's invented shops: each
        has a register of its own.
        """
        if isinstance(owner, Kabupaten):
            return self.filter(kab_id=owner.pk)
        rows = self.filter(kab_id=owner.kab_id)
        return rows.filter(desa_id=owner.pk) if owner.practice else rows

    def visible_to(self, actor: Looks) -> "RegisterQuerySet":
        """The register of this person's kabupaten; those who keep the system see none."""
        scope = actor.scope
        rows = self.filter(kab_id=scope.kab_id)
        if scope.nothing:
            return rows.none()
        if scope.desa_id is not None:
            return rows.filter(Q(kab__practice=False) | Q(desa_id=scope.desa_id))
        return rows


class RegisterModel(HomedModel):
    """A row of the shared register. `desa` is the village that wrote it down or took it in; none
    where the supplier registered itself and waits, and where the kabupaten writes."""

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="+", null=True, db_index=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        abstract = True


class Supplier(RegisterModel):
    """A supplier in the register of a kabupaten (A052). A stall needs no NIB (A051).

    `place_desa` and `kecamatan` say where the business lies, as far as known; coordinates only
    where somebody typed them. `goods` is what it sells, in plain words. Bank data and NIK are
    secrets: sealed, or kept as a keyed hash. `code_hash` is of the short code that opens the
    supplier's own page together with its link.
    """

    name = models.CharField(max_length=150)
    entity_type = models.CharField(max_length=20, choices=EntityType.choices)
    status = models.CharField(
        max_length=10, choices=SupplierStatus.choices, default=SupplierStatus.ACCEPTED
    )
    status_note = models.CharField(max_length=300, blank=True)
    owner_name = models.CharField(max_length=120)
    owner_nik_hash = models.CharField(max_length=64, blank=True)
    place_desa = models.ForeignKey(
        Desa, models.PROTECT, related_name="+", null=True, db_index=False
    )
    kecamatan = models.ForeignKey(
        Kecamatan, models.PROTECT, related_name="+", null=True, db_index=False
    )
    address = models.CharField(max_length=200)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    phone = models.CharField(max_length=20, blank=True)
    phone_hash = models.CharField(max_length=64, blank=True)
    goods = models.CharField(max_length=300, blank=True)
    kbli = models.CharField(max_length=60, blank=True)
    nib = models.CharField(max_length=13, blank=True)
    has_npwp = models.BooleanField(default=False)
    npwp_sealed = models.CharField(max_length=200, blank=True)
    pkp = models.BooleanField(default=False)
    suket_until = models.DateField(null=True)
    bank_sealed = models.CharField(max_length=400, blank=True)
    bank_hash = models.CharField(max_length=64, blank=True)
    registered_at = models.DateTimeField()
    token_sealed = models.CharField(max_length=200, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_failures = models.PositiveSmallIntegerField(default=0)
    code_locked_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "nib"), condition=~Q(nib=""), name="one_supplier_per_nib"
            ),
        )
        indexes = (
            models.Index(fields=("kab", "status", "name"), name="supplier_by_name"),
            models.Index(fields=("kab", "phone_hash"), name="supplier_by_phone"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def spot(self) -> Spot:
        """Where it lies, for distances."""
        return Spot(self.place_desa_id, self.kecamatan_id, self.latitude, self.longitude)


class SupplierLink(models.Model):
    """Where the link to a supplier's own page leads. Global: who opens a link names no kabupaten.

    Only the keyed hash of the token is kept; a table of links would be a table of keys.
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    token_hash = models.CharField(max_length=64, unique=True)
    kab_id = models.BigIntegerField()
    supplier_id = models.BigIntegerField()


class BankChange(RegisterModel):
    """A new bank account that waits for a second pair of eyes; the old one counts until then.

    `proposed_key` and `decided_key` are keys of persons: one person with two offices is one.
    """

    supplier = TenantForeignKey(Supplier)
    bank_sealed = models.CharField(max_length=400)
    bank_hash = models.CharField(max_length=64, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by_id = models.BigIntegerField()
    proposed_key = models.CharField(max_length=80)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_key = models.CharField(max_length=80, blank=True)
    accepted = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "supplier"),
                condition=Q(decided_at__isnull=True),
                name="one_open_bank_change",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by_id__isnull=True)
                | Q(decided_at__isnull=False, decided_by_id__isnull=False),
                name="bank_change_decided_when_and_who",
            ),
            models.CheckConstraint(
                condition=~Q(decided_key=models.F("proposed_key")),
                name="bank_change_takes_two_people",
            ),
        )


class Sanction(RegisterModel):
    """A supplier whom the kabupaten has shut out from a day until a day, both included (A056)."""

    supplier = TenantForeignKey(Supplier)
    reason = models.CharField(max_length=300)
    decree = models.CharField(max_length=100)
    from_date = models.DateField()
    until_date = models.DateField()
    listed_at = models.DateTimeField()
    listed_by_id = models.BigIntegerField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by_id = models.BigIntegerField(null=True)
    free_from = models.DateField(null=True)
    lifted_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until_date__gte=models.F("from_date")),
                name="sanction_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by_id__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by_id__isnull=False),
                name="sanction_lifted_when_and_who",
            ),
        )
        indexes = (models.Index(fields=("kab", "supplier"), name="sanction_by_supplier"),)

    @property
    def term(self) -> Term:
        """Its days."""
        return Term(self.from_date, self.until_date, self.free_from)

    @property
    def sentence(self) -> str:
        """Why the supplier is neither asked nor chosen; needs the supplier fetched with it."""
        return sanction_sentence(self.supplier.name, self.reason, self.decree, self.term)


class Rating(TenantModel):
    """How a village found a finished order, and what the supplier answered (A055).

    It lies here and not beside the purchase, because it is shown wherever the supplier is: the
    purchase is a plain number, since purchases stand above suppliers. Whether the purchase is
    finished is checked where it is known (procurement.operations.rate_supplier).
    """

    supplier = TenantForeignKey(Supplier)
    purchase_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    on_time = models.CharField(max_length=5, choices=Grade.choices)
    quantity = models.CharField(max_length=5, choices=Grade.choices)
    quality = models.CharField(max_length=5, choices=Grade.choices)
    sentence = models.CharField(max_length=300, blank=True)
    rated_at = models.DateTimeField()
    rated_by_id = models.BigIntegerField()
    reply = models.CharField(max_length=300, blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "purchase_id"), name="one_rating_per_purchase"),
        )
        indexes = (models.Index(fields=("kab", "supplier"), name="rating_by_supplier"),)
