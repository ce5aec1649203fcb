"""Putting papers and photos into a dossier."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max

from pbjdesa.documents import files
from pbjdesa.documents.editions import wording_on
from pbjdesa.documents.intact import testimony
from pbjdesa.documents.models import (
    Attachment,
    CheckCode,
    Document,
    Dossier,
    StoredFile,
)
from pbjdesa.documents.numbering import enter_paper, number_paper
from pbjdesa.documents.paper import codes
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.model import to_json
from pbjdesa.documents.paper.render import TEMPLATE_VERSION
from pbjdesa.documents.queries import SIGNED, letterhead_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.documents.signed import has_photo
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import seal
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.titles import paper_words
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home, same_home


@operation
def open_dossier(*, by: audit.Signer, desa: Desa, title: str, year: int) -> Dossier:
    """A new, empty file set for one owner."""
    dossier = Dossier(**home(desa), title=title, year=year)
    dossier.save()
    record(dossier, by=by)
    return dossier


@operation
def issue_paper(
    *,
    by: audit.Signer,
    dossier: Dossier,
    kind: str,
    data: dict[str, Any],
    rules: RuleSet,
    dated: date,
    variant: str = "",
    words: Mapping[str, str] | None = None,
) -> Document:
    """Compose and freeze a paper, number it, give it a check code; its forerunner is superseded.

    The PDF is made from the frozen paper whenever somebody wants it; nothing is rendered here, so
    the transaction stays short. Papers of one kind with different `variant` live side by side: a
    letter to each supplier. `words` name offices in another way, because others act.
    """
    paper_kind = PAPERS[kind]
    head, code = audit.head(audit.chain_of(dossier)), codes.new_code()
    number, place = _number(dossier.desa, paper_kind, rules, dated)
    paper = compose(
        paper_kind,
        data,
        letterhead_of(dossier.desa, rules, paper_kind.issuer),
        number=number,
        date=dated,
        code=code,
        check_url=check_address(code),
        audit_head=head,
        practice=dossier.desa.practice,
        size=rules.letterhead.paper_size.value,
        wording=wording_on(dossier.desa.kab.code, paper_kind, dated),
        words={**paper_words(rules), **(words or {})},
    )
    plain = to_json(paper)
    document = Document(
        **same_home(dossier),
        dossier=dossier,
        kind=kind,
        variant=variant,
        number=number,
        version=_supersede(dossier, kind, variant),
        title=paper_kind.name,
        dated=dated,
        data=_without_private(paper_kind, data),
        frozen=seal("paper", audit.canonical(plain).decode()),
        wording_version=str(paper.wording_version),
        template_version=TEMPLATE_VERSION,
        sha256=audit.digest(plain),
        audit_head=head,
        code=code,
        issued_at=clock.now(),
        issued_by_id=by.pk,
    )
    document.save()
    if number:
        enter_paper(document, place, rules, by=by)
    _make_findable(document)
    record(document, by=by, data=testimony(document))
    return document


def _number(desa: Desa, kind: PaperKind, rules: RuleSet, dated: date) -> tuple[str, int]:
    """The next number and its place; none for a supplier's own letter: no series is touched."""
    return ("", 0) if kind.issuer == "supplier" else number_paper(desa, kind.slug, rules, dated)


def _make_findable(document: Document) -> None:
    """Its check code leads to it from anywhere."""
    CheckCode.objects.create(
        id=new_id(), code=document.code, kab_id=document.kab_id, document_id=document.pk
    )


def check_address(code: str) -> str:
    """Where anybody can check a paper; short enough for a small QR."""
    return f"{settings.ORIGIN}/cek/{code}"


def _supersede(dossier: Dossier, kind: str, variant: str) -> int:
    earlier = Document.objects.like(dossier).filter(dossier=dossier, kind=kind, variant=variant)
    version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
    earlier.filter(superseded_at__isnull=True).update(superseded_at=clock.now())
    return version


def _without_private(paper: PaperKind, data: dict[str, Any]) -> dict[str, Any]:
    private = {field.name for field in paper.fields if field.private}
    return {name: value for name, value in data.items() if name not in private}


@operation
def attach_photo(
    *, by: audit.Signer, dossier: Dossier, kind: str, photo: bytes, caption: str = ""
) -> Attachment:
    """Keep a cleaned photo (see `files.clean_photo`) in a dossier."""
    stored = _stored(dossier.desa, photo)
    attachment = Attachment(
        **same_home(dossier),
        dossier=dossier,
        file=stored,
        kind=kind,
        caption=caption,
        received_at=clock.now(),
        added_by_id=by.pk,
    )
    attachment.save()
    record(attachment, by=by, data={"kind": kind, "hash": stored.sha256})
    return attachment


@operation
def keep_photo(*, by: Appointment, desa: Desa, photo: bytes) -> StoredFile:
    """Keep a cleaned photo of a paper that is not known yet, so that it need not be taken again
    when the paper's code could not be read (A022)."""
    check_authority(by, desa=desa)
    stored = _stored(desa, photo)
    record(stored, by=by, data={"hash": stored.sha256})
    return stored


def _stored(desa: Desa, photo: bytes) -> StoredFile:
    """The bytes on disk and their row; the same bytes of a village are kept once."""
    sha256 = files.keep(photo)
    stored = StoredFile.objects.of(desa).filter(sha256=sha256).first()
    if stored is None:
        stored = StoredFile(**home(desa), sha256=sha256, size=len(photo), media_type="image/jpeg")
        stored.save()
    return stored


@operation
def file_signed(
    *,
    by: Appointment,
    dossier: Dossier,
    kind: str,
    photo: bytes,
    document: Document | None = None,
) -> Attachment:
    """Keep the photo of a paper that was signed by hand, beside the paper itself where it has one:
    a blank form that was filled in by hand has none (A022). A paper may have several: its pages.

    Raises Refused for a paper that was replaced since: its signatures are worth nothing; and for a
    photo that the paper has already.
    """
    check_authority(by, desa=dossier.desa)
    if document is not None and document.superseded_at is not None:
        raise Refused("Surat ini sudah diganti. Cetak dan tanda tangani surat yang baru.")
    if document is not None and has_photo(document, photo):
        raise Refused("Foto ini sudah ada pada surat itu. Foto halaman lain, atau surat lain.")
    number = f" {document.number}" if document else ""
    attachment = attach_photo(
        by=by,
        dossier=dossier,
        kind=SIGNED,
        photo=photo,
        caption=f"{PAPERS[kind].name}{number}"[:200],
    )
    attachment.document, attachment.paper = document, kind
    attachment.save()
    record(attachment, by=by, data={"kind": kind})
    return attachment
