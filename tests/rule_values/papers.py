"""What a paper says, as plain text: enough to see whether a rule changed it."""

from collections.abc import Iterator
from typing import Any

from pbjdesa.documents.models import Document, Dossier
from pbjdesa.documents.paper.model import Paper, to_json
from pbjdesa.documents.queries import paper_of, papers_of


def words_of(paper: Paper) -> str:
    """Every text on a paper, one after another."""
    return "\n".join(_texts(to_json(paper)))


def newest(dossier: Dossier, kind: str) -> Document:
    """The paper of a kind that is in force."""
    return next(paper for paper in papers_of(dossier) if paper.kind == kind)


def printed(dossier: Dossier, kind: str) -> str:
    """The text of the paper of a kind that is in force."""
    return words_of(paper_of(newest(dossier, kind)))


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        if set(thing) == {"text", "bold"}:
            yield thing["text"]
            return
        for inner in thing.values():
            yield from _texts(inner)
    elif isinstance(thing, list):
        if thing and all(isinstance(one, dict) and set(one) == {"text", "bold"} for one in thing):
            yield "".join(one["text"] for one in thing)
            return
        for inner in thing:
            yield from _texts(inner)
