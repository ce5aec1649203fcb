"""Which taxes a village withholds from one payment, and what the supplier gets. Pure.

Rates, thresholds and lists come from the tax table in force; nothing of them is here. For one line
with PPN at the effective rate v, bought at N without it: P = N × (1 + v). Always, to the rupiah:

    gross (all the village pays) = net_to_supplier + the sum of all tax lines
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise

from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.regulations.grounds import Grounded, Mark, Value, weakest
from pbjdesa.regulations.schema import fraction_words
from pbjdesa.regulations.taxes import (
    EntityType,
    Exemption,
    IncomeTax,
    ObjectKind,
    Qualification,
    Rate,
    Rounding,
    TaxCode,
    TaxTable,
)

PPN_KEY = "ppn"
"""The key of a tax line of PPN; income taxes bear the keys of the tax table."""


@dataclass(frozen=True)
class PaymentLine:
    """One thing paid for: rupiah, with or without PPN in it.

    `days` is how many working days of one person a wage pays for.
    """

    amount: int
    kind: ObjectKind
    includes_ppn: bool = True
    exemption: Exemption | None = None
    days: int = 1


@dataclass(frozen=True)
class PaymentFacts:
    """One payment to one supplier or worker.

    `paid_before` is what was paid, without PPN, to the same supplier for the same purchase: a
    payment cut in pieces does not slip under a threshold.
    """

    date: date
    lines: tuple[PaymentLine, ...]
    pkp: bool
    has_npwp: bool
    umkm_suket_valid: bool = False
    entity_type: EntityType = "individual"
    construction_qualification: Qualification | None = None
    paid_before: int = 0


@dataclass(frozen=True)
class TaxLine:
    """One tax to withhold. `base` is the price without PPN; `rate` is the exact fraction of it.

    `key` names the rule in the table. `account` and `payment_code` are empty while unknown.
    """

    key: str
    code: TaxCode
    label: str
    base: int
    rate: str
    rate_words: str
    amount: int
    rule: str
    citation: str
    article: str
    mark: Mark
    confirmed: bool
    account: str
    payment_code: str


@dataclass(frozen=True)
class TaxResult:
    """All taxes of a payment, and sentences that say what was not withheld and why."""

    gross: int
    net_price: int
    taxes: tuple[TaxLine, ...]
    net_to_supplier: int
    notes: tuple[str, ...]
    table: str

    @property
    def tax_total(self) -> int:
        return sum(tax.amount for tax in self.taxes)


@dataclass(frozen=True)
class _Priced:
    """A line with its price without PPN and the PPN that the supplier adds to it."""

    line: PaymentLine
    net: int
    ppn: int


@dataclass(frozen=True)
class _Due:
    """One tax at one rate of the price without PPN, with the grounds that decided it."""

    key: str
    code: TaxCode
    label: str
    rate: Fraction
    grounds: tuple[Grounded, ...]
    account: Value[str | None]
    payment_code: Value[str | None]
    why: str = ""


def compute_taxes(table: TaxTable, payment: PaymentFacts) -> TaxResult:
    """The taxes of one payment by the table in force (R-56 … R-65).

    The threshold is tested on the whole payment without PPN. PPN that the village does not
    collect (small payment, Pertamina fuel …) stays in what the supplier gets, who remits it.
    Raises Refused for facts that cannot be, or that people must work out themselves.
    """
    _check(table, payment)
    priced = _priced(table, payment)
    total = sum(one.net for one in priced) + payment.paid_before
    notes: list[str] = []
    taxes = [*_ppn(table, payment, priced, total, notes)]
    taxes += _income_taxes(table, payment, priced, total, notes)
    gross = sum(one.net + one.ppn for one in priced)
    return TaxResult(
        gross=gross,
        net_price=sum(one.net for one in priced),
        taxes=tuple(taxes),
        net_to_supplier=gross - sum(tax.amount for tax in taxes),
        notes=tuple(dict.fromkeys(notes)),
        table=table.key,
    )


def _check(table: TaxTable, payment: PaymentFacts) -> None:
    start = table.table.in_force_from.value
    if payment.date < start:
        raise Refused(
            say(
                "Tabel pajak ini baru berlaku {start}. Periksa tanggal bayar.",
                start=plain_date(start),
            )
        )
    if not payment.lines:
        raise Refused("Belum ada yang dibayar. Isi dulu barang atau jasanya.")
    if payment.paid_before < 0 or any(line.amount < 0 for line in payment.lines):
        raise Refused("Jumlah bayar tidak boleh kurang dari nol. Periksa lagi angkanya.")
    if any(line.days < 1 for line in payment.lines):
        raise Refused("Jumlah hari kerja paling sedikit satu. Isi harinya, contoh 6.")


# --- Price without PPN --------------------------------------------------------------------------


def _priced(table: TaxTable, payment: PaymentFacts) -> list[_Priced]:
    """The lines in their order. PPN is rounded once per group, so that the total is exact."""
    groups: dict[tuple[bool, bool], list[int]] = {}
    for at, line in enumerate(payment.lines):
        if payment.pkp and line.kind in table.ppn.kinds.value:
            groups.setdefault((line.includes_ppn, _collected(table, line)), []).append(at)
    ppn = dict.fromkeys(range(len(payment.lines)), 0)
    effective = table.ppn.effective
    for (included, _), places in groups.items():
        amounts = [payment.lines[at].amount for at in places]
        share = effective / (1 + effective) if included else effective
        whole = _rounded(sum(amounts) * share, table.rounding)
        if included:
            whole = min(whole, sum(amounts))
        ppn.update(zip(places, _spread(whole, amounts), strict=True))
    return [
        _Priced(line, line.amount - (ppn[at] if line.includes_ppn else 0), ppn[at])
        for at, line in enumerate(payment.lines)
    ]


def _collected(table: TaxTable, line: PaymentLine) -> bool:
    return line.exemption not in table.ppn.not_collected.value


def _spread(whole: int, weights: Sequence[int]) -> list[int]:
    """`whole` cut in proportion to `weights`, in whole rupiah that add up to it again."""
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    marks = [whole * so_far // total for so_far in accumulate(weights, initial=0)]
    return [later - earlier for earlier, later in pairwise(marks)]


def _rounded(exact: Fraction, rounding: Rounding) -> int:
    unit = rounding.unit.value
    units = exact / unit
    down = units.numerator // units.denominator
    match rounding.mode.value:
        case "down":
            return down * unit
        case "up":
            return (down + (units > down)) * unit
        case "half_up":
            return (down + (units - down >= Fraction(1, 2))) * unit


# --- PPN ----------------------------------------------------------------------------------------


def _ppn(
    table: TaxTable,
    payment: PaymentFacts,
    priced: Sequence[_Priced],
    total: int,
    notes: list[str],
) -> Iterator[TaxLine]:
    ppn = table.ppn
    objects = [one for one in priced if one.line.kind in ppn.kinds.value]
    if not objects:
        return
    if not payment.pkp:
        notes.append("Penyedia bukan PKP, jadi tidak ada PPN.")
        return
    due = [one for one in objects if _collected(table, one.line)]
    if len(due) < len(objects):
        notes.append("PPN barang ini tidak dipungut desa. Penyedia menyetornya sendiri.")
    if total <= ppn.threshold.value:
        notes.append(_below("PPN", ppn.threshold.value))
        return
    amount = sum(one.ppn for one in due)
    if amount == 0:
        return
    words = f"{fraction_words(ppn.rate.value)} × {fraction_words(ppn.base_share.value)}"
    grounds = (ppn.rate, ppn.base_share, ppn.threshold, ppn.kinds)
    yield _line(
        _Due(PPN_KEY, "PPN", ppn.label, ppn.effective, grounds, ppn.account, ppn.payment_code),
        sum(one.net for one in due),
        amount,
        words,
    )


# --- Income taxes -------------------------------------------------------------------------------


def _income_taxes(
    table: TaxTable,
    payment: PaymentFacts,
    priced: Sequence[_Priced],
    total: int,
    notes: list[str],
) -> Iterator[TaxLine]:
    bases: dict[str, tuple[_Due, int]] = {}
    for one in priced:
        due = _due(table, payment, one, total, notes)
        if due is not None:
            group = f"{due.key} {due.rate}"
            bases[group] = (due, bases[group][1] + one.net if group in bases else one.net)
    for due, base in bases.values():
        # Rounding up to hundreds must not take more than there is.
        amount = min(_rounded(due.rate * base, table.rounding), base)
        if amount:
            yield _line(due, base, amount, fraction_words(due.rate))


def _due(
    table: TaxTable, payment: PaymentFacts, one: _Priced, total: int, notes: list[str]
) -> _Due | None:
    """The income tax of one line, None (with a note) where none is withheld."""
    key, tax = next(
        (key, tax) for key, tax in table.income.items() if one.line.kind in tax.kinds.value
    )
    if one.line.exemption in tax.not_collected.value:
        notes.append(say("{label} tidak dipungut untuk barang atau jasa ini.", label=tax.label))
        return None
    if tax.threshold.value and total <= tax.threshold.value:
        notes.append(_below(tax.label, tax.threshold.value))
        return None
    if payment.umkm_suket_valid and tax.code in table.umkm.replaces.value:
        final = _umkm(table, payment)
        if final is not None:
            return final
        notes.append(say("Bentuk usaha ini tidak boleh memakai {label}.", label=table.umkm.label))
    row = _rate_of(tax, payment, one)
    if row.rate is None:
        raise Refused(
            say(
                "{label} untuk jumlah ini bertingkat. Hitung bersama kantor pajak.", label=tax.label
            )
        )
    if row.rate == 0:
        notes.append(
            say(
                "Jumlah sehari sampai {daily_up_to} bebas {label}.",
                daily_up_to=rupiah(row.daily_up_to or 0),
                label=tax.label,
            )
        )
        return None
    return _at_rate(key, tax, row, row.rate, payment)


def _at_rate(key: str, tax: IncomeTax, row: Rate, rate: Fraction, payment: PaymentFacts) -> _Due:
    grounds: tuple[Grounded, ...] = (row, tax.kinds, tax.threshold)
    factor = tax.no_npwp_factor
    why = ""
    if not payment.has_npwp and factor.value != 1:
        why = say(
            " Tarif {fraction_words} naik karena tanpa NPWP.", fraction_words=fraction_words(rate)
        )
        rate *= factor.value
        grounds += (factor,)
    return _Due(key, tax.code, tax.label, rate, grounds, tax.account, tax.payment_code, why)


def _umkm(table: TaxTable, payment: PaymentFacts) -> _Due | None:
    umkm = table.umkm
    row = next((one for one in umkm.entities if one.entity == payment.entity_type), None)
    if row is None:
        return None
    return _Due(
        "umkm",
        "PPH_FINAL_UMKM",
        umkm.label,
        umkm.rate.value,
        (umkm.rate, umkm.replaces, row),
        umkm.account,
        umkm.payment_code,
        " Penyedia punya Surat Keterangan UMKM.",
    )


def _rate_of(tax: IncomeTax, payment: PaymentFacts, one: _Priced) -> Rate:
    if any(row.qualification for row in tax.rates):
        if payment.construction_qualification is None:
            raise Refused("Pilih dulu sertifikat usaha konstruksi penyedia, contoh kecil.")
        wanted = payment.construction_qualification
        return next(row for row in tax.rates if row.qualification == wanted)
    per_day = Fraction(one.net, one.line.days)
    return next(row for row in tax.rates if row.daily_up_to is None or per_day <= row.daily_up_to)


# --- Words --------------------------------------------------------------------------------------


def _below(label: str, threshold: int) -> str:
    return say(
        "{label} tidak dipungut: pembayaran tanpa PPN tidak lebih dari {threshold}.",
        label=label,
        threshold=rupiah(threshold),
    )


def _line(due: _Due, base: int, amount: int, words: str) -> TaxLine:
    """The first ground is cited; the mark is the weakest of all that decided the amount."""
    first = due.grounds[0]
    return TaxLine(
        key=due.key,
        code=due.code,
        label=due.label,
        base=base,
        rate=str(due.rate),
        rate_words=fraction_words(due.rate),
        amount=amount,
        rule=f"{due.label} {words} dari {rupiah(base)}.{due.why}",
        citation=first.citation,
        article=first.article,
        mark=weakest(due.grounds),
        confirmed=all(ground.confirmed for ground in due.grounds),
        account=due.account.value or "",
        payment_code=due.payment_code.value or "",
    )
