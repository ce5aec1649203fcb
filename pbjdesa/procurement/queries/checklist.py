"""What the file of a purchase holds and what it lacks, by the matrix of papers (A015, A019)."""

from dataclasses import dataclass

from pbjdesa.documents.matrix import Row, place_of, row_of
from pbjdesa.documents.models import Attachment, Document
from pbjdesa.documents.queries import SIGNED, papers_of
from pbjdesa.kernel import clock
from pbjdesa.people.queries import tpk_of
from pbjdesa.planning.queries import current_plan
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries.purchases import method_of, rules_for
from pbjdesa.regulations.rules import file_papers
from pbjdesa.regulations.words import paper_words


@dataclass(frozen=True)
class Line:
    """One paper of the file: what it is, whether the rules want it, and what there is of it.

    `kinds` stand for each other: one is enough. `papers` are those in force; `signed` the ids of
    those whose signed sheet was photographed; `by_hand` photos of forms that were filled in by
    hand. `elsewhere` names a paper that exists outside of the system.
    """

    row: Row
    kinds: tuple[str, ...]
    required: bool
    papers: tuple[Document, ...] = ()
    signed: frozenset[int] = frozenset()
    by_hand: tuple[Attachment, ...] = ()
    elsewhere: str = ""

    @property
    def label(self) -> str:
        """What villagers call it."""
        return paper_words("/".join(self.kinds))

    @property
    def present(self) -> bool:
        return bool(self.papers or self.by_hand or self.elsewhere)

    @property
    def is_signed(self) -> bool:
        """Every paper in force came back signed, or it was filled in and signed by hand."""
        if not self.papers:
            return bool(self.by_hand)
        return all(paper.pk in self.signed for paper in self.papers)

    @property
    def missing(self) -> bool:
        return self.required and not self.present


def checklist(purchase: Purchase) -> list[Line]:
    """Every paper that the rules name for this method, and any other that is there, in the order of
    the matrix. The number of queries does not depend on the number of papers."""
    papers = [*papers_of(purchase.dossier), *_of_the_year(purchase)]
    team = _decree(purchase)
    papers += team.papers
    photos = _signed_photos(purchase, papers)
    lines = [
        _line(kinds, required, papers, photos, team.number)
        for kinds, required in file_papers(rules_for(purchase), method_of(purchase).slug)
    ]
    named = {kind for line in lines for kind in line.kinds}
    others = dict.fromkeys(paper.kind for paper in papers if paper.kind not in named)
    lines += [_line((kind,), False, papers, photos, "") for kind in others]
    return sorted(lines, key=lambda line: min(place_of(kind) for kind in line.kinds))


def papers_missing(lines: list[Line]) -> list[str]:
    """The names of what the rules want and nobody has made yet."""
    return [line.label for line in lines if line.missing]


def sheets_made(purchase: Purchase, kind: str) -> list[Document]:
    """The papers of a kind that are in force in this file, whatever their variant."""
    return [paper for paper in papers_of(purchase.dossier) if paper.kind == kind]


def sheet_made(purchase: Purchase, kind: str, variant: str) -> Document | None:
    """The one of these papers that is in force, if it was made."""
    made = sheets_made(purchase, kind)
    return next((paper for paper in made if paper.variant == variant), None)


def version_of(paper: Document | None) -> int:
    """How many times a paper was made; 0 for none."""
    return paper.version if paper else 0


def _line(
    kinds: tuple[str, ...],
    required: bool,
    papers: list[Document],
    photos: list[Attachment],
    decree: str,
) -> Line:
    mine = tuple(paper for paper in papers if paper.kind in kinds)
    ids = {paper.pk for paper in mine}
    return Line(
        row=row_of(kinds[0]),
        kinds=kinds,
        required=required,
        papers=mine,
        signed=frozenset(photo.document_id for photo in photos if photo.document_id in ids),
        by_hand=tuple(photo for photo in photos if photo.paper in kinds and not photo.document_id),
        elsewhere=decree if "sk_tpk" in kinds and not mine else "",
    )


def _of_the_year(purchase: Purchase) -> list[Document]:
    """The announced plan of the year: one for all its purchases."""
    plan = current_plan(purchase.desa, purchase.year)
    return [plan.document] if plan else []


@dataclass(frozen=True)
class _Decree:
    number: str
    papers: tuple[Document, ...]


def _decree(purchase: Purchase) -> _Decree:
    """The decree of the team of this activity: the paper, or only its number where it was written
    outside of the system (A004)."""
    desa = purchase.desa
    team = tpk_of(desa, clock.today(desa.zone), purchase.activity.code)
    number = next((seat.decree for seat in team if seat.decree), "")
    if not number:
        return _Decree("", ())
    rows = Document.objects.of(desa).filter(kind="sk_tpk", number=number)
    return _Decree(number, tuple(rows.filter(superseded_at__isnull=True)))


def _signed_photos(purchase: Purchase, papers: list[Document]) -> list[Attachment]:
    """Photos of signed papers: of this file, and of the papers that it shares with others."""
    dossiers = {purchase.dossier_id, *(paper.dossier_id for paper in papers)}
    rows = Attachment.objects.like(purchase).filter(dossier_id__in=dossiers, kind=SIGNED)
    return list(rows.order_by("pk"))
