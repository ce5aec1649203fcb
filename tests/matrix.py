"""The access matrix: who may open what, whose things they are, and what every page must answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http.response import HttpResponseBase
from django.test import Client

from pbjdesa.documents.operations import attach_photo, file_signed
from pbjdesa.kernel import clock
from pbjdesa.people.operations import appoint, open_account, register_person
from pbjdesa.planning.importing import import_budget, keep_upload
from pbjdesa.planning.siskeudes import test_support as siskeudes
from pbjdesa.planning.tests.test_support import export, item
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import take_envelope
from pbjdesa.territories.models import Desa, Kabupaten
from pbjdesa.territories.operations import load_region
from pbjdesa.territories.regions import KecamatanRow, Region
from pbjdesa.transparency.gathering import PUBLIC_PHOTOS
from tests import scene, tenders
from tests.clients import client_for
from tests.matrix_pages import (
    EVERYBODY,
    FAR,
    NOW,
    OUTSIDE,
    OWN,
    SAME,
    SEES,
    TABLE,
    Things,
    blank,
    kind_of_paper,
    nothing,
    rule_key,
    section,
    year,
)
from tests.supplier_calls import shut_out
from tests.world import PIN, YEAR, Village, announced, hire, territory, village

SECRETS = {"npwp": "091234567801000", "bank": "0123456789", "phone": "081229990001"}
"""What no public page may show (see tests/world.py)."""


@dataclass
class World:
    """Four places, and a browser for everybody who works at or over the first one."""

    kab: Kabupaten
    things: dict[str, Things]
    clients: dict[str, Client] = field(default_factory=dict)


def make_world() -> World:
    """Own village, one of the same kecamatan, one of another, and one of another kabupaten."""
    kab = territory()
    by_name = Desa.objects.select_related("kab", "kecamatan")
    far = by_name.filter(kab=kab, code__startswith="33.24.01.").order_by("code")[0]
    outside = by_name.get(kab=_elsewhere())
    places = {
        OWN: village(kab, "Pagersari", logins=True, mark=" Kanariown"),
        SAME: village(kab, "Curugsewu", mark=" Kanarisame"),
        FAR: village(kab, desa=far, mark=" Kanarifar"),
        OUTSIDE: village(outside.kab, desa=outside, mark=" Kanarioutside"),
    }
    asking = _asked(tenders.with_tpk(places[OWN], logins=True, purchases=5))
    few = ("draft", "requested")
    things = {
        where: _things(place, scene.STATES, asking) if where == OWN else _things(place, few, {})
        for where, place in places.items()
    }
    world = World(kab, things)
    world.clients = _clients(world)
    return world


def _elsewhere() -> Kabupaten:
    rows = (KecamatanRow("33.99.01", "Contoh", (("2001", "Contohan"),)),)
    region = Region("33.99", "Kabupaten Contoh", "Jawa Tengah", "WIB", rows)
    return load_region(by=None, region=region)


def _asked(place: tenders.TenderVillage) -> dict[str, Purchase]:
    announced(place)
    return {
        "preparing": tenders.at_tpk(place),
        "inviting": tenders.request_sent(place),
        "opened": _opened_with_an_envelope(place),
    }


def _opened_with_an_envelope(place: tenders.TenderVillage) -> Purchase:
    purchase = tenders.offers_sent(place)
    with clock.frozen(tenders.START + timedelta(days=1)):
        take_envelope(by=place.by("tpk_ketua"), invitee=tenders.invitees(purchase)[-1])
    return tenders.opened(place, purchase)


def _things(place: Village, states: tuple[str, ...], asking: dict[str, Purchase]) -> Things:
    mark = place.supplier.name.split()[-1]
    if not asking:
        announced(place)
        hire(place.desa.kab, "tpk_anggota", f"Paiman {mark}", desa=place.desa)
    # Every village has a tax that others must not see: of its paid purchase, or of all it has.
    taxed = "paid" not in states
    purchases = {state: scene.purchase_in(place, state, taxed=taxed) for state in states}
    kaur = place.by("kaur")
    file = siskeudes.export(Ta_RABRinci=[siskeudes.item()], Ta_Kegiatan=[siskeudes.activity()])
    kept = keep_upload(
        by=kaur,
        desa=place.desa,
        kept=file.getvalue(),
        sha256="1" * 64,
        file_name=f"{mark}.zip",
    )
    attach_photo(
        by=kaur,
        dossier=purchases["requested"].dossier,
        kind=next(iter(PUBLIC_PHOTOS)),
        photo=b"a cleaned photo of the goods",
    )
    file_signed(
        by=kaur, dossier=purchases["requested"].dossier, kind="hps", photo=b"a signed paper"
    )
    done = import_budget(
        by=kaur,
        desa=place.desa,
        year=YEAR,
        export=export([item()]),
        sha256="2" * 64,
        file_name=f"{mark}.zip",
    )
    return Things(place, mark, purchases, asking, kept, done, *shut_out(place, mark, NOW.date()))


def _clients(world: World) -> dict[str, Client]:
    desa = world.things[OWN].desa
    names = {office: f"pagersari-{office}" for office in world.things[OWN].place.officials}
    names |= {office: f"pagersari-{office}" for office in tenders.TPK_SEATS}
    for office in ("camat", "pendamping"):
        names[office] = hire_with_login(world, office, kecamatan=desa.kecamatan)
    for office in ("inspektorat", "admin_kabupaten", "operator"):
        names[office] = hire_with_login(world, office)
    return {"": Client(), **{office: client_for(name) for office, name in names.items()}}


def hire_with_login(
    world: World, office: str, *, name: str = "", prefixes: tuple[str, ...] = (), **where: object
) -> str:
    """Somebody new in an office; answers the log-in name."""
    username = name or f"matriks-{office}"
    person = register_person(by=None, kab=world.kab, name=f"Pemegang {username}", **where)  # type: ignore[arg-type]
    appoint(
        by=None,
        person=person,
        office=office,
        from_date=date(2024, 1, 2),
        activity_prefixes=prefixes,
        **where,  # type: ignore[arg-type]
    )
    open_account(by=None, person=person, username=username, pin=PIN)
    return username


@dataclass(frozen=True)
class Ask:
    """One request of the matrix. `where` is "" for a page that is not about one village's thing."""

    route: str
    office: str
    where: str
    method: str
    kwargs: dict[str, object]

    def __str__(self) -> str:
        who = self.office or "nobody"
        return f"{self.method} {self.route} {self.kwargs} by {who} ({self.where or 'anywhere'})"


