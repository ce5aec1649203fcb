"""The villages of the browser tests, each for one purpose, so that no test spoils another's.

They are made by operations and by sending the real forms; the browser then finds a lived-in site.
"""

import io
import re
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.test import Client
from PIL import Image

from pbjdesa.documents.models import Attachment, Document, NumberEntry
from pbjdesa.kernel import clock
from pbjdesa.planning.models import BudgetImport, BudgetLine, BudgetUpload
from pbjdesa.planning.operations import type_activity, type_line
from pbjdesa.planning.siskeudes import test_support
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Kabupaten
from pbjdesa.transparency.rules import package_number
from tests import scene, world
from tests.budget_files import export, import_whole, send
from tests.clients import client_for

WALK = "Pagersari"
"""Has a purchase in every state; every page is looked at here and nothing is changed."""
FULL = "Selo"
"""Has more of everything than one page of a list holds."""
JOURNEY, NO_SCRIPT, KEYBOARD = "Sukomangli", "Curugsewu", "Gedong"
"""In each of these one whole purchase is made; in the first the plan is announced first."""
SILENT = "Wirosari"
"""A budget, and no announced plan."""
WEAK = "Kalibareng"
"""Double taps, lost answers, races."""
CLUMSY = "Kalilumpang"
"""Bad input."""
BUDGET = "Kalices"
"""Its budget came from files; one import was taken back, one waits."""
EMPTY = "Plososari"
"""No budget yet; only looked at."""
IMPORT = "Mlatiharjo"
"""No budget yet; here one is imported and typed."""
MIXED = "Pakisan"
"""Small things that leave a trace."""
PRACTICE = "Sidokumpul"
"""Real side untouched; its people practise."""

STAGES = (
    "draft",
    "ordered",
    "received",
    "handed_over",
    "requested",
    "verified",
    "approved",
    "paid",
    "closed",
    "returned",
    "cancelled",
)


@dataclass
class Place:
    """What a test must know of a village: its code, its log-ins, and the ids of its rows."""

    name: str
    code: str
    accounts: dict[str, str]
    activity: int = 0
    lines: list[int] = field(default_factory=list)
    supplier: int = 0
    purchases: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    paper: int = 0
    paper_code: str = ""
    photo: int = 0
    budget: dict[str, int] = field(default_factory=dict)
    """Rows of the budget pages: activity, line, upload, imported, undone."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows of other pages, by what they are."""


