"""Nobody sees what is not theirs: every page × office × village × GET and POST.

Wrong office: 403. Another village's things: 404, as if they were not there. Nobody logged in: to
the log-in page. Never a fault, and never a word of another village in the answer.
"""

import logging
import os
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from types import ModuleType

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.once import new_key
from pbjdesa.territories.tenancy import TenantQuerySet
from tests import matrix, scene
from tests.clients import client_for
from tests.matrix import Ask, World, asks, slip
from tests.matrix_pages import (
    EVERYBODY,
    FAR,
    NOW,
    OUTSIDE,
    OWN,
    PKA,
    SAME,
    TABLE,
    TPK,
    VILLAGE,
    Page,
)
from tests.routes import routes

pytestmark = pytest.mark.django_db

SAMPLE = 250
"""How many requests the quick run tries; the whole matrix is one of the slow tests."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    logging.disable(logging.WARNING)  # thousands of wanted 403 and 404
    with django_db_blocker.unblock(), clock.frozen(NOW), scene.kept_for_one_file():
        yield matrix.make_world()
    logging.disable(logging.NOTSET)


def send(world: World, ask: Ask, client: Client | None = None) -> HttpResponse:
    """The answer; whatever it changed is put back."""
    client = client or world.clients[ask.office]
    url = reverse(ask.route, kwargs=ask.kwargs) + TABLE[ask.route].query
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        if ask.method == "GET":
            response = client.get(url)
        else:
            response = client.post(url, {"kunci": new_key()})
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def slips(world: World, chosen: list[Ask]) -> list[str]:
    found = (slip(world, ask, send(world, ask)) for ask in chosen)
    return [each for each in found if each]


def test_every_page_is_in_the_table_with_those_it_declares() -> None:
    declared = {route.name: route.access for route in routes()}
    assert sorted(set(declared) ^ set(TABLE)) == []
    for name, access in declared.items():
        assert access is not None, name
        assert access.public == (TABLE[name].who == EVERYBODY), name
        assert access.public or access.offices == TABLE[name].who, name


def test_a_sample_sees_nothing_that_is_not_theirs(world: World) -> None:
    everything = list(asks(world))
    assert slips(world, Random(20_261_124).sample(everything, SAMPLE)) == []


@pytest.mark.slow
def test_nobody_sees_what_is_not_theirs(world: World) -> None:
    everything = list(asks(world, every_object=os.environ.get("PBJDESA_LONG") == "1"))
    assert len(everything) > 3_500
    assert slips(world, everything) == []


@pytest.mark.slow
def test_whoever_may_open_a_page_does_open_it(world: World) -> None:
    """The matrix above would hold for a site that answers 404 to everything."""
    never = {("purchase-step", "bpd"), ("purchase-return", "bpd")}
    never |= {
        (route, office)
        for route in TABLE
        if route.startswith(("request-", "offer-assess", "paper-offer"))
        for office in VILLAGE - TPK
    }
    never |= {("practice-reset", office) for office in ("kepala_desa", "sekdes")}  # from there only
    # Only whoever did both of two duties needs a witness: here the kasi
    # and the ketua; see tests/choosing.
    never |= {("step-witness", office) for office in VILLAGE - {"kasi", "tpk_ketua"}}
    never |= {("rules-withdraw", "admin_kabupaten")}  # while a change waits; see tests/rule_pages
    codes = ("offer-form", "offer-review", "offer-receipt", "offer-withdraw", "offer-letter")
    codes += ("offer-receipt-paper",)
    never |= {(route, "") for route in codes}  # with the code only, see test_door.py
    never |= {("camat-review", "camat"), ("camat-return", "camat")}  # see test_camat.py
    # While a tax waits to be withheld; see test_tax_correction.py.
    never |= {("tax-correct", "kaur_keuangan")}
    closed = []
    for route, page in TABLE.items():
        if page.post_only:
            continue
        for office in [""] if page.who == EVERYBODY else sorted(page.who):
            tries = [
                Ask(route, office, OWN, "GET", kwargs) for kwargs in page.args(world.things[OWN])
            ]
            opened = any(send(world, ask).status_code == 200 for ask in tries)
            if opened == ((route, office) in never):
                closed.append(f"{route} for {office}")
    assert closed == [], closed


BY_HAND = [
    # a village's own people see its purchases; whose turn it is decides about the steps
    ("purchase-detail", "bpd", OWN, "verified", None, 200),
    ("purchase-step", "kepala_desa", OWN, "verified", "setujui", 200),
    ("purchase-step", "sekdes", OWN, "verified", "setujui", 404),
    ("purchase-step", "kasi", OWN, "verified", "setujui", 404),
    ("purchase-step", "kaur_keuangan", OWN, "approved", "bayar", 200),
    ("purchase-step", "kepala_desa", OWN, "approved", "bayar", 404),
    ("purchase-step", "sekdes", OWN, "requested", "periksa", 200),
    ("purchase-step", "kasi", OWN, "ordered", "terima", 200),
    ("draft-prices", "kasi", OWN, "draft", None, 200),
    ("draft-prices", "sekdes", OWN, "draft", None, 403),
    ("draft-prices", "kepala_desa", OWN, "draft", None, 403),
    # neighbours do not exist
    ("purchase-detail", "kasi", SAME, "draft", None, 404),
    ("purchase-detail", "kepala_desa", FAR, "requested", None, 404),
    ("purchase-detail", "kepala_desa", OUTSIDE, "requested", None, 404),
    ("purchase-step", "sekdes", SAME, "requested", "periksa", 404),
    ("draft-items", "kasi", SAME, "draft", None, 404),
    # who watches sees as far as the office reaches, and decides nothing
    ("purchase-detail", "camat", SAME, "requested", None, 200),
    ("purchase-detail", "camat", FAR, "requested", None, 404),
    ("purchase-detail", "pendamping", FAR, "requested", None, 404),
    ("purchase-detail", "inspektorat", FAR, "requested", None, 200),
    ("purchase-detail", "inspektorat", OUTSIDE, "requested", None, 404),
    ("purchase-step", "camat", OWN, "verified", "setujui", 403),
    ("purchase-step", "pendamping", OWN, "requested", "periksa", 403),
    ("purchase-step", "inspektorat", OWN, "approved", "bayar", 403),
    ("purchase-return", "pendamping", OWN, "requested", None, 403),
    # who keeps the rules or the server has no business with a purchase
    ("purchase-detail", "admin_kabupaten", OWN, "requested", None, 403),
    ("purchase-detail", "operator", OWN, "requested", None, 403),
    ("purchase-step", "operator", OWN, "approved", "bayar", 403),
    # nobody
    ("purchase-detail", "", OWN, "requested", None, 302),
]


@pytest.mark.parametrize(("route", "office", "where", "state", "slug", "status"), BY_HAND)
def test_the_cases_that_matter_most(
    world: World, route: str, office: str, where: str, state: str, slug: str | None, status: int
) -> None:
    kwargs: dict[str, object] = {"pk": world.things[where].purchases[state].pk}
    if slug:
        kwargs["slug"] = slug
    assert send(world, Ask(route, office, where, "GET", kwargs)).status_code == status


def test_a_field_of_work_ends_where_the_decree_ends(world: World) -> None:
    """R-11: a kasi whose decree names other activities cannot write this one's purchases."""
    name = matrix.hire_with_login(
        world, "kasi", name="kasi-pembangunan", prefixes=("02.",), desa=world.things[OWN].desa
    )
    other = client_for(name)
    draft = {"pk": world.things[OWN].purchases["draft"].pk}
    assert send(world, Ask("purchase-detail", "kasi", OWN, "GET", draft), other).status_code == 200
    for route in (
        "draft-items",
        "draft-prices",
        "draft-supplier",
        "draft-delivery",
        "draft-reason",
    ):
        for method in ("GET", "POST"):
            assert send(world, Ask(route, "kasi", OWN, method, draft), other).status_code == 404
    sending = {**draft, "slug": "pesan"}
    assert send(world, Ask("purchase-step", "kasi", OWN, "POST", sending), other).status_code == 404


