"""A purchase for which suppliers were asked: three shops with link and code, offers sealed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.planning.operations import type_line
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Invitee, Purchase, Tender
from pbjdesa.procurement.operations import (
    ItemPrice,
    WantedItem,
    choose_invitees,
    choose_items,
    hand_to_tpk,
    send_request,
    set_delivery,
    set_prices,
    set_schedule,
    start_purchase,
)
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from tests.world import Village, hire

SHOPS = ("Toko Maju Jaya", "Toko Karya Tani", "CV Sinar Patean")
WANTED = (("Kursi rapat", 40, "buah", 200_000), ("Meja rapat", 10, "buah", 320_000))
"""What is bought, how much, and the estimate of one; together it needs offers."""


@dataclass
class Asked:
    """A round of offers, and the way in of each supplier."""

    place: Village
    purchase: Purchase
    tender: Tender
    tpk: dict[str, Appointment]
    invitees: list[Invitee]
    tokens: list[str]
    codes: list[str]
    shops: list[Supplier] = field(default_factory=list)

    @property
    def items(self) -> list[int]:
        """Ids of what is asked for."""
        return [item.pk for item in queries.items_of(self.purchase)]


def team(place: Village) -> dict[str, Appointment]:
    """A TPK of three."""
    seats = {
        "tpk_ketua": ("Sunardi", "perangkat_desa"),
        "tpk_sekretaris": ("Lasmini", "lkd"),
        "tpk_anggota": ("Paidi", "masyarakat"),
    }
    return {
        office: hire(place.desa.kab, office, name, desa=place.desa, element=element)
        for office, (name, element) in seats.items()
    }


def shops(place: Village, names: tuple[str, ...] = SHOPS) -> list[Supplier]:
    """Suppliers of the village."""
    return [
        register_supplier(
            by=place.by("kaur"),
            desa=place.desa,
            data=SupplierData(
                name=name,
                owner_name=f"Pemilik {number}",
                address=f"Dusun {number}",
                phone=f"08120000{number:04d}",
                npwp=f"09123456780100{number}",
            ),
        )
        for number, name in enumerate(names, 1)
    ]


def prepared(place: Village) -> Purchase:
    """A purchase that lies with the TPK; its value needs offers."""
    kasi = place.by("kasi")
    wanted = []
    for name, count, unit, price in WANTED:
        line = type_line(
            by=place.by("kaur"),
            activity=place.activity,
            account_code="5.3.2.04",
            description=name,
            fund_sources="DDS",
            volume=Decimal(count),
            unit=unit,
            unit_price=price,
        )
        wanted.append(WantedItem(line, name, Decimal(count), unit))
    purchase = start_purchase(by=kasi, activity=place.activity)
    choose_items(by=kasi, purchase=purchase, wanted=wanted)
    prices = {
        item.pk: ItemPrice(item.line.unit_price or 0, "Toko Sinar, 3 Mei 2026")
        for item in queries.items_of(purchase)
    }
    set_prices(by=kasi, purchase=purchase, prices=prices)
    due = clock.today(place.desa.zone) + timedelta(days=30)
    set_delivery(by=kasi, purchase=purchase, needed_by=due, place="Balai Desa")
    purchase.refresh_from_db()
    hand_to_tpk(by=kasi, purchase=purchase)
    purchase.refresh_from_db()
    return purchase


def ask(place: Village, closes_at: datetime, names: tuple[str, ...] = SHOPS) -> Asked:
    """The same, sent to suppliers."""
    tpk = team(place)
    purchase = prepared(place)
    chosen, by = shops(place, names), tpk["tpk_ketua"]
    choose_invitees(by=by, purchase=purchase, suppliers=chosen)
    day = clock.in_zone(closes_at, place.desa.zone).date()
    set_schedule(
        by=by,
        purchase=purchase,
        closes_at=closes_at,
        place="Balai Desa",
        work_days=14,
        evaluation_on=day,
        negotiation_on=day + timedelta(days=1),
        award_on=day + timedelta(days=2),
    )
    tender = send_request(by=by, purchase=purchase)
    purchase.refresh_from_db()
    invitees = queries.invitees_of(tender)
    return Asked(
        place,
        purchase,
        tender,
        tpk,
        invitees,
        [queries.link_of(one) for one in invitees],
        [queries.code_of(one) for one in invitees],
        chosen,
    )
