"""The access matrix: who may open what, whose things they are, and what every page must answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.http.response import HttpResponseBase
from django.test import Client

from pbjdesa.documents.models import Attachment
from pbjdesa.documents.operations import attach_photo
from pbjdesa.documents.queries import papers_of, photos_of
from pbjdesa.kernel import clock
from pbjdesa.people.offices import OFFICES
from pbjdesa.people.operations import appoint, open_account, register_person
from pbjdesa.people.queries import tpk_of
from pbjdesa.planning.importing import import_budget, keep_upload
from pbjdesa.planning.models import BudgetImport, BudgetUpload
from pbjdesa.planning.siskeudes import test_support as siskeudes
from pbjdesa.planning.tests.test_support import export, item
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import take_envelope
from pbjdesa.procurement.queries import link_of, method_of
from pbjdesa.suppliers.models import Sanction, Supplier
from pbjdesa.territories.models import Desa, Kabupaten
from pbjdesa.territories.operations import load_region
from pbjdesa.territories.regions import KecamatanRow, Region
from pbjdesa.transparency.gathering import PUBLIC_PHOTOS
from tests import chosen, scene, tenders
from tests.clients import client_for
from tests.supplier_calls import shut_out
from tests.world import PIN, YEAR, Village, announced, hire, territory, village

NOW = datetime(YEAR, 11, 24, 3, tzinfo=UTC)

VILLAGE = frozenset(
    {"kepala_desa", "sekdes", "kasi", "kaur", "kaur_keuangan", "bpd"}
    | {"tpk_ketua", "tpk_sekretaris", "tpk_anggota"}
)
TPK = frozenset({"tpk_ketua", "tpk_sekretaris", "tpk_anggota"})
PKA = frozenset({"kasi", "kaur"})
KEEPERS = frozenset({"kaur", "sekdes"})
WATCH = frozenset({"camat", "pendamping", "inspektorat"})
LOOK = WATCH | {"admin_kabupaten"}
KEEPS_RULES = frozenset({"admin_kabupaten"})
WRITERS = VILLAGE - {"bpd"}
EVERYBODY = frozenset({"*"})

OWN, SAME, FAR, OUTSIDE = "own", "same kecamatan", "other kecamatan", "other kabupaten"
SEES = {
    **{office: {OWN} for office in VILLAGE},
    "camat": {OWN, SAME},
    "pendamping": {OWN, SAME},
    "inspektorat": {OWN, SAME, FAR},
    "admin_kabupaten": {OWN, SAME, FAR},
    "operator": set(),
}
assert set(SEES) == {office.slug for office in OFFICES}


@dataclass
class Things:
    """What stands at one place, and so what its addresses can name."""

    place: Village
    mark: str
    purchases: dict[str, Purchase]
    asked: dict[str, Purchase]
    """Purchases whose suppliers are asked for offers."""
    upload: BudgetUpload
    imported: BudgetImport
    sanction: Sanction
    token: str
    waiting: Supplier

    @property
    def desa(self) -> Desa:
        return self.place.desa


Args = Callable[[Things], list[dict[str, object]]]


def nothing(things: Things) -> list[dict[str, object]]:
    return [{}]


def purchase(things: Things) -> list[dict[str, object]]:
    return [{"pk": each.pk} for each in (*things.purchases.values(), *things.asked.values())]


def asked(things: Things) -> list[dict[str, object]]:
    return [{"pk": each.pk} for each in things.asked.values()] or purchase(things)


def step(things: Things) -> list[dict[str, object]]:
    return [
        {"pk": purchase.pk, "slug": method.step(move.name).slug}
        for purchase in (*things.purchases.values(), *things.asked.values())
        for method in (method_of(purchase),)
        for move in method.moves
    ]


def invitee(things: Things) -> list[dict[str, object]]:
    found = things.asked.get("inviting")
    pk = tenders.invitees(found)[0].pk if found else 1
    return [{**each, "invitee": pk} for each in asked(things)]


def offer(things: Things) -> list[dict[str, object]]:
    return [{**each, "offer": _offer(things, 0)} for each in asked(things)]


def envelope(things: Things) -> list[dict[str, object]]:
    return [{**each, "offer": _offer(things, -1)} for each in asked(things)]


def _offer(things: Things, place: int) -> int:
    found = things.asked.get("opened")
    return chosen.offers_of(found)[place].pk if found else 1


def paper(things: Things) -> list[dict[str, object]]:
    bought = things.purchases["requested"]
    return [{"pk": document.pk} for document in papers_of(bought.dossier)[:2]]


def photo(things: Things) -> list[dict[str, object]]:
    shown: list[Attachment] = photos_of(things.purchases["requested"].dossier)
    return [{"pk": shown[0].pk}]


def activity(name: str) -> Args:
    return lambda things: [{name: things.place.activity.pk}]


def line(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.place.lines[0].pk}]


def upload(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.upload.pk}]


def imported(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.imported.pk}]


def code(things: Things) -> list[dict[str, object]]:
    return [{"code": things.desa.code}]


def number(things: Things) -> list[dict[str, object]]:
    shown = things.purchases["requested"]
    return [{"code": things.desa.code, "number": f"{shown.year}-{shown.sequence:04d}"}]


def link(things: Things) -> list[dict[str, object]]:
    """A supplier's link; nobody here has its code (that is test_door.py's)."""
    found = things.asked.get("inviting")
    token = link_of(tenders.invitees(found)[0]) if found else "tautan-yang-tidak-ada"
    return [{"token": token}]


def year(things: Things) -> list[dict[str, object]]:
    return [{"year": YEAR}]


def seat(things: Things) -> list[dict[str, object]]:
    return [{"pk": each.pk} for each in tpk_of(things.desa, NOW.date())]


def official(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.place.by("sekdes").pk}]


def kades(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.place.by("kepala_desa").pk}]


def supplier(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.place.supplier.pk}]


def waiting(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.waiting.pk}]


def door(things: Things) -> list[dict[str, object]]:
    return [{"token": things.token}]


def sanction(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.sanction.pk}]


def section(things: Things) -> list[dict[str, object]]:
    return [{"number": 1}]


@dataclass(frozen=True)
class Page:
    """One line of the hand-written table: who, about whose things, and what is special."""

    who: frozenset[str]
    args: Args = nothing
    post_only: bool = False
    stateful: bool = False
    """404 or 409 is an answer, too: not everybody's turn, or not now."""
    query: str = ""
    register: bool = False
    """It shows suppliers, and those of a kabupaten are shared by all its villages (A052)."""
    shared: bool = False
    """It is about a supplier of that register."""


