"""What a rule set decides. Pure: values in, answers out; no Django, no clock, no database."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal, cast, get_args

from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.regulations.grounds import Mark
from pbjdesa.regulations.ruleset import (
    Band,
    DayKind,
    Deadline,
    DutyMatrix,
    EvidenceBand,
    Relation,
    RuleSet,
    SupplierPaper,
    TitledOffice,
    Weekday,
)

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
MONDAY_TO_FRIDAY = frozenset(WEEKDAYS[:5])
KNOWN_METHODS = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")
"""The methods that village procurement law knows; a regulation may name no other."""
_BEFORE_THE_THING = frozenset(
    {"pengadaan", "pembelian", "beli", "belanja", "modal", "unit", "buah"}
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class MethodChoice:
    """The method for a value, with the sentence that tells people why."""

    method: str
    label: str
    band: Band
    reason: str
    citation: str
    article: str
    mark: Mark
    confirmed: bool


@dataclass(frozen=True)
class Conflict:
    """An earlier duty of the same person that stands in the way: X never, W with a witness."""

    duty: str
    kind: Relation


@dataclass(frozen=True)
class TpkMember:
    """A seat in the TPK. `offices` are all offices of the person; "pka" means of this package."""

    position: str
    element: str
    offices: frozenset[str] = frozenset()


def method_for(rules: RuleSet, value: int, category: str) -> MethodChoice:
    """Which method a package of `value` rupiah takes (R-12 … R-17).

    `category` is barang, jasa or konstruksi; `value` is what `rules.procedure.value_basis` names.
    Raises Refused below zero, KeyError for a category the law does not know.
    """
    if value < 0:
        raise Refused("Nilai belanja tidak boleh kurang dari nol. Periksa lagi angkanya.")
    band = next(
        (one for one in rules.bands if category in one.categories and one.contains(value)), None
    )
    if band is None:
        raise KeyError(category)
    label = rules.methods[band.method].label
    reason = say(
        "Nilainya {value}. Untuk nilai {words}, caranya {label}.",
        value=rupiah(value),
        words=band.words,
        label=label,
    )
    return MethodChoice(
        band.method, label, band, reason, band.citation, band.article, band.mark, band.confirmed
    )


def invite_min_for(rules: RuleSet, method: str, value: int, category: str | None = None) -> int:
    """How many suppliers must be asked at least for a package of `value` rupiah (R-15).

    The band of the value says so, else its method. A package keeps its method when its value
    leaves the band; then the method's own number counts. Raises KeyError for an unknown method.
    """
    band = _band_of(rules, method, value, category)
    if band is not None and band.invite_min is not None:
        return band.invite_min
    return rules.methods[method].invite_min.value


def written_offers_for(
    rules: RuleSet, method: str, value: int, category: str | None = None
) -> bool:
    """Whether offers for a package of `value` rupiah must be in writing (R-19)."""
    band = _band_of(rules, method, value, category)
    if band is not None and band.written_offers is not None:
        return band.written_offers
    return rules.methods[method].written_offers.value


def _band_of(rules: RuleSet, method: str, value: int, category: str | None) -> Band | None:
    """The band of `method` that holds `value`; of any category when none is named."""
    return next(
        (
            band
            for band in rules.bands
            if band.method == method
            and band.contains(value)
            and (category is None or category in band.categories)
        ),
        None,
    )


def supplier_papers_for(
    rules: RuleSet, method: str, value: int, descriptions: Iterable[str] = ()
) -> tuple[SupplierPaper, ...]:
    """Which papers a supplier must show for a package of `value` rupiah, each once (R-31, A051).

    Those of the method; a NIB above the limit; and the licence papers when one of `descriptions`
    (the names of the goods) names what only licensed suppliers may sell.
    """
    wanted = list(rules.methods[method].supplier_papers.value)
    limit = rules.suppliers.nib_above.value
    if limit is not None and value > limit:
        wanted.append("nib")
    if any(needs_licence(rules, text) for text in descriptions):
        wanted += rules.suppliers.licence_papers.value
    return tuple(dict.fromkeys(wanted))


def needs_licence(rules: RuleSet, description: str) -> bool:
    """Whether a thing is named among the goods that only licensed suppliers may sell.

    Indonesian names a thing by its first words: "genset 5 kVA" is one, "oli genset" is not.
    """
    words = re.findall(r"\w+", description.lower())
    while words and (words[0] in _BEFORE_THE_THING or words[0].isdigit()):
        words = words[1:]
    return any(
        goods and words[: len(goods)] == goods
        for goods in (
            re.findall(r"\w+", one.lower()) for one in rules.suppliers.licence_goods.value
        )
    )


SELF_MADE = "swakelola"
"""The method in which the TPK itself does the work, so that handovers begin with it."""


def in_chain(rules: RuleSet, method: str, chain: str, place: int) -> str:
    """The office at a place (from 1) of a chain of signatures, e.g. who verifies (R-50, R-54).

    What the village made itself is handed over in another chain than what a supplier brought.
    Raises IndexError where the chain is shorter.
    """
    if chain == "handover_chain" and method == SELF_MADE:
        chain = "handover_chain_tpk"
    offices: tuple[str, ...] = getattr(rules.signatories, chain).value
    return offices[place - 1]


def evidence_for(rules: RuleSet, value: int) -> EvidenceBand:
    """Which papers prove a deal of `value` rupiah (R-34)."""
    return next(band for band in rules.evidence if band.contains(max(value, 0)))


def duty_conflicts(
    matrix: DutyMatrix, done: Mapping[str, Collection[str]], duty: str, person_key: str
) -> list[Conflict]:
    """What this person already did in the package that bars or burdens `duty`.

    `done` maps each duty to the persons (not accounts) who did it, acting officials included.
    """
    return [
        Conflict(earlier, kind)
        for earlier, persons in done.items()
        if person_key in persons and (kind := matrix.between(earlier, duty)) != "-"
    ]


def band_limits(rules: RuleSet, category: str) -> tuple[int, ...]:
    """The largest amounts of each method in rupiah, for the split-purchase guard (R-18)."""
    return tuple(
        band.end - 1 for band in rules.bands if category in band.categories and band.end is not None
    )


def tpk_problems(rules: RuleSet, members: Sequence[TpkMember]) -> list[str]:
    """What is wrong with the make-up of a TPK (R-08 … R-10), as sentences; empty when lawful."""
    tpk, found = rules.tpk, []
    if len(members) < tpk.size_min.value:
        found.append(
            say("TPK paling sedikit {value} orang. Tambah anggotanya.", value=tpk.size_min.value)
        )
    if tpk.odd.value and len(members) % 2 == 0:
        found.append("Jumlah anggota TPK harus ganjil. Tambah atau kurangi satu orang.")
    for position in tpk.positions.value:
        count = sum(member.position == position for member in members)
        if count == 0:
            found.append(say("TPK belum punya {position}. Pilih satu orang.", position=position))
        elif count > 1 and position != "anggota":
            found.append(say("TPK hanya boleh punya satu {position}.", position=position))
    for element in tpk.elements.value if tpk.every_element.value else ():
        if all(member.element != element for member in members):
            found.append(
                say("Unsur {replace} belum ada di TPK.", replace=element.replace("_", " "))
            )
    for office in tpk.excluded.value:
        if any(office in member.offices for member in members):
            found.append(
                say(
                    "{office_title} tidak boleh menjadi anggota TPK.",
                    office_title=office_title(rules, office),
                )
            )
    return found


def add_days(
    start: date,
    n: int,
    kind: DayKind = "calendar",
    holidays: Collection[date] = frozenset(),
    workdays: Collection[Weekday] = MONDAY_TO_FRIDAY,
) -> date:
    """The n-th calendar or working day after `start`; `start` itself is not counted.

    A calendar deadline may fall on a holiday. Zero days is `start`. ValueError below zero or
    without a single working day in the week.
    """
    if n < 0 or not workdays:
        raise ValueError("add_days() counts forward, in weeks that have a working day")
    if kind == "calendar":
        return start + timedelta(days=n)
    day = start
    while n:
        day += timedelta(days=1)
        n -= WEEKDAYS[day.weekday()] in workdays and day not in holidays
    return day


def due_date(rules: RuleSet, deadline: Deadline, start: date) -> date | None:
    """The last day of a deadline that starts running on `start`; None when nobody knows it."""
    if deadline.days is None:
        return None
    timing = rules.timing
    holidays, workdays = timing.holidays.value or (), timing.workdays.value
    return add_days(start, deadline.days, deadline.kind, holidays, workdays)


def next_month(day: date, day_of_month: int) -> date:
    """The given day (1 … 28) of the month after `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=day_of_month)


def cash_refusal(rules: RuleSet, amount: int) -> str | None:
    """Why `amount` may not be paid in cash; None when it may, or when no limit is known."""
    limit = rules.payment.cash_limit.value
    if limit is None or amount <= limit:
        return None
    return say("Bayar tunai paling banyak {limit}. Bayar lewat transfer bank.", limit=rupiah(limit))


def stamp_duty_on_receipt(rules: RuleSet, amount: int) -> int:
    """Rupiah of stamp duty a receipt of `amount` needs, 0 when none (R-36)."""
    duty = rules.stamp_duty
    return duty.amount.value if amount > duty.receipts_above.value else 0


def stamp_duty_on_contract(rules: RuleSet) -> int:
    """Rupiah of stamp duty on each exchanged copy of a contract, 0 when none (R-36)."""
    return rules.stamp_duty.amount.value if rules.stamp_duty.contracts.value else 0


def stamp_duty_on_offer(rules: RuleSet) -> int:
    """Rupiah of stamp duty on the original of a written offer, 0 when none is asked for."""
    return rules.stamp_duty.amount.value if rules.stamp_duty.offers.value else 0


def letter_number(
    rules: RuleSet,
    series: str,
    number: int,
    *,
    on: date,
    village_code: str,
    village_letter_code: str = "",
) -> str:
    """The number of the `number`-th letter of a series in the year of `on` (R-78).

    A series without a row of its own takes the default pattern with its name as code.
    """
    row = rules.numbering.get(series, rules.numbering["default"])
    return row.pattern.format(
        no=str(number).zfill(row.digits),
        kode=row.code or series.upper().replace("_", "-"),
        kode_desa=village_code,
        kode_surat_desa=village_letter_code or village_code,
        bulan=_ROMAN[on.month - 1],
        tahun=on.year,
    )


def file_papers(rules: RuleSet, method: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """What the file of one method holds: kinds that stand for each other, and whether one of them
    is required. Empty where the rules say nothing."""
    found = rules.papers.get(method)
    if found is None:
        return ()
    wanted = [(entry, True) for entry in found.required.value]
    wanted += [(entry, False) for entry in found.usual.value]
    return tuple((tuple(entry.split("/")), required) for entry, required in wanted)


def letterhead(
    rules: RuleSet,
    issuer: Literal["desa", "tpk"],
    *,
    kabupaten: str,
    kecamatan: str,
    desa: str,
    address: str = "",
    postcode: str = "",
) -> tuple[tuple[str, ...], str]:
    """The heading lines (in capitals) and the address line of a letter; names come bare."""
    head = rules.letterhead
    fields = {"kabupaten": kabupaten, "kecamatan": kecamatan, "desa": desa}
    fields |= {"alamat": address, "kodepos": postcode}
    lines = (head.desa_lines if issuer == "desa" else head.tpk_lines).value
    return tuple(line.format(**fields).upper() for line in lines), head.address.value.format(
        **fields
    ).strip()


def office_title(rules: RuleSet, office: str, *, short: bool = False) -> str:
    """The local name of an office (A107); an office without one keeps its plain name."""
    title = rules.titles.get(cast(TitledOffice, office))
    if title is None:
        return office.replace("_", " ").capitalize()
    return title.short if short else title.name


def in_force(rules: RuleSet, known: Iterable[RuleSet]) -> tuple[date, date | None]:
    """First day in force, and the first day no longer (None: no end in sight).

    An instrument ends by its own date or where a later file says that it replaces it.
    """
    ends = [
        other.instrument.in_force_from.value
        for other in known
        if other.instrument.replaces == rules.key
    ]
    if rules.instrument.in_force_until is not None:
        ends.append(rules.instrument.in_force_until.value + timedelta(days=1))
    return rules.instrument.in_force_from.value, min(ends, default=None)


def overlaps(rulesets: Sequence[RuleSet]) -> list[str]:
    """Sentences for every two instruments of one kabupaten that are in force together."""
    found = []
    for one, other in combinations(rulesets, 2):
        if one.instrument.kabupaten != other.instrument.kabupaten:
            continue
        first, second = sorted((one, other), key=lambda rules: in_force(rules, rulesets)[0])
        since = in_force(second, rulesets)[0]
        end = in_force(first, rulesets)[1]
        if end is None or since < end:
            found.append(
                say(
                    "{key}.toml: berlaku bersamaan dengan {key_2} sejak {since}. Isi "
                    "instrument.replaces dengan “{key_2}”.",
                    key=second.key,
                    key_2=first.key,
                    since=plain_date(since),
                )
            )
    return found
