"""The check page of every kind of paper: light, with the main facts, without personal data."""

import gzip
import re
from collections.abc import Iterator

import pytest
from django.test import Client

from pbjdesa.documents.models import Document
from pbjdesa.documents.operations import issue_paper, open_dossier
from pbjdesa.documents.paper import values
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.testing import sample_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.transparency.rules import public_text
from tests.world import YEAR, Village, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LARGEST = 6 * 1024
"""Bytes as they come over the wire."""


@pytest.fixture
def place() -> Village:
    return village(territory())


def issued(place: Village, kind: PaperKind) -> Document:
    by, today = place.by("kasi"), clock.today()
    rules = rules_of(in_force(place.desa.kab.code, today))
    dossier = open_dossier(by=by, desa=place.desa, title=kind.name, year=YEAR)
    return issue_paper(
        by=by, dossier=dossier, kind=kind.slug, data=sample_of(kind), rules=rules, dated=today
    )


def private_texts(kind: PaperKind) -> Iterator[str]:
    sample = sample_of(kind)
    for field in kind.fields:
        if field.private:
            yield str(sample[field.name])


def test_every_check_page_is_light_and_tells_the_facts_and_no_secret(place: Village) -> None:
    heavy, silent, leaks = [], [], []
    for kind in PAPERS:
        paper = issued(place, kind)
        response = Client().get(f"/cek/{paper.code}", headers={"accept-encoding": "gzip"})
        sent = response.content
        coded = response.headers.get("Content-Encoding") == "gzip"
        size = len(sent) if coded else len(gzip.compress(sent))
        page = (gzip.decompress(sent) if coded else sent).decode()
        words = re.sub(r"<wbr>|<[^>]+>|\s", "", page)
        if size > LARGEST:
            heavy.append((kind.slug, size))
        facts = values.facts(kind, sample_of(kind))
        wanted = ["Surat ini asli", paper.sha256, *(public_text(value) for _, value in facts)]
        silent += [(kind.slug, each) for each in wanted if _bare(each) not in words]
        leaks += [(kind.slug, text) for text in private_texts(kind) if _bare(text) in words]
    assert (heavy, silent, leaks) == ([], [], [])


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text).replace("&", "&amp;").replace("'", "&#x27;")