def test_no_form_is_taken_without_its_token(world: World) -> None:
    """A page of somebody else's site cannot act for a person who is logged in here (ASVS 3.5.1)."""
    strict = {}
    for office, client in world.clients.items():
        strict[office] = Client(enforce_csrf_checks=True)
        strict[office].cookies = client.cookies
    for route, page in TABLE.items():
        office = "" if page.who == EVERYBODY else sorted(page.who)[0]
        kwargs = page.args(world.things[OWN])[0]
        response = send(world, Ask(route, office, OWN, "POST", kwargs), strict[office])
        assert response.status_code in {403, 405}, route


@pytest.mark.slow
def test_ids_that_never_were_are_404_like_those_of_others(world: World) -> None:
    for route, page in TABLE.items():
        kwargs = page.args(world.things[OWN])[0]
        if page.who == EVERYBODY or not set(kwargs) & {"pk", "activity_id", "code"}:
            continue
        for strange in (0, 7, 2**63 - 1, 2**63, 10**30):
            wrong = {
                key: (str(strange) if key == "code" else strange)
                if key in {"pk", "activity_id", "code"}
                else value
                for key, value in kwargs.items()
            }
            office = sorted(page.who)[0]
            for method in ("GET", "POST"):
                status = send(world, Ask(route, office, OWN, method, wrong)).status_code
                assert status == 404, (route, strange, method)


def test_the_matrix_catches_a_forgotten_village_check(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        TenantQuerySet, "visible_to", lambda rows, actor: rows.filter(kab_id=actor.scope.kab_id)
    )
    chosen = [ask for ask in asks(world) if ask.where in {SAME, FAR} and ask.office == "sekdes"]
    leaking = {each.split()[1] for each in slips(world, chosen)}
    assert {"purchase-detail", "paper", "photo", "budget-activity"} <= leaking


def test_the_matrix_catches_a_page_that_is_open_to_too_many(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TABLE, "budget-list", Page(PKA))
    chosen = [ask for ask in asks(world) if ask.route == "budget-list" and ask.office == "bpd"]
    assert len(slips(world, chosen)) == 2


def test_a_page_that_declares_nothing_opens_for_nobody(world: World, settings) -> None:
    def careless(request: HttpRequest) -> HttpResponse:
        return HttpResponse("terbuka")

    planted = ModuleType("planted_urls")
    planted.urlpatterns = [path("ceroboh/", careless, name="careless")]  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = planted
    for client in world.clients.values():
        with transaction.atomic():
            response = client.get("/ceroboh/")
        assert b"terbuka" not in response.content
        assert response.status_code == 404
