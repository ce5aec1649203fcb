"""The verbs of a purchase in its preparation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pbjdesa.documents.numbering import next_in_series
from pbjdesa.documents.operations import open_dossier
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.money import rupiah, times
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.kernel.workflow import Move
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.planning import queries as planning
from pbjdesa.planning.models import Activity, BudgetLine
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase, PurchaseItem
from pbjdesa.procurement.operations.moving import advance, remember
from pbjdesa.procurement.registry import METHODS
from pbjdesa.procurement.states import Duty, SupplierReason
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.queries import register_of, sentences_against
from pbjdesa.territories.tenancy import same_home


@dataclass(frozen=True)
class WantedItem:
    """One thing somebody wants to buy, from one budget line."""

    line: BudgetLine
    description: str
    volume: Decimal
    unit: str
    specification: str = ""


@dataclass(frozen=True)
class ItemPrice:
    """Prices per unit in rupiah, PPN included, and who knows the estimate.

    `unit_price` is what was agreed with a shop; None where suppliers will be asked for offers.
    """

    hps_unit_price: int
    hps_source: str
    unit_price: int | None = None


@operation
def start_purchase(*, by: Appointment, activity: Activity) -> Purchase:
    """Begin a purchase in an activity; it pins the rule set of today (R-01, R-02, A002)."""
    desa = activity.desa
    check_authority(by, desa=desa, offices=PKA, activity_code=activity.code)
    version = in_force(desa.kab.code, clock.today(desa.zone))
    announced = planning.current_plan(desa, activity.year) is not None
    if rules_of(version).procedure.require_announcement.value and not announced:
        raise Refused(
            "Rencana pengadaan tahun ini belum diumumkan. Minta Kepala Desa mengumumkannya dulu."
        )
    purchase = Purchase(
        **same_home(activity),
        year=activity.year,
        sequence=next_in_series(desa, "purchase", activity.year),
        title=activity.name[:200],
        activity=activity,
        dossier=open_dossier(by=by, desa=desa, title=activity.name[:200], year=activity.year),
        rule_set=version,
        supplier_reason=_usual_reason(rules_of(version)),
        place=f"Kantor Desa {desa.name}",
        started_at=clock.now(),
        started_by_id=by.pk,
        changed_at=clock.now(),
    )
    purchase.save()
    remember(purchase, Duty.PLAN, by)
    record(purchase, by=by, data={"activity": activity.code, "rules": version.slug})
    return purchase


def _usual_reason(rules: RuleSet) -> str:
    """What most purchases rest on, to be read and changed before they are sent (R-04)."""
    needed = rules.procedure.swakelola_reason_required.value
    return SupplierReason.NOT_MADE_HERE.value if needed else ""


@operation
def choose_supplier_reason(*, by: Appointment, purchase: Purchase, reason: str) -> None:
    """Say why a supplier and not swakelola (R-04). Refuses a reason that is not in the list."""
    purchase = _draft(purchase, by)
    if reason not in SupplierReason.values:
        raise Refused("Pilih alasannya dari daftar.", field="reason")
    purchase.supplier_reason = reason
    _touch(purchase)
    remember(purchase, Duty.PLAN, by)
    record(purchase, by=by, data={"why": reason})


def _draft(purchase: Purchase, by: Appointment) -> Purchase:
    purchase = purchase.lock()
    if purchase.state != "draft":
        raise Conflict("Belanja ini sudah dipesan. Isinya tidak bisa diubah lagi.")
    check_authority(by, desa=purchase.desa, offices=PKA, activity_code=purchase.activity.code)
    return purchase


@operation
def choose_items(*, by: Appointment, purchase: Purchase, wanted: Sequence[WantedItem]) -> None:
    """Say what is bought. Prices of lines that stay are kept. Refuses more than a line has left."""
    purchase = _draft(purchase, by)
    if not wanted:
        raise Refused("Pilih paling sedikit satu barang.", field="items")
    before = {item.line_id: item for item in queries.items_of(purchase)}
    PurchaseItem.objects.like(purchase).filter(purchase=purchase, removed_at__isnull=True).update(
        removed_at=clock.now()
    )
    for order, want in enumerate(wanted, 1):
        _check_wanted(purchase, want)
        earlier = before.get(want.line.pk)
        item = PurchaseItem(
            **same_home(purchase),
            purchase=purchase,
            line=want.line,
            order=order,
            description=want.description,
            specification=want.specification,
            volume=want.volume,
            unit=want.unit,
        )
        if earlier is not None:
            item.hps_unit_price, item.hps_source = earlier.hps_unit_price, earlier.hps_source
            item.unit_price = earlier.unit_price
            item.amount = times(item.volume, item.unit_price) if item.unit_price else 0
        item.save()
    purchase.title = _title(wanted)
    _touch(purchase)
    remember(purchase, Duty.PLAN, by)
    record(purchase, by=by, data={"lines": [str(want.line.pk) for want in wanted]})


def _check_wanted(purchase: Purchase, want: WantedItem) -> None:
    field = f"volume_{want.line.pk}"
    if want.line.activity_id != purchase.activity_id:
        raise Refused("Barang ini bukan dari kegiatan belanja ini. Pilih lagi.", field="items")
    if want.volume <= 0:
        raise Refused(
            say("Isi jumlah {description} yang dibeli, contoh 2.", description=want.description),
            field=field,
        )
    line = want.line
    if line.volume is not None and want.volume > line.volume:
        raise Refused(
            say(
                "{description} hanya dianggarkan {normalize} {unit}.",
                description=line.description,
                normalize=f"{line.volume.normalize():f}",
                unit=line.unit,
            ),
            field=field,
        )


def _title(wanted: Sequence[WantedItem]) -> str:
    names = [want.description for want in wanted]
    more = f" dan {len(names) - 2} lainnya" if len(names) > 2 else ""
    return f"Belanja {', '.join(names[:2])}{more}"[:200]


def _touch(purchase: Purchase) -> None:
    """Write down the sums after a change of the draft."""
    items = queries.items_of(purchase)
    purchase.value = sum(item.amount for item in items)
    purchase.hps = sum(times(item.volume, item.hps_unit_price or 0) for item in items)
    deciding = queries.deciding_value(purchase, items)
    purchase.method = queries.choice_for(purchase, deciding).method if deciding else ""
    if purchase.method not in METHODS:
        purchase.method = ""
    purchase.changed_at = clock.now()
    purchase.save()


@operation
def set_prices(*, by: Appointment, purchase: Purchase, prices: Mapping[int, ItemPrice]) -> None:
    """Write estimate, source and agreed price per item (id → prices). Refuses a price above HPS.

    Where the value leads to asking suppliers, no price is agreed yet: what was typed is left out.
    """
    purchase = _draft(purchase, by)
    items = queries.items_of(purchase)
    for item in items:
        price = prices[item.pk]
        _check_price(item, price)
        item.hps_unit_price, item.hps_source = price.hps_unit_price, price.hps_source
        _agree(item, price.unit_price)
    _touch(purchase)
    if queries.asks_for_offers(purchase) and any(item.unit_price for item in items):
        for item in items:
            _agree(item, None)
        _touch(purchase)
    remember(purchase, Duty.PLAN, by)
    record(purchase, by=by, data={"value": purchase.value, "hps": purchase.hps})


def _agree(item: PurchaseItem, unit_price: int | None) -> None:
    item.unit_price = unit_price
    item.amount = times(item.volume, unit_price) if unit_price is not None else 0
    item.save()


def _check_price(item: PurchaseItem, price: ItemPrice) -> None:
    if price.hps_unit_price <= 0 or (price.unit_price is not None and price.unit_price <= 0):
        raise Refused("Harga harus lebih dari nol, contoh 65.000.", field=f"price_{item.pk}")
    if not price.hps_source.strip():
        raise Refused("Isi sumber harganya.", field=f"source_{item.pk}")
    if price.unit_price is not None and price.unit_price > price.hps_unit_price:
        raise Refused(
            say(
                "Harga {description} di atas HPS {hps_unit_price}. Tawar lagi, atau isi sumber "
                "harga yang baru.",
                description=item.description,
                hps_unit_price=rupiah(price.hps_unit_price),
            ),
            field=f"price_{item.pk}",
        )


@operation
def choose_supplier(*, by: Appointment, purchase: Purchase, supplier: Supplier) -> None:
    """Choose the shop, from the register of the kabupaten. An official of the village may not sell
    to it, nor may a supplier whom nobody has looked at, or who is under a sanction."""
    purchase = _draft(purchase, by)
    if not register_of(purchase.desa).filter(pk=supplier.pk).exists():
        raise Refused("Toko ini tidak ada di daftar. Pilih dari daftar.", field="supplier")
    purchase.supplier = supplier
    against = sentences_against(supplier, clock.today(purchase.desa.zone))
    for reason in (*against, *queries.facts_of(purchase, _NO_DUTY, by).clashes):
        raise Refused(reason, field="supplier")
    _touch(purchase)
    remember(purchase, Duty.SELECT, by)
    record(purchase, by=by, data={"supplier": str(supplier.pk)})


_NO_DUTY = Move("", frozenset(), "", frozenset(), "", "")


@operation
def set_delivery(*, by: Appointment, purchase: Purchase, needed_by: date, place: str) -> None:
    """Say by when and where. Refuses a day that has passed."""
    purchase = _draft(purchase, by)
    if needed_by < clock.today(purchase.desa.zone):
        raise Refused("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.", field="needed_by")
    if not place.strip():
        raise Refused("Isi tempat barang diantar, contoh: Kantor Desa.", field="place")
    purchase.needed_by, purchase.place = needed_by, place.strip()
    _touch(purchase)
    remember(purchase, Duty.PLAN, by)
    record(purchase, by=by, data={"needed_by": needed_by.isoformat()})


@operation
def discard(*, by: Appointment, purchase: Purchase) -> Purchase:
    """Give up a draft. It stays in the list as cancelled; nothing was promised to anybody."""
    return advance(by=by, purchase=purchase, move_name="discard")
