"""Nobody of the village can read a price before the opening, and the log proves it (A009)."""

import ast
import json
import logging
import re
from collections import deque
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from pbjdesa.documents.models import Document
from pbjdesa.documents.paper.model import to_json
from pbjdesa.documents.queries import paper_of
from pbjdesa.kernel import audit, clock, guard
from pbjdesa.kernel.money import group, terbilang
from pbjdesa.kernel.secrets import unseal
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Invitee, Offer, Purchase
from tests import scene, tenders
from tests.clients import client_for
from tests.house.source import Source, sources
from tests.tenders import CLOSING, START, TenderVillage, content_of
from tests.world import territory, watcher

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PRICE = 87_654_321
TOTAL = PRICE * 200
PLANTED = [
    text
    for amount in (PRICE, TOTAL)
    for text in (str(amount), group(amount), f"{amount:,}", terbilang(amount))
]
"""The planted price as it may be written anywhere, and what it comes to for 200 bags."""
NOON = START + timedelta(days=2)

OPENS = {
    "procurement/operations/opening.py": {"offer:", "offer-photo:"},
    "procurement/operations/envelopes.py": {"offer-typed:"},
    "procurement/queries/entrance.py": {"offer-token", "offer-code", "offer-draft:"},
}
"""The only places that open anything of an offer: the opening, the second typing of a letter, and
the supplier's own door (whose drafts need what the supplier's phone keeps)."""

OWN_SESSION = {"web/sessions.py": "opens only what a page sealed into the reader's own session"}


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker) -> Iterator[TenderVillage]:
    logging.disable(logging.WARNING)  # a crawl meets pages of other offices
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        village = tender_place()
        yield village
    logging.disable(logging.NOTSET)


def tender_place() -> TenderVillage:
    place = tenders.tender_village(territory(), logins=True)
    for office in ("camat", "pendamping", "inspektorat"):
        watcher(place.desa.kab, office, place.desa, username=office)
    return place


@pytest.fixture
def waiting(place: TenderVillage) -> Purchase:
    """Two suppliers have sent and saved the planted price; the hour has not come."""
    purchase = tenders.request_sent(place)
    one, two, _ = tenders.invitees(purchase)
    tenders.send(one, planted(purchase), at=NOON, photos=[str(PRICE).encode()])
    entry = tenders.come_in(two)
    with clock.frozen(NOON):
        operations.save_offer_draft(by=None, invitee=two, content=planted(purchase), entry=entry)
    return purchase


def planted(purchase: Purchase) -> operations.OfferContent:
    first, *others = queries.items_of(purchase)
    return content_of(purchase, prices={first.pk: PRICE, **{item.pk: None for item in others}})


def told(text: str) -> list[str]:
    """The ways in which a text tells the planted price."""
    return [way for way in PLANTED if way.lower() in text.lower()]


# --- The program ---------------------------------------------------------------------------------


def openings() -> dict[str, set[str]]:
    """Which file opens which seal whose purpose begins with "offer"."""
    found: dict[str, set[str]] = {}
    for source in sources():
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Call) or source.name in OWN_SESSION:
                continue
            if getattr(node.func, "attr", getattr(node.func, "id", "")) != "unseal":
                continue
            purpose = purpose_of(source, node.args[0])
            if purpose.startswith("offer"):
                found.setdefault(source.name, set()).add(purpose)
    return found


def purpose_of(source: Source, written: ast.expr) -> str:
    """How the purpose of a seal begins."""
    if isinstance(written, ast.JoinedStr):
        written = written.values[0]
    assert isinstance(written, ast.Constant), f"{source.name}: a purpose that nobody can read"
    return str(written.value)


def test_offers_are_opened_in_these_places_only() -> None:
    assert openings() == OPENS


# --- The database --------------------------------------------------------------------------------


def everything_stored() -> Iterator[tuple[str, str]]:
    with guard.whole_database():
        for model in apps.get_models(include_auto_created=True):
            for row in model._base_manager.values():
                yield model._meta.label, json.dumps(row, default=str, ensure_ascii=False)