TABLE: dict[str, Page] = {
    "home": Page(EVERYBODY),
    "login": Page(EVERYBODY),
    "logout": Page(EVERYBODY, post_only=True),
    "help": Page(EVERYBODY),
    "components": Page(EVERYBODY),
    "health": Page(EVERYBODY),
    "invitation": Page(EVERYBODY),
    "check": Page(EVERYBODY),
    "check-code": Page(
        EVERYBODY, lambda t: [{"code": papers_of(t.purchases["requested"].dossier)[0].code}]
    ),
    "public-home": Page(EVERYBODY),
    "public-policy": Page(EVERYBODY),
    "public-desa": Page(EVERYBODY, code),
    "public-plan": Page(EVERYBODY, lambda t: [{"code": t.desa.code, "year": YEAR}]),
    "public-data": Page(EVERYBODY, code),
    "public-package": Page(EVERYBODY, number),
    "public-package-data": Page(EVERYBODY, number),
    "public-photo": Page(EVERYBODY, lambda t: [{**number(t)[0], "place": 1}]),
    "offer-door": Page(EVERYBODY, link, stateful=True),
    "offer-form": Page(EVERYBODY, link, stateful=True),
    "offer-review": Page(EVERYBODY, link, stateful=True),
    "offer-receipt": Page(EVERYBODY, link, stateful=True),
    "offer-withdraw": Page(EVERYBODY, link, stateful=True),
    "offer-letter": Page(EVERYBODY, link, stateful=True),
    "purchase-list": Page(VILLAGE),
    "purchase-new": Page(PKA),
    "purchase-items": Page(PKA, activity("activity_id")),
    "purchase-detail": Page(VILLAGE | WATCH, purchase),
    "draft-items": Page(PKA, purchase),
    "draft-prices": Page(PKA, purchase),
    "draft-supplier": Page(PKA, purchase, register=True),
    "draft-supplier-new": Page(PKA, purchase),
    "draft-delivery": Page(PKA, purchase),
    "purchase-return": Page(VILLAGE, purchase, stateful=True),
    "purchase-step": Page(VILLAGE, step, stateful=True),
    "request-invitees": Page(VILLAGE, asked, stateful=True),
    "request-schedule": Page(VILLAGE, asked, stateful=True),
    "request-extend": Page(VILLAGE, asked, stateful=True),
    "request-invitee": Page(VILLAGE, invitee, stateful=True),
    "comparison": Page(VILLAGE | WATCH, asked, stateful=True),
    "offer-assess": Page(VILLAGE, offer, stateful=True),
    "paper-offer": Page(VILLAGE, envelope, stateful=True),
    "plan-announce": Page(frozenset({"kepala_desa"}), year, stateful=True),
    "tpk": Page(VILLAGE),
    "tpk-new": Page(frozenset({"kepala_desa"})),
    "tpk-letter": Page(frozenset({"kepala_desa"}), seat),
    "official-list": Page(VILLAGE),
    "official-replace": Page(frozenset({"kepala_desa"}), official),
    "official-letter": Page(frozenset({"kepala_desa"}), official),
    "kades-replace": Page(frozenset({"camat"}), kades),
    "kades-letter": Page(frozenset({"camat"}), kades),
    "letterhead": Page(frozenset({"kepala_desa", "sekdes"})),
    "file-list": Page(VILLAGE),
    "blank-list": Page(VILLAGE),
    "blank-paper": Page(VILLAGE, lambda _: [{"slug": "hps"}]),
    "signed-form": Page(VILLAGE - {"bpd"}, purchase),
    "signed-photo": Page(VILLAGE - {"bpd"}, paper),
    "paper": Page(VILLAGE | WATCH, paper),
    "photo": Page(VILLAGE | WATCH, photo),
    "budget-list": Page(VILLAGE),
    "budget-activity": Page(VILLAGE, activity("pk")),
    "budget-activity-new": Page(KEEPERS),
    "budget-activity-edit": Page(KEEPERS, activity("pk")),
    "budget-line-new": Page(KEEPERS | {"kasi"}, activity("pk")),
    "budget-line-edit": Page(KEEPERS | {"kasi"}, line),
    "budget-line-remove": Page(KEEPERS | {"kasi"}, line),
    "budget-import": Page(KEEPERS),
    "budget-import-check": Page(KEEPERS, upload, query=f"?tahun={YEAR}"),
    "budget-import-result": Page(VILLAGE, imported),
    "budget-import-undo": Page(KEEPERS, imported),
    "watch-board": Page(LOOK),
    "watch-desa": Page(LOOK, code),
    "camat-review": Page(frozenset({"camat"}), purchase, stateful=True),
    "camat-return": Page(frozenset({"camat"}), purchase, stateful=True),
    "coach-note": Page(frozenset({"pendamping"}), code),
    "rules": Page(VILLAGE | LOOK),
    "rules-section": Page(VILLAGE | LOOK, section),
    "rules-print": Page(VILLAGE | LOOK),
    "rules-confirm": Page(KEEPS_RULES, section),
    "rules-unconfirm": Page(KEEPS_RULES, section),
    "rules-change": Page(KEEPS_RULES, lambda _: [{"key": "payment.cash_limit"}]),
    "rules-upload": Page(KEEPS_RULES),
    "rules-withdraw": Page(KEEPS_RULES, lambda _: [{"pk": 1}], stateful=True),
    "operator-home": Page(frozenset({"operator"})),
    "practice-start": Page(VILLAGE),
    "practice-stop": Page(VILLAGE, post_only=True),
    "practice-reset": Page(frozenset({"kepala_desa", "sekdes"})),
}
"""Written by hand, so that a wrong declaration on a view is found; a new page needs a line here."""

