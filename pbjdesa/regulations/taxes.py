"""The national tax tables as dated data: what a village withholds, from what, at which rate.

A change of law is a new file under `data/pajak/` that inherits the one before it. Rates are exact
fractions; what is computed from them is in `payments/rules.py`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.regulations.checks import confirmation_problems
from pbjdesa.regulations.grounds import Grounded, Says, Value
from pbjdesa.regulations.schema import Reader, to_plain
from pbjdesa.regulations.sources import DATA, SourceFile, keys_under, resolve

TAX_FOLDER = "pajak"

TaxCode = Literal["PPN", "PPH21", "PPH22", "PPH23", "PPH4_2", "PPH_FINAL_UMKM"]
ObjectKind = Literal[
    "goods",
    "services",
    "catering",
    "equipment_rent",
    "construction_work",
    "construction_consult",
    "land_building_rent",
    "wage",
    "honor",
]
Exemption = Literal[
    "fuel_pertamina", "fuel", "telecom", "electricity", "water", "post", "air_transport"
]
EntityType = Literal["individual", "pt_perorangan", "cooperative", "bumdes", "cv", "firma", "pt"]
Qualification = Literal["kecil", "menengah_besar", "tanpa_sertifikat"]
RoundingMode = Literal["half_up", "up", "down"]


@dataclass(frozen=True, kw_only=True)
class TableHead:
    """Which table this is; it holds until the next table starts."""

    title: str
    in_force_from: Annotated[Value[date], Says("Mulai berlaku")]
    inherits: str = ""


@dataclass(frozen=True, kw_only=True)
class Rounding:
    """How a tax becomes whole rupiah: to the nearest, next or previous multiple of `unit`."""

    mode: Annotated[Value[RoundingMode], Says("Pembulatan pajak")]
    unit: Annotated[Value[int], Says("Dibulatkan ke", "rupiah")]


@dataclass(frozen=True, kw_only=True)
class Ppn:
    """Value added tax: `rate` of `base_share` of the price without PPN, from PKP only."""

    label: str
    rate: Annotated[Value[Fraction], Says("Tarif")]
    base_share: Annotated[Value[Fraction], Says("Dasar pengenaan dari harga tanpa PPN")]
    threshold: Annotated[
        Value[int], Says("Dipungut bila pembayaran tanpa PPN lebih dari", "rupiah")
    ]
    kinds: Annotated[Value[tuple[ObjectKind, ...]], Says("Objek")]
    not_collected: Annotated[Value[tuple[Exemption, ...]], Says("Tidak dipungut untuk")]
    account: Annotated[Value[str | None], Says("Kode rekening")]
    payment_code: Annotated[Value[str | None], Says("Kode setor (KAP-KJS)")]

    @property
    def effective(self) -> Fraction:
        """The rate on the price without PPN."""
        return self.rate.value * self.base_share.value


@dataclass(frozen=True, kw_only=True)
class Rate(Grounded):
    """One rate. A rate that is not given must be worked out by people.

    `qualification` limits it to certified (or not) builders, `daily_up_to` to wages of at most
    so many rupiah a day; rows with `daily_up_to` stand in rising order, the open one last.
    """

    rate: Fraction | None = None
    qualification: Qualification | None = None
    daily_up_to: int | None = None


@dataclass(frozen=True, kw_only=True)
class IncomeTax:
    """One income tax that the village withholds or collects; its base never includes PPN."""

    code: TaxCode
    label: str
    kinds: Annotated[Value[tuple[ObjectKind, ...]], Says("Objek")]
    threshold: Annotated[
        Value[int], Says("Dipungut bila pembayaran tanpa PPN lebih dari", "rupiah")
    ]
    not_collected: Annotated[Value[tuple[Exemption, ...]], Says("Tidak dipungut untuk")]
    no_npwp_factor: Annotated[Value[Fraction], Says("Tarif tanpa NPWP dibanding tarif biasa")]
    account: Annotated[Value[str | None], Says("Kode rekening")]
    payment_code: Annotated[Value[str | None], Says("Kode setor (KAP-KJS)")]
    rates: Annotated[tuple[Rate, ...], Says("Tarif")]


@dataclass(frozen=True, kw_only=True)
class Entity(Grounded):
    """A kind of business that may use the final tax for small businesses."""

    entity: EntityType


@dataclass(frozen=True, kw_only=True)
class UmkmFinal:
    """The final tax of small businesses that hold a valid Surat Keterangan."""

    label: str
    rate: Annotated[Value[Fraction], Says("Tarif")]
    replaces: Annotated[Value[tuple[TaxCode, ...]], Says("Menggantikan")]
    account: Annotated[Value[str | None], Says("Kode rekening")]
    payment_code: Annotated[Value[str | None], Says("Kode setor (KAP-KJS)")]
    entities: Annotated[tuple[Entity, ...], Says("Boleh dipakai oleh")]


@dataclass(frozen=True, kw_only=True)
class TaxDays:
    """Days of the month after the payment."""

    pay_day: Annotated[Value[int], Says("Disetor paling lambat tanggal", "angka")]
    report_day: Annotated[Value[int], Says("Dilaporkan paling lambat tanggal", "angka")]


@dataclass(frozen=True, kw_only=True)
class TaxTable:
    """All that was read of the tax law in force from one day on."""

    key: str
    files: tuple[SourceFile, ...]
    table: TableHead
    rounding: Annotated[Rounding, Says("Pembulatan")]
    ppn: Annotated[Ppn, Says("PPN")]
    income: Annotated[Mapping[str, IncomeTax], Says("Pajak penghasilan")]
    umkm: Annotated[UmkmFinal, Says("PPh final UMKM")]
    days: Annotated[TaxDays, Says("Batas waktu")]

    def income_for(self, kind: ObjectKind) -> IncomeTax:
        """The one income tax on payments of this kind."""
        return next(tax for tax in self.income.values() if kind in tax.kinds.value)


def load_tax_tables(root: Path = DATA) -> tuple[TaxTable, ...]:
    """Every tax table below `root`, the oldest first. Raises Refused with every slip."""
    tables = []
    problems: list[str] = []
    for key in keys_under(root):
        if key.startswith(f"{TAX_FOLDER}/"):
            try:
                tables.append(_load(key, root))
            except Refused as refusal:
                problems += refusal.reasons
    tables.sort(key=lambda table: table.table.in_force_from.value)
    for one, other in pairwise(tables):
        if one.table.in_force_from.value == other.table.in_force_from.value:
            problems.append(
                say("{key}.toml: mulai berlaku sama dengan {key_2}.", key=other.key, key_2=one.key)
            )
    if problems:
        raise Refused(*problems)
    return tuple(tables)


def _load(key: str, root: Path) -> TaxTable:
    found = resolve(key, root, TaxTable, "table")
    reader = Reader(f"{key}.toml")
    tables = {**found.tables, "key": key, "files": to_plain(found.files)}
    table = reader.read(TaxTable, tables, "")
    problems = reader.problems or [
        f"{key}.toml: kunci {problem}" for problem in problems_of_table(table)
    ]
    if problems:
        raise Refused(*problems)
    assert isinstance(table, TaxTable)  # noqa: S101  (the reader answers what it was asked for)
    return table


def table_on(tables: Sequence[TaxTable], day: date) -> TaxTable:
    """The table in force on a day. Raises Refused before the first one."""
    started = [table for table in tables if table.table.in_force_from.value <= day]
    if not started:
        raise Refused(
            say("Belum ada tabel pajak untuk {day}. Periksa tanggal bayar.", day=plain_date(day))
        )
    return max(started, key=lambda table: table.table.in_force_from.value)


def tax_table_to_json(table: TaxTable) -> dict[str, Any]:
    """Plain JSON values of the whole table, with the hashes of its files."""
    plain = to_plain(table)
    assert isinstance(plain, dict)  # noqa: S101  (a dataclass becomes a dict)
    return plain


def tax_table_from_json(pinned: dict[str, Any]) -> TaxTable:
    """The table that `tax_table_to_json` wrote. Raises Refused when it is damaged."""
    reader = Reader(str(pinned.get("key", "tabel pajak tersimpan")), json=True)
    table = reader.read(TaxTable, pinned, "")
    if reader.problems:
        raise Refused(*reader.problems)
    assert isinstance(table, TaxTable)  # noqa: S101  (the reader answers what it was asked for)
    return table


def problems_of_table(table: TaxTable) -> list[str]:
    """Every slip in a table that was read without a slip of form; each starts with its key."""
    return [
        *confirmation_problems(table),
        *_kind_problems(table),
        *_rate_problems(table),
        *_number_problems(table),
    ]


def _kind_problems(table: TaxTable) -> Iterator[str]:
    counted = Counter(kind for tax in table.income.values() for kind in tax.kinds.value)
    for kind in get_args(ObjectKind):
        if counted[kind] != 1:
            yield say(
                "income: objek {kind} harus ada di tepat satu pajak, sekarang {counted}.",
                kind=kind,
                counted=counted[kind],
            )


def _rate_problems(table: TaxTable) -> Iterator[str]:
    for name, tax in table.income.items():
        key = f"income.{name}.rates"
        if any(row.rate is not None and not 0 <= row.rate < 1 for row in tax.rates):
            yield say("{key}: tarif harus dari 0% sampai di bawah 100%.", key=key)
        qualified = sorted(row.qualification for row in tax.rates if row.qualification)
        steps = [row.daily_up_to for row in tax.rates]
        if qualified:
            if qualified != sorted(get_args(Qualification)) or len(tax.rates) != len(qualified):
                yield say("{key}: tulis satu tarif untuk tiap kualifikasi.", key=key)
        elif not steps or steps[-1] is not None:
            yield say("{key}: baris terakhir harus tanpa daily_up_to.", key=key)
        elif None in steps[:-1] or steps[:-1] != sorted(set(steps[:-1]), key=lambda up: up or 0):
            yield say("{key}: urutkan daily_up_to dari kecil ke besar.", key=key)


def _number_problems(table: TaxTable) -> Iterator[str]:
    if table.rounding.unit.value < 1:
        yield "rounding.unit: isi satu rupiah atau lebih."
    for key, value in (("ppn.rate", table.ppn.rate), ("umkm.rate", table.umkm.rate)):
        if not 0 <= value.value < 1:
            yield say("{key}: tarif harus dari 0% sampai di bawah 100%.", key=key)
    if not 0 < table.ppn.base_share.value <= 1:
        yield "ppn.base_share: isi pecahan di atas 0 sampai 1, contoh “11/12”."
    for name, tax in table.income.items():
        if tax.threshold.value < 0:
            yield say("income.{name}.threshold: angka ini tidak boleh kurang dari nol.", name=name)
        if tax.no_npwp_factor.value < 1:
            yield say("income.{name}.no_npwp_factor: isi angka 1 atau lebih.", name=name)
    for key, day in (("pay_day", table.days.pay_day), ("report_day", table.days.report_day)):
        if not 1 <= day.value <= 28:
            yield say("days.{key}: isi tanggal 1 sampai 28.", key=key)
