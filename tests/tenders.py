"""Purchases at every point of *permintaan penawaran*, made by the operations that make real ones.

    place = tender_village(territory())      # TPK of three, suppliers, a big activity, announced
    purchase = request_sent(place)           # three were asked; offers close at CLOSING
    purchase = offers_opened(place)          # two of the three offered, all was opened

Each story starts at START and moves the clock itself; look at its result `with clock.frozen(...)`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.planning.operations import type_activity, type_line
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Invitee, Offer, Purchase
from pbjdesa.procurement.operations import ItemPrice, OfferContent, WantedItem
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from pbjdesa.territories.models import Kabupaten
from tests.rule_values.values import NATIONAL, changed
from tests.rule_values.villages import put_in_force
from tests.world import YEAR, Village, announced, hire, village

START = datetime(2026, 5, 6, 2, 0, tzinfo=UTC)
"""09.00 WIB on a working day: the Kasi hands over, the TPK asks."""
CLOSING = START + timedelta(days=7, hours=1)
"""10.00 WIB a week later."""
OPENING = CLOSING + timedelta(minutes=5)

TPK_SEATS = {
    "tpk_ketua": ("Purwanto", "perangkat_desa"),
    "tpk_sekretaris": ("Nurhayati", "lkd"),
    "tpk_anggota": ("Suparti", "masyarakat"),
}
SHOPS = (
    ("Toko Bangunan Jaya", "Hartono"),
    ("UD Sinar Patean", "Lestari Ningsih"),
    ("CV Karya Mandiri", "Agus Widodo"),
)
WANTED = (
    ("5.3.5.03", "Semen 40 kg", Decimal(200), "sak", 70_000),
    ("5.3.5.03", "Pasir pasang", Decimal(20), "m3", 300_000),
    ("5.3.5.03", "Batu belah", Decimal(15), "m3", 280_000),
)
"""Account, name, volume, unit and HPS: together Rp24.200.000."""


@dataclass
class TenderVillage(Village):
    """A village with a TPK of three, suppliers to ask, and an activity above direct purchase."""

    shops: list[Supplier] = field(default_factory=list)

    def tpk(self) -> list[Appointment]:
        """Ketua, sekretaris, anggota."""
        return [self.officials[office] for office in TPK_SEATS]


def tender_village(
    kab: Kabupaten, name: str = "Pagersari", *, logins: bool = False, shops: int = 3
) -> TenderVillage:
    """A village whose plan is announced, ready to ask `shops` suppliers for offers."""
    place = with_tpk(village(kab, name, logins=logins), logins=logins, shops=shops)
    announced(place)
    return place


def with_tpk(
    plain: Village, *, logins: bool = False, shops: int = 3, purchases: int = 2
) -> TenderVillage:
    """The same village with a TPK, suppliers to ask, and an activity above direct purchase whose
    budget holds so many purchases of the story."""
    place = TenderVillage(**vars(plain))
    place.officials = dict(place.officials)
    _seat_tpk(place, logins)
    place.activity = type_activity(
        by=place.by("kaur"),
        desa=place.desa,
        year=YEAR,
        code="02.03.10",
        name="Rehabilitasi Jalan Usaha Tani",
        ceiling=75_000_000 * purchases,
    )
    place.lines = [
        type_line(
            by=place.by("kaur"),
            activity=place.activity,
            account_code=account,
            description=description,
            fund_sources="DDS",
            volume=volume * purchases,
            unit=unit,
            unit_price=price,
        )
        for account, description, volume, unit, price in WANTED
    ]
    place.shops = [shop(place, number) for number in range(shops)]
    return place


def _seat_tpk(place: TenderVillage, logins: bool) -> None:
    for office, (person, element) in TPK_SEATS.items():
        login = f"{place.desa.name.lower()}-{office}" if logins else ""
        seat = hire(place.desa.kab, office, person, desa=place.desa, username=login)
        if hasattr(seat, "element"):
            seat.element = element
            seat.save()
        place.officials[office] = seat


def shop(place: Village, number: int) -> Supplier:
    """A supplier of the register."""
    name, owner = SHOPS[number % len(SHOPS)]
    mark = f" {number + 1}" if number >= len(SHOPS) else ""
    return register_supplier(
        by=place.by("kaur"),
        desa=place.desa,
        data=SupplierData(
            name=name + mark,
            owner_name=owner + mark,
            address=f"Jalan Raya Patean Nomor {number + 1}",
            npwp=f"09123456{number + 1:07d}",
            bank=f"Bank Contoh {number + 1:010d} a.n. {owner}",
        ),
    )


def hps_draft(place: TenderVillage) -> Purchase:
    """A draft with items, HPS and delivery: ready for the TPK."""
    kasi = place.by("kasi")
    purchase = operations.start_purchase(by=kasi, activity=place.activity)
    operations.choose_items(
        by=kasi,
        purchase=purchase,
        wanted=[
            WantedItem(line, line.description, wanted[2], wanted[3])
            for line, wanted in zip(place.lines, WANTED, strict=True)
        ],
    )
    prices = {
        item.pk: ItemPrice(wanted[4], "Survei tiga toko, 3 Mei 2026")
        for item, wanted in zip(queries.items_of(purchase), WANTED, strict=True)
    }
    operations.set_prices(by=kasi, purchase=purchase, prices=prices)
    operations.set_delivery(
        by=kasi,
        purchase=purchase,
        needed_by=clock.today(place.desa.zone) + timedelta(days=37),
        place="Dusun Krajan",
    )
    purchase.refresh_from_db()
    return purchase


def at_tpk(place: TenderVillage) -> Purchase:
    """The TPK has it and prepares the request (state preparing)."""
    with clock.frozen(START):
        purchase = hps_draft(place)
        operations.hand_to_tpk(by=place.by("kasi"), purchase=purchase)
    purchase.refresh_from_db()
    return purchase


def at_camat(place: TenderVillage) -> Purchase:
    """The rules of this village now ask the camat first, and it waits there (camat_review)."""
    put_in_force(changed(NATIONAL, "oversight.camat_review_above", 10_000_000))
    return at_tpk(place)


def request_ready(place: TenderVillage, *, closes_at: datetime | None = None) -> Purchase:
    """Suppliers and schedule are chosen; nothing was sent yet (state preparing)."""
    purchase = at_tpk(place)
    with clock.frozen(START + timedelta(minutes=10)):
        prepare(place, purchase, closes_at=closes_at)
    return purchase


def prepare(place: TenderVillage, purchase: Purchase, *, closes_at: datetime | None = None) -> None:
    """Choose all suppliers of the story and the schedule, now."""
    ketua = place.by("tpk_ketua")
    operations.choose_invitees(by=ketua, purchase=purchase, suppliers=place.shops)
    operations.set_schedule(
        by=ketua,
        purchase=purchase,
        closes_at=closes_at or CLOSING,
        place="Kantor Desa",
        work_days=14,
    )


def request_sent(place: TenderVillage, *, closes_at: datetime | None = None) -> Purchase:
    """All suppliers were asked; offers close at `closes_at` (state inviting)."""
    purchase = request_ready(place, closes_at=closes_at)
    with clock.frozen(START + timedelta(minutes=20)):
        operations.send_request(by=place.by("tpk_ketua"), purchase=purchase)
    purchase.refresh_from_db()
    return purchase


def invitees(purchase: Purchase) -> list[Invitee]:
    """Who was asked in the present round."""
    tender = queries.tender_of(purchase)
    assert tender is not None
    return queries.invitees_of(tender)


def come_in(invitee: Invitee) -> str:
    """The supplier types the code; answers the entry that the phone keeps.

    Where the code was used before, a new entry is made without asking for it again.
    """
    invitee.refresh_from_db()
    code = queries.code_of(invitee)
    if not code:
        return queries.new_entry(invitee)
    return operations.enter_code(by=None, invitee=invitee, code=code)


def content_of(
    purchase: Purchase,
    share: int = 95,
    *,
    prices: Mapping[int, int | None] | None = None,
    missing: int | None = None,
    work_days: int = 10,
    valid_days: int = 30,
    statement: bool = True,
    papers: Sequence[str] = ("ktp", "pernyataan_kebenaran_usaha"),
) -> OfferContent:
    """An offer at `share` percent of the HPS; `missing` leaves the line of that place out."""
    items = queries.items_of(purchase)
    asked = {
        item.pk: None if place == missing else (item.hps_unit_price or 0) * share // 100
        for place, item in enumerate(items)
    }
    return OfferContent(
        dict(prices) if prices is not None else asked,
        work_days=work_days,
        valid_days=valid_days,
        statement=statement,
        papers=tuple(papers),
    )


def send(
    invitee: Invitee,
    content: OfferContent,
    *,
    at: datetime | None = None,
    photos: Sequence[bytes] = (),
) -> Offer:
    """One supplier comes in and sends, at `at` (default: the third day)."""
    with clock.frozen(at or START + timedelta(days=2)):
        entry = come_in(invitee)
        return operations.send_offer(
            by=None, invitee=invitee, content=content, entry=entry, photos=photos
        )


def offers_sent(
    place: TenderVillage, shares: Sequence[int] = (95, 90), *, missing: int | None = None
) -> Purchase:
    """As many suppliers offered as there are `shares` of the HPS in percent; offers still closed.

    `missing`: the last of them leaves this line out.
    """
    purchase = request_sent(place)
    asked = invitees(purchase)
    for number, share in enumerate(shares):
        left_out = missing if number == len(shares) - 1 else None
        send(asked[number], content_of(purchase, share, missing=left_out))
    return purchase


def opened(place: TenderVillage, purchase: Purchase) -> Purchase:
    """The TPK opens the offers of this purchase after the closing."""
    with clock.frozen(OPENING):
        operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)
    purchase.refresh_from_db()
    return purchase


def offers_opened(
    place: TenderVillage, shares: Sequence[int] = (95, 90), *, missing: int | None = None
) -> Purchase:
    """The offers were opened (state opened)."""
    return opened(place, offers_sent(place, shares, missing=missing))
