"""Dossiers and what lies in them: papers, photos, receipts. Nothing is deleted, only superseded.

The engine does not know what an HPS is: each stage declares its own kinds of paper.
"""

from django.db import models
from django.db.models import Q

from pbjdesa.kernel.ids import IdField
from pbjdesa.territories.models import Kabupaten
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class Dossier(TenantModel):
    """The file set of one owner (a purchase, a plan, an SK TPK, a session)."""

    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()

    class Meta:
        indexes = (models.Index(fields=("kab", "desa", "year"), name="dossier_by_year"),)


class StoredFile(TenantModel):
    """Bytes on disk under their own SHA-256; the same bytes of a village are kept once."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=60)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "desa", "sha256"), name="one_file_per_content"),
        )


class Attachment(TenantModel):
    """A photo or receipt that a person put into a dossier; of a signed paper with its `document`.

    `paper` is the kind of paper that was photographed; a form filled in by hand has no `document`.

    `claimed_at`, `latitude`, … come from the phone and are shown as "menurut HP";
    `received_at` is the server's.
    """

    dossier = TenantForeignKey(Dossier)
    file = TenantForeignKey(StoredFile)
    kind = models.CharField(max_length=40)
    document = TenantForeignKey("documents.Document", null=True)
    paper = models.CharField(max_length=60, blank=True)
    caption = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    added_by_id = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("kab", "dossier"), name="attachment_by_dossier"),)


class Document(TenantModel):
    """A paper: the data it was made from, its number, its wording's version, its hash.

    `data` leaves out what is private; `frozen` is the whole composed paper, sealed, so that later
    changes of wording, letterhead or officials do not touch it. The PDF is derived from it and is
    the same bytes every time; `sha256` is over the composed paper. `variant` tells papers of one
    kind apart that live side by side in a dossier: the letter to each supplier, the minutes of each
    round.
    """

    dossier = TenantForeignKey(Dossier)
    kind = models.CharField(max_length=60)
    variant = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=80, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    dated = models.DateField()
    data = models.JSONField()
    frozen = models.TextField()
    wording_version = models.CharField(max_length=20)
    template_version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    audit_head = models.CharField(max_length=64)
    code = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    issued_by_id = models.BigIntegerField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "dossier", "kind", "variant", "version"),
                name="one_paper_per_version",
            ),
            models.UniqueConstraint(
                fields=("kab", "desa", "number"),
                condition=~Q(number=""),
                name="one_paper_per_number",
            ),
        )
        indexes = (models.Index(fields=("kab", "dossier"), name="document_by_dossier"),)


class CheckCode(models.Model):
    """Where the paper with a check code lives. Global: who checks a paper knows nothing else.

    `document_id` may also be the id of what a stage above gives a code to: a received offer.
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    code = models.CharField(max_length=12, unique=True)
    kab_id = models.BigIntegerField()
    document_id = models.BigIntegerField()


class NumberSeries(TenantModel):
    """The last number used in one series of a village and year; locked while the next is taken."""

    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "desa", "series", "year"), name="one_counter_per_series"
            ),
        )


class NumberEntry(TenantModel):
    """One line of the register of letter numbers: a number that was given, and for what.

    `document` is the paper that the system printed with it; a manual one stands on a letter that
    was typed elsewhere. `sequence` is its place in the series of the year, None for a number of
    another pattern. A cancelled number stays with its reason and is never given again.
    """

    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=80)
    dated = models.DateField()
    about = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200, blank=True)
    document = TenantForeignKey(Document, null=True)
    manual = models.BooleanField(default=False)
    noted_at = models.DateTimeField()
    noted_by_id = models.BigIntegerField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by_id = models.BigIntegerField(null=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "desa", "number"), name="one_line_per_number"),
            models.UniqueConstraint(
                fields=("kab", "desa", "series", "year", "sequence"),
                condition=Q(sequence__isnull=False),
                name="one_line_per_sequence",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by_id__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by_id__isnull=False),
                name="number_cancelled_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("kab", "desa", "year", "dated"), name="numbers_by_day"),)


class WordingEdition(models.Model):
    """A kabupaten's own words for one kind of paper, from a day on; never edited, only replaced.

    `content` is the whole wording as canonical JSON; "" goes back to the delivered one. The newest
    edition whose first day has come is used, by practice villages too. `number` counts the editions
    of a kind in the kabupaten: papers made from the second name it "kab-2".
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    kab = models.ForeignKey(Kabupaten, models.PROTECT, related_name="+")
    kab_code = models.CharField(max_length=5)
    kind = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    content = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    in_force_from = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    written_by = models.CharField(max_length=250)
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "kind", "number"), name="one_wording_per_edition"
            ),
        )
        indexes = (models.Index(fields=("kab_code", "kind", "number"), name="wording_by_kind"),)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What papers call it."""
        return f"kab-{self.number}"


class LogoEdition(models.Model):
    """The arms of a kabupaten on letterheads, from the moment they were sent; the newest counts.

    `png` is the cleaned picture as base64; "" prints none. Papers keep a copy of the one they have.
    """

    GLOBAL_TABLE = True

    id = IdField(primary_key=True)
    kab = models.ForeignKey(Kabupaten, models.PROTECT, related_name="+")
    kab_code = models.CharField(max_length=5)
    number = models.PositiveSmallIntegerField()
    png = models.TextField(blank=True)
    written_by = models.CharField(max_length=250)
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kab", "number"), name="one_logo_per_edition"),
        )
        indexes = (models.Index(fields=("kab_code", "number"), name="logo_by_number"),)

    def __str__(self) -> str:
        return f"logo {self.number}"