def test_no_column_holds_a_price_before_the_hour(waiting: Purchase) -> None:
    rows = list(everything_stored())
    assert len(rows) > 100
    assert [(label, told(row)) for label, row in rows if told(row)] == []


def test_the_same_search_finds_it_after_the_opening(
    place: TenderVillage, waiting: Purchase
) -> None:
    tenders.opened(place, waiting)
    labels = {label for label, row in everything_stored() if told(row)}
    assert {"procurement.OfferLine", "procurement.Offer"} <= labels
    assert "kernel.AuditEvent" not in labels


def test_no_frozen_paper_holds_it_either(waiting: Purchase) -> None:
    papers = Document.objects.like(waiting).filter(dossier=waiting.dossier)
    assert papers.count() >= 5
    for paper in papers:
        assert told(json.dumps(to_json(paper_of(paper)), ensure_ascii=False)) == []


def test_our_key_alone_opens_no_draft(waiting: Purchase) -> None:
    draft = tenders.invitees(waiting)[1]
    with pytest.raises(Exception, match=r"^$") as failed:
        unseal(f"offer-draft:{draft.pk}", draft.draft_sealed)
    assert type(failed.value).__name__ == "InvalidTag"


def test_the_log_tells_who_came_near(place: TenderVillage, waiting: Purchase) -> None:
    """Before the opening: suppliers only. After it: one event of opening for each offer."""
    offer = Offer.objects.like(waiting).get()
    assert [event.verb for event in audit.history(offer)] == ["procurement.send_offer"]
    tenders.opened(place, waiting)
    verbs = [(event.verb, event.office) for event in audit.history(offer)]
    assert verbs[1:] == [("procurement.unseal_offer", "tpk_ketua")]
    opened = audit.history(offer).last()
    assert opened is not None
    assert opened.at >= CLOSING


# --- The pages -----------------------------------------------------------------------------------

LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
MOST_PAGES = 150


def crawl(client: Client, *starts: str) -> dict[str, str]:
    """Every page that somebody reaches by following links, with its text."""
    seen: dict[str, str] = {}
    todo = deque(starts)
    while todo and len(seen) < MOST_PAGES:
        address = todo.popleft()
        if address in seen or address.startswith("/s/"):
            continue
        response = client.get(address)
        raw = b"".join(response) if response.streaming else response.content
        seen[address] = raw.decode("utf-8", "replace")
        if response.status_code in {301, 302}:
            todo.append(response["Location"])
        todo.extend(link.replace("&amp;", "&") for link in LINK.findall(seen[address]))
    return seen


OFFICES = ("tpk_ketua", "tpk_anggota", "kasi", "kepala_desa", "sekdes", "kaur_keuangan", "bpd")
WATCHERS = ("camat", "pendamping", "inspektorat")


@pytest.mark.slow
@pytest.mark.parametrize("office", [*OFFICES, *WATCHERS])
def test_no_page_of_anybody_tells_it(place: TenderVillage, waiting: Purchase, office: str) -> None:
    name = office if office in WATCHERS else f"pagersari-{office}"
    with clock.frozen(NOON + timedelta(minutes=5)):
        detail = reverse("purchase-detail", kwargs={"pk": waiting.pk})
        pages = crawl(client_for(name), detail, "/")
        leaks = {address: told(text) for address, text in pages.items() if told(text)}
    assert leaks == {}
    assert any(waiting.title in text for text in pages.values()), sorted(pages)


@pytest.mark.slow
def test_no_public_page_tells_it(place: TenderVillage, waiting: Purchase) -> None:
    asked: list[Invitee] = tenders.invitees(waiting)
    offer = Offer.objects.like(waiting).get()
    doors = [reverse("offer-door", args=[queries.link_of(invitee)]) for invitee in asked]
    with clock.frozen(NOON + timedelta(minutes=5)):
        pages = crawl(Client(), "/", "/publik/", f"/cek/{offer.check_code}", *doors)
    assert {address: told(text) for address, text in pages.items() if told(text)} == {}
    assert offer.sha256[:4] in pages[f"/cek/{offer.check_code}"]
    assert all(waiting.title in pages[door] for door in doors)
    assert all("Toko Bangunan Jaya" not in pages[door] for door in doors)
