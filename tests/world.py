"""An invented village to test with. Names are made up; codes are those of Kendal's own regions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pbjdesa.kernel import clock
from pbjdesa.people.actors import Actor, actor_for
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.operations import appoint, open_account, register_person
from pbjdesa.planning.models import Activity, BudgetLine
from pbjdesa.planning.operations import announce_plan, type_activity, type_line
from pbjdesa.planning.prices import note_price
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import (
    ItemPrice,
    WantedItem,
    choose_items,
    choose_supplier,
    set_delivery,
    set_prices,
    start_purchase,
)
from pbjdesa.procurement.queries import items_of
from pbjdesa.regulations.operations import load_regulations
from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from pbjdesa.territories.models import Desa, Kabupaten
from pbjdesa.territories.operations import load_kabupaten

PIN = "271828"
YEAR = 2026
PEOPLE = {
    "kepala_desa": "Sutrisno Hadi",
    "sekdes": "Endah Lestari",
    "kasi": "Bagus Prakoso",
    "kaur": "Ratna Wulandari",
    "kaur_keuangan": "Slamet Riyanto",
    "bpd": "Maryati",
}


def territory() -> Kabupaten:
    """Kabupaten Kendal with the regulations loaded."""
    kab = load_kabupaten(by=None, code="33.24")
    load_regulations(by=None, methods=KNOWN_METHODS)
    return kab


def desa_named(kab: Kabupaten, name: str) -> Desa:
    """A village of Patean."""
    return Desa.objects.select_related("kab", "kecamatan").get(
        kab=kab, name=name, code__startswith="33.24.04"
    )


@dataclass
class Village:
    """A village with its officials, a budget, and one shop."""

    desa: Desa
    officials: dict[str, Appointment]
    activity: Activity
    lines: list[BudgetLine]
    supplier: Supplier

    def by(self, office: str) -> Appointment:
        """The official in an office."""
        return self.officials[office]

    def actor(self, office: str) -> Actor:
        """The official as a logged-in person."""
        return actor_for(self.desa.kab, self.officials[office].person)


def hire(
    kab: Kabupaten,
    office: str,
    name: str,
    *,
    desa: Desa | None = None,
    username: str = "",
    person: Person | None = None,
    element: str = "",
) -> Appointment:
    """Put somebody into an office, with a log-in when a user name is given."""
    kecamatan = desa.kecamatan if desa else None
    person = person or register_person(by=None, kab=kab, name=name, desa=desa)
    place = {"desa": desa} if desa else {}
    appointment = appoint(
        by=None,
        person=person,
        office=office,
        from_date=date(2024, 1, 2),
        element=element,
        **place,
    )
    if username:
        open_account(by=None, person=person, username=username, pin=PIN)
    assert kecamatan is None or kecamatan.kab_id == kab.pk
    return appointment


def watcher(kab: Kabupaten, office: str, desa: Desa, username: str = "") -> Appointment:
    """Somebody of the kecamatan or the kabupaten who watches."""
    person = register_person(by=None, kab=kab, name=f"Pengawas {office}", kecamatan=desa.kecamatan)
    appointment = appoint(
        by=None, person=person, office=office, from_date=date(2024, 1, 2), kecamatan=desa.kecamatan
    )
    if username:
        open_account(by=None, person=person, username=username, pin=PIN)
    return appointment


def village(
    kab: Kabupaten,
    name: str = "Pagersari",
    *,
    logins: bool = False,
    desa: Desa | None = None,
    mark: str = "",
) -> Village:
    """A village ready to buy; its plan is not announced yet.

    `desa` is taken instead of the one of this name; `mark` ends up in the names of its people, of
    its shop, and of everything it buys.
    """
    desa = desa or desa_named(kab, name)
    officials = {
        office: hire(
            kab,
            office,
            person + mark,
            desa=desa,
            username=f"{name.lower()}-{office}" if logins else "",
        )
        for office, person in PEOPLE.items()
    }
    activity, lines = _budget(officials["kaur"], desa, mark)
    return Village(desa, officials, activity, lines, _shop(officials["kaur"], desa, mark))


def _budget(kaur: Appointment, desa: Desa, mark: str) -> tuple[Activity, list[BudgetLine]]:
    """One activity with paper and a printer, and a price of paper in the book."""
    activity = type_activity(
        by=kaur,
        desa=desa,
        year=YEAR,
        code="01.01.04",
        name="Operasional Kantor" + mark,
        ceiling=20_000_000,
    )
    lines = [
        type_line(
            by=kaur,
            activity=activity,
            account_code="5.2.1.01",
            description="Kertas HVS A4 70 gram" + mark,
            fund_sources="ADD",
            volume=Decimal(50),
            unit="rim",
            unit_price=55_000,
        ),
        type_line(
            by=kaur,
            activity=activity,
            account_code="5.3.2.03",
            description="Printer tinta" + mark,
            fund_sources="DDS",
            volume=Decimal(2),
            unit="unit",
            unit_price=2_750_000,
        ),
    ]
    note_price(
        by=kaur,
        desa=desa,
        item="Kertas HVS A4" + mark,
        unit="rim",
        price=54_000,
        source="Toko Sinar, 3 Mei 2026",
        seen_on=date(2026, 5, 3),
    )
    return activity, lines


def _shop(kaur: Appointment, desa: Desa, mark: str) -> Supplier:
    """A shop with NPWP that collects no PPN."""
    return register_supplier(
        by=kaur,
        desa=desa,
        data=SupplierData(
            name="Toko Sumber Rejeki" + mark,
            owner_name="Wagiman" + mark,
            address="Dusun Krajan RT 02",
            npwp="091234567801000",
            bank="Bank Contoh 0123456789 a.n. Wagiman",
        ),
    )


def announced(place: Village) -> Village:
    """The same village after the kades announced the plan."""
    announce_plan(by=place.by("kepala_desa"), desa=place.desa, year=YEAR)
    return place


def draft(place: Village, *, volume: str = "10", price: int = 54_000, line: int = 0) -> Purchase:
    """A purchase with everything filled in, ready to be ordered."""
    kasi = place.by("kasi")
    purchase = start_purchase(by=kasi, activity=place.activity)
    wanted = place.lines[line]
    choose_items(
        by=kasi,
        purchase=purchase,
        wanted=[WantedItem(wanted, wanted.description, Decimal(volume), wanted.unit)],
    )
    prices = {
        item.pk: ItemPrice(price, "Toko Sinar, 3 Mei 2026", price) for item in items_of(purchase)
    }
    set_prices(by=kasi, purchase=purchase, prices=prices)
    choose_supplier(by=kasi, purchase=purchase, supplier=place.supplier)
    set_delivery(
        by=kasi,
        purchase=purchase,
        needed_by=clock.today(place.desa.zone),
        place=f"Kantor Desa {place.desa.name}",
    )
    purchase.refresh_from_db()
    return purchase