TABLE |= {
    "public-suppliers": Page(EVERYBODY),
    "public-sanctions": Page(EVERYBODY),
    "supplier-itself": Page(EVERYBODY),
    "supplier-own": Page(EVERYBODY, door),
    "supplier-list": Page(VILLAGE | KEEPS_RULES, register=True),
    "supplier-detail": Page(VILLAGE | KEEPS_RULES, supplier, register=True, shared=True),
    "supplier-new": Page(WRITERS),
    "supplier-review": Page(
        WRITERS | KEEPS_RULES, waiting, register=True, shared=True, stateful=True
    ),
    "supplier-edit": Page(WRITERS | KEEPS_RULES, supplier),
    "supplier-bank": Page(WRITERS | KEEPS_RULES, supplier),
    "supplier-link": Page(WRITERS | KEEPS_RULES, supplier),
    "sanction-new": Page(KEEPS_RULES, supplier),
    "sanction-lift": Page(KEEPS_RULES, sanction),
    "purchase-warnings": Page(PKA | TPK, purchase, stateful=True),
    "purchase-rating": Page(PKA | TPK | {"kepala_desa"}, purchase, stateful=True),
}

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
    purchases = {state: scene.purchase_in(place, state) for state in states}
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
        shared = page.args in {nothing, year, section}
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
