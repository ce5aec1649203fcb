"""A demo village before its first purchase: budget, price book, shops."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from pbjdesa.config.demo.cast import Cast
from pbjdesa.config.demo.data import content
from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.planning.models import Activity, BudgetLine
from pbjdesa.planning.operations import type_activity, type_line
from pbjdesa.planning.prices import note_price
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from pbjdesa.territories.models import Desa, Kecamatan

_PRICE_KNOWN = 0.6
"""The share of things whose price stands in the village's own book."""


@dataclass
class Village:
    """What the stories of a village are told with."""

    desa: Desa
    year: int
    officials: dict[str, Appointment]
    activities: dict[str, Activity]
    lines: dict[str, BudgetLine]
    prices: dict[str, tuple[int, str]]
    shops: dict[str, Supplier]

    def by(self, seat: str) -> Appointment:
        """Who sits there; a village without its own Kaur Perencanaan leaves it to the Kaur."""
        return self.officials.get(seat) or self.officials["kaur"]


def _rounded(price: float) -> int:
    """A price as shops write it: whole hundreds, whole tens of rupiah below a thousand."""
    step = 100 if price >= 1_000 else 10
    return max(step, round(price / step) * step)


def write_budget(village: Village, rng: Random, size: float, *, offers: bool = False) -> None:
    """Type the year's APBDes: the same activities everywhere, in the size of the village; with
    `offers` also those that are too large for one shop."""
    for row in content("budget")["activity"]:
        if row.get("offers") and not offers:
            continue
        lines = [_sized(line, size, rng) for line in row["lines"]]
        total = sum(line["amount"] for line in lines)
        activity = type_activity(
            by=village.by("perencanaan"),
            desa=village.desa,
            year=village.year,
            code=row["code"],
            name=row["name"],
            ceiling=total,
        )
        village.activities[row["code"]] = activity
        for line in lines:
            _type(village, activity, line)


def _sized(line: dict[str, Any], size: float, rng: Random) -> dict[str, Any]:
    if "volume" not in line:
        return {**line, "amount": _rounded(line["amount"] * size)}
    volume = max(1, round(line["volume"] * size))
    price = _rounded(line["price"] * rng.uniform(0.97, 1.03))
    return {**line, "volume": volume, "price": price, "amount": volume * price}


def _type(village: Village, activity: Activity, line: dict[str, Any]) -> None:
    details: dict[str, Any] = {"amount": line["amount"]}
    if "volume" in line:
        details = {
            "volume": Decimal(line["volume"]),
            "unit": line["unit"],
            "unit_price": line["price"],
        }
    village.lines[line["name"]] = type_line(
        by=village.by("perencanaan"),
        activity=activity,
        account_code=line["account"],
        description=line["name"],
        fund_sources=line["fund"],
        **details,
    )


def write_prices(village: Village, rng: Random) -> None:
    """Note what shops ask for: some things a little below the budget's own price."""
    today = clock.today(village.desa.zone)
    for name, line in village.lines.items():
        if line.unit_price is None or rng.random() > _PRICE_KNOWN:
            continue
        price = _rounded(line.unit_price * rng.uniform(0.94, 0.995))
        source = f"{rng.choice(list(village.shops.values())).name}, {clock.plain_date(today)}"
        note_price(
            by=village.by("kaur"),
            desa=village.desa,
            item=name,
            unit=line.unit,
            price=price,
            source=source,
            seen_on=today,
        )
        village.prices[name] = (price, source)


def open_shops(village: Village, cast: Cast, *, offers: bool = False) -> None:
    """Write one shop of each kind into the register; with `offers` also suppliers from elsewhere in
    the kabupaten, once for all villages."""
    for row in content("shops")["shop"]:
        village.shops[row["kind"]] = register_supplier(
            by=village.by("kaur"), desa=village.desa, data=_shop(row, village.desa, cast)
        )

    if offers and not cast.elsewhere:
        for row in content("shops")["elsewhere"]:
            place = Kecamatan.objects.get(kab=village.desa.kab, name=row["kecamatan"])
            data = replace(_shop(row, village.desa, cast), kecamatan=place, address=row["address"])
            cast.elsewhere[row["kind"]] = register_supplier(
                by=village.by("kaur"), desa=village.desa, data=data
            )
    village.shops |= cast.elsewhere


def _shop(row: dict[str, Any], desa: Desa, cast: Cast) -> SupplierData:
    rng = cast.rng
    owner = cast.name(woman=row.get("woman", False))
    bank = f"Bank Contoh {rng.randrange(10**9, 10**10)} a.n. {owner}"
    return SupplierData(
        name=rng.choice(row["names"]).format(desa=desa.name, owner=owner.split()[0]),
        owner_name=owner,
        address=f"Dusun {rng.choice(('Krajan', 'Gempol', 'Ngadirejo', 'Sawahan'))} "
        f"RT {rng.randrange(1, 9):02d}, {desa.name}",
        entity_type=row["entity_type"],
        phone=f"0800-000-{rng.randrange(10**4):04d}",
        nib=f"{rng.randrange(10**12, 10**13)}" if row.get("nib") else "",
        npwp=f"{rng.randrange(10**14, 10**15)}" if row.get("npwp") else "",
        pkp=row.get("pkp", False),
        suket_until=date(clock.today(desa.zone).year + 1, 12, 31) if row.get("suket") else None,
        bank=bank if row.get("bank") else "",
        goods=row["goods"],
    )