def asks(world: World, *, every_object: bool = False) -> Iterator[Ask]:
    """Every page × office (and nobody) × place × method.

    Whoever may open a page reads it for every object that there is. Two objects are enough for
    those who may not, and for sending, unless `every_object`.
    """
    for route, page in TABLE.items():
        public = page.who == EVERYBODY
        shared = page.args in {nothing, year, section, blank, rule_key, kind_of_paper}
        for office in ("", "sekdes") if public else world.clients:
            for where in ("",) if shared else world.things:
                objects = page.args(world.things[where or OWN])
                theirs = office in page.who and (not where or where in SEES[office])
                for method in ("GET", "POST"):
                    wide = every_object or (theirs and method == "GET")
                    for kwargs in objects if wide else objects[:2]:
                        yield Ask(route, office, where, method, kwargs)


SEEN_OK = {200, 301, 302}
POST_OK = {200, 302, 400, 409, 422}


def expected(ask: Ask) -> set[int]:
    """The answers that this request may get."""
    page = TABLE[ask.route]
    if page.who != EVERYBODY:
        if not ask.office:
            return {302}
        if ask.office not in page.who:
            return {403}
        shared = {OWN, SAME, FAR} if page.shared else set()
        if ask.where and ask.where not in SEES[ask.office] | shared:
            return {404}
    if page.post_only and ask.method == "GET":
        return {405}
    allowed = SEEN_OK if ask.method == "GET" else POST_OK | {405}
    return allowed | ({404, 409} if page.stateful else set())


def slip(world: World, ask: Ask, response: HttpResponseBase) -> str:
    """What is wrong with an answer, or ""."""
    status = response.status_code
    if status not in expected(ask):
        return f"{ask}: {status}, not {sorted(expected(ask))}"
    page = TABLE[ask.route]
    if page.who != EVERYBODY and not ask.office and not response["Location"].startswith("/masuk"):
        return f"{ask}: sent to {response['Location']}, not to the log-in"
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    if page.who == EVERYBODY:
        leaked = [name for name, secret in SECRETS.items() if secret.encode() in body]
    else:
        hidden = set(world.things) - SEES.get(ask.office, set())
        if page.register:
            hidden &= {OUTSIDE}
        leaked = [world.things[w].mark for w in hidden if world.things[w].mark.encode() in body]
    return f"{ask}: shows {leaked}" if leaked else ""
