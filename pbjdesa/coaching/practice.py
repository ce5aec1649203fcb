"""Practice villages: a twin of each real one, with its own people, budget, shops and chain.

A twin lives in a twin kabupaten, so its rows have another home than the real ones: no statement
that names the one can touch the other. It is made when somebody of the village first practises.
Its people are the village's own officials; they have no log-in of their own, a session only
changes sides.
"""

import functools
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from pbjdesa.coaching.queries import living_twin
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.offices import DESA_OFFICES, KEPALA_DESA, SEKDES
from pbjdesa.planning.operations import type_activity, type_line
from pbjdesa.planning.prices import note_price
from pbjdesa.planning.queries import has_budget
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan

STOCK = Path(__file__).parent / "data" / "practice.toml"
MAY_RESET = frozenset({KEPALA_DESA.slug, SEKDES.slug})


@operation
def enter_practice(*, by: Appointment, desa: Desa) -> Person:
    """Change over to the practice side: make the twin if need be, with the officials of today.

    Nothing of the real village is written; the trace lies in the twin's own chain.
    """
    if by.desa_id != desa.pk or desa.practice:
        raise Refused("Latihan hanya untuk perangkat desa, dari desanya sendiri.")
    twin = make_twin(by=by, desa=desa)
    _bring_people(desa, twin)
    me: Person = Person.objects.of(twin).get(twin_of_id=by.person_id)
    record(me, by=by)
    return me


@operation
def make_twin(*, by: Appointment, desa: Desa) -> Desa:
    """The living twin of a real village, with budget, prices and shops and no announced plan."""
    # Two officials may begin at the same moment: the second one waits here, then finds the twin.
    real = Desa.objects.select_for_update().get(pk=desa.pk)
    twin = living_twin(real)
    if twin is None:
        twin = _new_twin(desa)
        _bring_people(desa, twin)
        _stock(twin)
    elif not has_budget(twin, clock.today(twin.zone).year):
        _write_budget(twin)
    record(twin, by=by, data={"twin_of": str(desa.pk)})
    return twin


@operation
def reset_twin(*, by: Appointment, desa: Desa) -> Desa:
    """Retire the practice village and begin a new one. What was practised stays, out of sight."""
    if by.office not in MAY_RESET:
        raise Refused("Hanya Kepala Desa atau Sekretaris Desa yang boleh mengulang latihan.")
    old = living_twin(desa)
    if old is not None:
        old.retired_at = clock.now()
        old.save()
        record(old, by=by, data={"retired": True})
    return make_twin(by=by, desa=desa)


def _new_twin(desa: Desa) -> Desa:
    kab = _twin_kabupaten(desa.kab)
    kecamatan, _ = Kecamatan.objects.get_or_create(
        kab=kab,
        code=desa.kecamatan.code,
        defaults={"id": new_id(), "name": desa.kecamatan.name},
    )
    return Desa.objects.create(
        id=new_id(kab.shard),
        kab=kab,
        kecamatan=kecamatan,
        code=desa.code,
        name=desa.name,
        address=desa.address,
        postcode=desa.postcode,
        letter_code=desa.letter_code,
        latitude=desa.latitude,
        longitude=desa.longitude,
        twin_of=desa,
    )


def _twin_kabupaten(kab: Kabupaten) -> Kabupaten:
    """Where all practice villages of a kabupaten live: same code, same rules, its own home."""
    twin, _ = Kabupaten.objects.get_or_create(
        code=kab.code,
        practice=True,
        defaults={
            "id": new_id(),
            "name": kab.name,
            "provinsi": kab.provinsi,
            "zone": kab.zone,
            "shard": kab.shard,
        },
    )
    return twin


def _bring_people(desa: Desa, twin: Desa) -> None:
    """Give the twin the officials that the village has today, each in the same office."""
    today = clock.today(desa.zone)
    real = _in_office(desa, today)
    known = {row.twin_of_id: row for row in Person.objects.of(twin)}
    held = {_seat(row, row.person.twin_of_id): row for row in _in_office(twin, today)}
    for row in real:
        if row.person_id not in known:
            known[row.person_id] = _twin_person(row.person, twin)
        if held.pop(_seat(row, row.person_id), None) is None:
            _twin_appointment(row, known[row.person_id], twin).save()
    for gone in held.values():
        gone.until_date = max(gone.from_date, today - timedelta(days=1))
        gone.save()


def _in_office(desa: Desa, today: date) -> list[Appointment]:
    return list(
        Appointment.objects.of(desa)
        .filter(from_date__lte=today, office__in=DESA_OFFICES)
        .exclude(until_date__lt=today)
        .select_related("person")
        .order_by("pk")
    )


def _seat(row: Appointment, person_id: int | None) -> tuple[Any, ...]:
    return person_id, row.office, row.title, row.acting


def _twin_person(person: Person, twin: Desa) -> Person:
    """The same name; the NIK and the phone stay on the real side."""
    copy = Person(kab=twin.kab, desa=twin, name=person.name, twin_of_id=person.pk)
    copy.save()
    return copy


def _twin_appointment(row: Appointment, person: Person, twin: Desa) -> Appointment:
    prefixes = tuple(row.activity_prefixes)
    if prefixes and not any(one.code.startswith(prefixes) for one in _content().activities):
        # A field of work that the practice budget does not touch would leave nothing to practise.
        prefixes = ()
    return Appointment(
        kab=twin.kab,
        desa=twin,
        person=person,
        office=row.office,
        title=row.title,
        decree=row.decree,
        acting=row.acting,
        from_date=row.from_date,
        activity_prefixes=list(prefixes),
    )


@dataclass(frozen=True)
class _Activity:
    code: str
    name: str
    ceiling: int
    lines: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class _Stock:
    activities: tuple[_Activity, ...]
    suppliers: tuple[dict[str, Any], ...]
    prices: tuple[dict[str, Any], ...]


@functools.cache
def _content() -> _Stock:
    content = tomllib.loads(STOCK.read_text(encoding="utf-8"))
    return _Stock(
        tuple(
            _Activity(row["code"], row["name"], row["ceiling"], tuple(row["lines"]))
            for row in content["activity"]
        ),
        tuple(content["supplier"]),
        tuple(content["price"]),
    )


def _stock(twin: Desa) -> None:
    """Everything that a purchase needs; only the plan is left for the kades to announce."""
    _write_budget(twin)
    today = clock.today(twin.zone)
    by = _in_office(twin, today)[0]
    for supplier in _content().suppliers:
        register_supplier(by=by, desa=twin, data=_supplier_data(supplier))
    for price in _content().prices:
        note_price(by=by, desa=twin, **price, seen_on=today)


def _write_budget(twin: Desa) -> None:
    """This year's budget; a twin that lives into a new year gets a new one."""
    today = clock.today(twin.zone)
    by = _in_office(twin, today)[0]
    for row in _content().activities:
        _write_activity(row, twin, by, today.year)


def _write_activity(row: _Activity, twin: Desa, by: Appointment, year: int) -> None:
    activity = type_activity(
        by=by, desa=twin, year=year, code=row.code, name=row.name, ceiling=row.ceiling
    )
    for line in row.lines:
        type_line(
            by=by,
            activity=activity,
            account_code=line["account"],
            description=line["name"],
            fund_sources=line["fund"],
            volume=Decimal(line["volume"]),
            unit=line["unit"],
            unit_price=line["price"],
        )


def _supplier_data(row: dict[str, Any]) -> SupplierData:
    details = {**row, "owner_name": row["owner"]}
    del details["owner"]
    return SupplierData(**details)
