"""Looking into dossiers; printing papers; checking a paper by its code."""

import base64
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from pbjdesa.documents import files
from pbjdesa.documents.editions import newest_logo, wording_on
from pbjdesa.documents.intact import is_intact
from pbjdesa.documents.models import Attachment, CheckCode, Document, Dossier
from pbjdesa.documents.paper import codes, values
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.kinds import Issuer, PaperKind
from pbjdesa.documents.paper.model import Letterhead, Paper, from_json
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.trial import trial_of
from pbjdesa.documents.paper.wording import Wording
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.secrets import unseal
from pbjdesa.regulations.rules import letterhead
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.titles import paper_words
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan

SIGNED = "tanda_tangan"
"""The kind of attachment that a photo of a signed paper is."""


def papers_of(dossier: Dossier) -> list[Document]:
    """The papers in force, in the order they were issued."""
    return list(
        Document.objects.like(dossier)
        .filter(dossier=dossier, superseded_at__isnull=True)
        .order_by("issued_at", "pk")
    )


def photos_of(dossier: Dossier, kind: str = "") -> list[Attachment]:
    """The photos of a dossier, oldest first."""
    photos = Attachment.objects.like(dossier).filter(dossier=dossier).select_related("file")
    return list((photos.filter(kind=kind) if kind else photos).order_by("pk"))


def signed_photos(dossier: Dossier) -> dict[int, Attachment]:
    """The newest photo of each signed paper, by the id of the paper; one query."""
    photos = Attachment.objects.like(dossier).filter(dossier=dossier, kind=SIGNED)
    return {
        photo.document_id: photo
        for photo in photos.filter(document__isnull=False).order_by("pk")
        if photo.document_id
    }


def paper_of(document: Document) -> Paper:
    """The paper as it was frozen: later changes of letterhead or officials do not touch it."""
    return from_json(json.loads(unseal("paper", document.frozen)))


def pdf_of(document: Document) -> bytes:
    """The paper as PDF/A; the same document always gives the same bytes."""
    return render_pdf(paper_of(document), files.read)


def letterhead_of(desa: Desa, rules: RuleSet, issuer: Issuer = "desa") -> Letterhead:
    """The kop of the village, or of its TPK."""
    names = {
        "kabupaten": desa.kab.name.removeprefix("Kabupaten ").removeprefix("Kota "),
        "kecamatan": desa.kecamatan.name,
        "desa": desa.name,
    }
    lines, address = letterhead(
        rules,
        "tpk" if issuer == "tpk" else "desa",
        **names,
        address=desa.address,
        postcode=desa.postcode,
    )
    return Letterhead(
        **names,
        lines=lines,
        address=(address,) if address else (),
        logo=_logo(desa) if rules.letterhead.logo.value else "",
    )


def _logo(desa: Desa) -> str:
    """The arms that the kabupaten has sent, else the operator's file in the data folder; "" for
    none."""
    own = newest_logo(desa.kab.code)
    if own is not None:
        return own.png
    file = Path(settings.FILES).parent / "logo" / f"{desa.kab.code}.png"
    return base64.b64encode(file.read_bytes()).decode() if file.is_file() else ""


def loose_paper(
    desa: Desa,
    rules: RuleSet,
    kind: str,
    data: dict[str, Any],
    *,
    dated: date | None = None,
    code: str = "",
    check_url: str = "",
) -> Paper:
    """A paper that is in no dossier and takes no number: a blank form (no `data`), or an answer
    whose own check code is kept elsewhere, such as the receipt of an offer."""
    paper = PAPERS[kind]
    return compose(
        paper,
        data,
        letterhead_of(desa, rules, paper.issuer),
        date=dated,
        code=code,
        check_url=check_url,
        practice=desa.practice,
        size=rules.letterhead.paper_size.value,
        wording=wording_on(desa.kab.code, paper, dated or clock.today(desa.zone)),
        words=paper_words(rules),
    )


def example_of(
    kab: Kabupaten,
    rules: RuleSet,
    kind: PaperKind,
    wording: Wording,
    *,
    on: date,
    logo: str | None = None,
) -> Paper:
    """The sample of a kind in these words, under the letterhead of an invented village there.

    `logo` tries another picture (base64). Nothing is stored. Raises Refused when it does not print.
    """
    desa = Desa(
        kab=kab,
        kecamatan=Kecamatan(kab=kab, name="Teladan"),
        name="Sukamulya",
        address="Jalan Raya Sukamulya Nomor 1",
        postcode="50000",
    )
    head = letterhead_of(desa, rules, kind.issuer)
    return trial_of(
        kind,
        wording,
        head if logo is None else replace(head, logo=logo),
        on=on,
        size=rules.letterhead.paper_size.value,
        words=paper_words(rules),
    )


@dataclass(frozen=True)
class Checked:
    """What the public may know of a genuine paper: its main facts and its fingerprint.

    One that is not `intact` was changed behind the program's back and must not pass as genuine.
    """

    document: Document
    facts: tuple[tuple[str, str], ...]
    in_force: bool
    intact: bool


def check(text: str) -> Checked | None:
    """The paper with this check code, or None: also where the code is of something that a stage
    above keeps (the receipt of an offer). A code that is one character off finds nothing."""
    code = codes.normalise(text)
    found = CheckCode.objects.filter(code=code).first() if code else None
    if found is None:
        return None
    document = (
        Document.objects.of(Kabupaten.objects.get(pk=found.kab_id))
        .select_related("desa__kecamatan", "desa__kab")
        .filter(pk=found.document_id)
        .first()
    )
    if document is None:
        return None
    intact = is_intact(document)
    facts = values.facts(PAPERS[document.kind], document.data) if intact else ()
    return Checked(document, facts, document.superseded_at is None, intact)
