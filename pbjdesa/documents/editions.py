"""Which words and which arms a kabupaten's papers have on a day."""

import functools
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from pbjdesa.documents.models import LogoEdition, WordingEdition
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.trial import checked
from pbjdesa.documents.paper.wording import Wording, plain, wording_of


def editions_of(kab_code: str, kind: PaperKind) -> list[WordingEdition]:
    """The editions of a kind in a kabupaten, the newest first."""
    rows = WordingEdition.objects.filter(kab_code=kab_code, kind=kind.slug)
    return list(rows.order_by("-number"))


def newest_number(kab_code: str, kind: PaperKind) -> int:
    """The number of the newest edition; 0 while a kabupaten has none."""
    rows = WordingEdition.objects.filter(kab_code=kab_code, kind=kind.slug)
    return rows.order_by("-number").values_list("number", flat=True).first() or 0


def holding(editions: Iterable[WordingEdition], day: date) -> WordingEdition | None:
    """The newest of them whose first day has come, None for the delivered wording.

    A newer edition replaces older ones that have not begun, too.
    """
    begun = [one for one in editions if one.in_force_from <= day]
    return max(begun, key=lambda one: one.number, default=None)


def editions_by_kind(kab_code: str) -> dict[str, list[WordingEdition]]:
    """All editions of a kabupaten by kind, without their texts; one query."""
    found: dict[str, list[WordingEdition]] = {}
    rows = WordingEdition.objects.filter(kab_code=kab_code).defer("content")
    for row in rows.order_by("kind", "number"):
        found.setdefault(row.kind, []).append(row)
    return found


def wording_on(kab_code: str, kind: PaperKind, day: date) -> Wording:
    """The words that a paper of this day is made with; one query.

    An own wording that does not fit the kind any more, since a release added a field, is left
    aside: the delivered one always fits, and no purchase waits for the kabupaten.
    """
    row = (
        WordingEdition.objects.filter(kab_code=kab_code, kind=kind.slug, in_force_from__lte=day)
        .order_by("-number")
        .first()
    )
    return (row and own_wording(row, kind)) or wording_of(kind)


def own_wording(row: WordingEdition, kind: PaperKind) -> Wording | None:
    """The wording of an edition; None for the delivered one, or when it does not fit any more."""
    wording = _read(kind, row.content) if row.content else None
    return replace(wording, edition=row.name) if wording else None


@functools.lru_cache(maxsize=256)
def _read(kind: PaperKind, content: str) -> Wording | None:
    return checked(json.loads(content), kind)[0]


def content_of(row: WordingEdition | None, kind: PaperKind) -> dict[str, Any]:
    """The plain values of an edition, of the delivered wording for None; a copy of one's own."""
    if row is not None and row.content:
        own: dict[str, Any] = json.loads(row.content)
        return own
    return delivered(kind)


def delivered(kind: PaperKind) -> dict[str, Any]:
    """The plain values of the wording that comes with the kind."""
    return plain((kind.folder / "wording.toml").read_text(encoding="utf-8"))


def newest_logo(kab_code: str) -> LogoEdition | None:
    """The arms that a kabupaten has sent itself; one query."""
    return LogoEdition.objects.filter(kab_code=kab_code).order_by("-number").first()
