"""Persons, the offices they hold, and the accounts they log in with."""

from datetime import date

from django.db import models
from django.db.models import Q

from pbjdesa.kernel.ids import IdField
from pbjdesa.people.offices import OFFICES, Office
from pbjdesa.people.states import TpkElement
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan
from pbjdesa.territories.tenancy import HomedModel, Looks, Scope, TenantForeignKey


class KabQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows of a kabupaten that need not belong to one desa (officials of all levels)."""

    def of(self, owner: Desa | Kabupaten) -> "KabQuerySet":
        """Rows of this desa, or of this kabupaten."""
        if isinstance(owner, Desa):
            return self.filter(kab_id=owner.kab_id, desa_id=owner.pk)
        return self.filter(kab_id=owner.pk)

    def visible_to(self, actor: Looks) -> "KabQuerySet":
        """Rows that this person may see."""
        scope: Scope = actor.scope
        rows = self.filter(kab_id=scope.kab_id)
        if scope.nothing:
            return rows.none()
        if scope.desa_id is not None:
            return rows.filter(desa_id=scope.desa_id)
        if scope.kecamatan_id is not None:
            return rows.filter(
                Q(kecamatan_id=scope.kecamatan_id) | Q(desa__kecamatan_id=scope.kecamatan_id)
            )
        return rows


class KabModel(HomedModel):
    """A row of a kabupaten; desa or kecamatan are set where the row belongs to one."""

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="+", null=True)
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="+", null=True)

    objects = KabQuerySet.as_manager()

    class Meta:
        abstract = True


class Person(KabModel):
    """A natural person. One NIK is one person; the NIK itself is never stored, only its keyed hash.

    `twin_of_id` is set on a person of a practice village: the real person who practises. It is a
    plain number, since the real person lives in another home.
    """

    name = models.CharField(max_length=120)
    nik_hash = models.CharField(max_length=64, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    twin_of_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "nik_hash"), condition=~Q(nik_hash=""), name="one_person_per_nik"
            ),
            models.UniqueConstraint(
                fields=("kab", "desa", "twin_of_id"),
                condition=Q(twin_of_id__isnull=False),
                name="one_twin_per_practice_village",
            ),
        )
        indexes = (models.Index(fields=("kab", "desa"), name="person_by_desa"),)

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What "the same person" means when duties are compared: the NIK where known."""
        return self.nik_hash or f"person:{self.pk}"


class Appointment(KabModel):
    """A person in an office by decree, from a day and until a day. Operations are signed by one.

    `element` is set for a seat in the TPK alone: the part of the village that it is taken from.
    """

    person = TenantForeignKey(Person)
    office = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    decree = models.CharField(max_length=80, blank=True)
    acting = models.CharField(max_length=3, blank=True, choices=[("Plt", "Plt"), ("Plh", "Plh")])
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    activity_prefixes = models.JSONField(default=list)
    element = models.CharField(max_length=20, choices=TpkElement.choices, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=models.F("from_date")),
                name="appointment_ends_after_it_starts",
            ),
        )
        indexes = (models.Index(fields=("kab", "desa", "office"), name="appointment_by_office"),)

    def __str__(self) -> str:
        return f"{self.person} ({self.full_title})"

    @property
    def full_title(self) -> str:
        """Plt. Kepala Desa, or just the title."""
        return f"{self.acting}. {self.title}" if self.acting else self.title

    @property
    def kind(self) -> Office:
        """The office itself."""
        return OFFICES[self.office]

    def holds_on(self, day: date) -> bool:
        """Whether the appointment is in force on `day`."""
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)

    def covers(self, activity_code: str) -> bool:
        """R-11: a PKA runs the activities of its own field, given as code prefixes (empty: all)."""
        return not self.activity_prefixes or activity_code.startswith(tuple(self.activity_prefixes))


class Account(models.Model):
    """How a person logs in: a name and a six-digit PIN given by the system.

    Global, because a log-in does not yet know its kabupaten; it holds no personal data.
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    username = models.CharField(max_length=60, unique=True)
    kab_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    pin = models.CharField(max_length=160)
    session_epoch = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    failures_today = models.PositiveSmallIntegerField(default=0)
    last_failure_at = models.DateTimeField(null=True)
    locked_until = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab_id", "person_id"), name="one_account_per_person"),
        )

    def __str__(self) -> str:
        return self.username


class Invitation(models.Model):
    """A one-time code on paper: whoever types it gets the office that the letter names.

    Global like an account, because a code does not yet know its kabupaten; it holds no personal
    data, and of the code only the keyed hash. It can be redeemed until `expires_at`. With
    `person_id` it is for somebody who is in office already: the code gives the log-in alone.
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    kab = models.ForeignKey(Kabupaten, models.PROTECT, related_name="+")
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="+", null=True)
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="+", null=True)
    office = models.CharField(max_length=40)
    person_id = models.BigIntegerField(null=True)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, used_by_id__isnull=True)
                | Q(used_at__isnull=False, used_by_id__isnull=False),
                name="invitation_used_when_and_who",
            ),
        )
        indexes = (models.Index(fields=("desa", "office"), name="invitation_by_office"),)