def photo(width: int = 900, height: int = 1200) -> bytes:
    """A photo as a phone takes it."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (226, 222, 210)).save(out, "JPEG")
    return out.getvalue()


class Official:
    """Somebody of a village who sends the real forms, without the slow log-in."""

    def __init__(self, account: str) -> None:
        self.client: Client = client_for(account)

    def sends(self, address: str, **fields: Any) -> str:
        """Open the page, send its form, answer the address that follows."""
        opened = self.client.get(address)
        assert opened.status_code == 200, (address, opened.status_code)
        key = re.search(r'name="kunci" value="([^"]+)"', opened.content.decode())
        assert key, address
        answer = self.client.post(address, {**fields, "kunci": key[1]})
        assert answer.status_code == 302, (address, fields, answer.content.decode()[-3000:])
        return str(answer["Location"])

    def finds(self, address: str, pattern: str) -> list[str]:
        """What of a page matches."""
        return re.findall(pattern, self.client.get(address).content.decode())


class Town:
    """One village with its people at their desks."""

    def __init__(self, kab: Kabupaten, name: str, *, announced: bool = True) -> None:
        self.village = world.village(kab, name, logins=True)
        if announced:
            world.announced(self.village)
        accounts = {office: f"{name.lower()}-{office}" for office in world.PEOPLE}
        self.place = Place(
            name,
            self.village.desa.code,
            accounts,
            self.village.activity.pk,
            [line.pk for line in self.village.lines],
            self.village.supplier.pk,
        )
        self.people = {office: Official(account) for office, account in accounts.items()}

    def purchase(self, stage: str, **what: Any) -> Purchase:
        """A purchase that has come as far as `stage`, each step taken by its own person."""
        purchase = world.draft(self.village, **what)
        page = f"/desa/belanja/{purchase.pk}/"
        for reached, office, step, fields in _STEPS:
            if stage == "draft" or (stage == "cancelled" and reached == "received"):
                break
            self.people[office].sends(f"{page}langkah/{step}/", **fields(self, page))
            if reached == stage or (stage == "returned" and reached == "requested"):
                break
        if stage == "returned":
            self.people["sekdes"].sends(f"{page}kembalikan/", note="Foto nota kabur. Foto lagi.")
        if stage == "cancelled":
            self.people["kasi"].sends(f"{page}kembalikan/", note="Toko tutup.", pin=world.PIN)
        purchase.refresh_from_db()
        expected = "closed" if stage == "paid" and purchase.state == "closed" else stage
        assert purchase.state == expected, (stage, purchase.state)
        return purchase

    def remember(self, stage: str, purchase: Purchase) -> None:
        """Tell the tests where this purchase is."""
        self.place.purchases[stage] = purchase.pk
        self.place.numbers[stage] = package_number(purchase.year, purchase.sequence)


def _no_fields(town: Town, page: str) -> dict[str, Any]:
    return {}


def _pin(town: Town, page: str) -> dict[str, Any]:
    return {"pin": world.PIN}


def _receive(town: Town, page: str) -> dict[str, Any]:
    picture = io.BytesIO(photo())
    picture.name = "nota.jpg"
    return {"result": "good", "photo": picture, "pin": world.PIN}


def _pay(town: Town, page: str) -> dict[str, Any]:
    return {"way": "transfer", "pin": world.PIN}


def _prove(town: Town, page: str) -> dict[str, Any]:
    names = town.people["kaur_keuangan"].finds(f"{page}langkah/pajak/", r'name="(ntpn_\d+)"')
    today = clock.today(town.village.desa.zone).isoformat()
    proof = dict.fromkeys(names, "ABCD1234EFGH5678")
    return proof | {name.replace("ntpn", "date"): today for name in names}


_STEPS = (
    ("ordered", "kasi", "pesan", _no_fields),
    ("received", "kasi", "terima", _receive),
    ("handed_over", "kepala_desa", "serah-terima", _pin),
    ("requested", "kasi", "ajukan", _no_fields),
    ("verified", "sekdes", "periksa", _no_fields),
    ("approved", "kepala_desa", "setujui", _pin),
    ("paid", "kaur_keuangan", "bayar", _pay),
    ("closed", "kaur_keuangan", "pajak", _prove),
)


def of_every_state(kab: Kabupaten) -> Place:
    """The village to walk through."""
    town = Town(kab, WALK)
    more_activities(town, 3)
    for stage in STAGES:
        # Above the tax-free value, so that a paid purchase still waits for its tax proof.
        line = {"volume": "1", "price": 2_600_000, "line": 1} if stage in {"paid", "closed"} else {}
        town.remember(stage, town.purchase(stage, **(line or {"volume": "2"})))
    desa = town.village.desa
    paper = Document.objects.of(desa).filter(superseded_at__isnull=True).latest("issued_at")
    picture = Attachment.objects.of(desa).latest("pk")
    town.place.paper, town.place.paper_code = paper.pk, paper.code
    town.place.photo = picture.pk
    town.place.rows["letter number"] = NumberEntry.objects.of(desa).latest("pk").pk
    return town.place


def ready_to_order(kab: Kabupaten) -> Place:
    """Purchases that wait for one tap, for the tests of double taps, lost answers and races."""
    town = Town(kab, WEAK)
    for name in ("taps", "taps without script", "lost", "repeat", "race", "back"):
        town.remember(name, town.purchase("draft", volume="1"))
    town.remember("verify", town.purchase("requested", volume="1"))
    town.remember("away", town.purchase("requested", volume="1"))
    taxed = town.purchase("approved", volume="1", price=2_600_000, line=1)
    town.remember("taxed", taxed)
    town.place.rows["tax"] = scene.taxes(taxed)[0].pk
    return town.place


def for_bad_input(kab: Kabupaten) -> Place:
    """A purchase at every step that asks for something."""
    town = Town(kab, CLUMSY)
    for stage in ("draft", "ordered", "received", "requested", "verified", "approved"):
        town.remember(stage, town.purchase(stage, volume="2"))
    town.remember("paid", town.purchase("paid", volume="1", price=2_600_000, line=1))
    kasi, line = town.people["kasi"], town.place.lines[0]
    begun = kasi.sends(
        f"/desa/belanja/baru/{town.place.activity}/", **{"items": [line], f"volume_{line}": "2"}
    )
    (price,) = kasi.finds(begun, r'name="(price_\d+)"')
    kasi.sends(begun, **{price: "54.000"})
    town.place.purchases["unfinished"] = int(begun.split("/")[3])
    return town.place


def people_only(kab: Kabupaten, name: str) -> Place:
    """A village with its officials and nothing else."""
    desa = world.desa_named(kab, name)
    accounts = {office: f"{name.lower()}-{office}" for office in world.PEOPLE}
    for office, person in world.PEOPLE.items():
        world.hire(kab, office, person, desa=desa, username=accounts[office])
    return Place(name, desa.code, accounts)


def with_imports(kab: Kabupaten) -> Place:
    """A village whose budget came by import; one typed activity, one undone and one open import."""
    place = people_only(kab, BUDGET)
    test_support.YEAR = world.YEAR
    kaur = Official(place.accounts["kaur"])
    sheet = export(f"PEMERINTAH DESA {BUDGET.upper()}")
    import_whole(kaur.client, sheet)
    desa = world.desa_named(kab, BUDGET)
    first = BudgetImport.objects.of(desa).get()
    kaur.sends(f"/desa/anggaran/impor/{first.pk}/batal/")
    import_whole(kaur.client, sheet)
    rows = [test_support.item(Anggaran=6_600_000, HrgSatuan=66_000)]
    send(kaur.client, export(f"PEMERINTAH DESA {BUDGET.upper()}", Ta_RABRinci=rows))
    where = "/desa/anggaran/kegiatan/baru/"
    ceiling = {"code": "04.01.01", "name": "Pelatihan Kader", "ceiling": "5.000.000"}
    opened = kaur.sends(where, tahun=str(world.YEAR), **ceiling)
    new_line = {"account": "5.2.1.01", "description": "Alat tulis", "fund": "ADD"}
    kaur.sends(f"{opened}baris/baru/", volume="5", unit="paket", price="100.000", **new_line)
    place.activity = int(opened.rstrip("/").rpartition("/")[2])
    place.budget = {
        "line": BudgetLine.objects.of(desa).get(activity_id=place.activity).pk,
        "imported": BudgetImport.objects.of(desa).latest("number").pk,
        "undone": first.pk,
        "upload": BudgetUpload.objects.of(desa).latest("pk").pk,
    }
    return place


def overfull(kab: Kabupaten) -> Place:
    """A village whose lists are longer than a page."""
    town = Town(kab, FULL, announced=False)
    more_activities(town, 25)
    world.announced(town.village)
    for _ in range(23):
        town.remember("ordered", town.purchase("ordered", volume="1"))
    return town.place


def more_activities(town: Town, count: int) -> None:
    """Activities with names as long as budgets have them."""
    by = town.village.by("kaur")
    for number in range(count):
        activity = type_activity(
            by=by,
            desa=town.village.desa,
            year=world.YEAR,
            code=f"02.03.{number + 10:02d}",
            name="Pembangunan/Rehabilitasi/Peningkatan/Pengerasan Jalan Usaha Tani "
            f"Dusun Krajan RT {number + 1:02d}",
            ceiling=48_500_000,
        )
        type_line(
            by=by,
            activity=activity,
            account_code="5.3.5.02",
            description="Semen Portland 40 kg",
            fund_sources="DDS",
            volume=Decimal(75),
            unit="sak",
            unit_price=64_750,
        )


def facts(places: list[Place], watchers: dict[str, str]) -> dict[str, Any]:
    """Everything a test needs to know, as plain data."""
    return {
        "year": world.YEAR,
        "pin": world.PIN,
        "places": {place.name: asdict(place) for place in places},
        "watchers": watchers,
    }
