"""What must hold in a rule set before it may be used. Pure; answers in Indonesian sentences.

Each sentence starts with the key it is about; the loader puts the file's name in front.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from string import Formatter
from typing import get_args

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.regulations.grounds import Value
from pbjdesa.regulations.ruleset import (
    DUTIES,
    Band,
    Category,
    Deadline,
    Duty,
    DutyMatrix,
    Range,
    RuleSet,
    Series,
    TitledOffice,
)
from pbjdesa.regulations.schema import grounds_in
from pbjdesa.regulations.words import PAPER_NAMES

CATEGORIES: tuple[Category, ...] = get_args(Category)
NATIONAL = "nasional"
DEFAULT_SERIES = "default"
_TEAM = frozenset({"tpk", "tpk_ketua", "tpk_sekretaris", "tpk_anggota"})
_RUNNERS = frozenset({"pka", "kasi", "kaur"})
ACTING: dict[str, frozenset[str]] = {
    "methods.permintaan_penawaran.run_by": _TEAM,
    "negotiation.held_by": _TEAM,
    "signatories.award": _TEAM | _RUNNERS | {"kepala_desa"},
    "signatories.contract": _TEAM | _RUNNERS | {"kepala_desa"},
    "signatories.order": _RUNNERS,
}
"""Which offices the steps of a purchase can be given to, by the key that names them. The tables of
moves say the same (a test compares); an office that no step knows would leave a purchase stuck."""
CHAINS = {
    "signatories.handover_chain": ("penyedia", 3),
    "signatories.handover_chain_tpk": ("tpk", 3),
    "signatories.spp_chain": ("pka", 4),
}
"""Chains of signatures by their key: who begins, and how many links the steps know."""
_VILLAGE = _TEAM | _RUNNERS | {"kepala_desa", "sekdes", "kaur_keuangan"}
NUMBER_FIELDS = frozenset({"no", "kode", "kode_desa", "kode_surat_desa", "bulan", "tahun"})
LETTERHEAD_FIELDS = frozenset({"kabupaten", "kecamatan", "desa", "alamat", "kodepos"})


def problems_of(rules: RuleSet, methods: Collection[str]) -> list[str]:
    """Every slip in a rule set that was read without a slip of form.

    `methods` are the procurement methods that the product knows.
    """
    return [
        *_instrument_problems(rules),
        *confirmation_problems(rules),
        *_band_problems(rules.bands),
        *tiling_problems(rules.evidence, "evidence", "bukti belanja"),
        *_method_problems(rules, methods),
        *_matrix_problems(rules),
        *_amount_problems(rules),
        *_numbering_problems(rules),
        *_letterhead_problems(rules),
        *_paper_problems(rules),
        *_office_problems(rules),
        *_acting_problems(rules),
        *_chain_problems(rules),
    ]


def tiling_problems(ranges: Iterable[Range], key: str, what: str) -> list[str]:
    """Sentences unless the ranges cover every amount from zero to infinity exactly once."""
    found = []
    expected: int | None = 0
    for one in sorted(ranges, key=lambda one: one.first):
        if one.end is not None and one.end <= one.first:
            found.append(
                say(
                    "{key}: {words} tidak berisi satu nilai pun. Periksa batasnya.",
                    key=key,
                    words=one.words,
                )
            )
            continue
        if expected is None or one.first < expected:
            found.append(
                say(
                    "{key}: {what} {words} bertumpuk dengan baris lain.",
                    key=key,
                    what=what,
                    words=one.words,
                )
            )
        elif one.first > expected:
            gap = f"{rupiah(expected)} sampai dengan {rupiah(one.first - 1)}"
            found.append(say("{key}: {what} senilai {gap} belum ada.", key=key, what=what, gap=gap))
        if expected is not None:
            expected = None if one.end is None else max(expected, one.end)
    if expected is not None:
        found.append(
            say(
                "{key}: {what} mulai {expected} belum ada.",
                key=key,
                what=what,
                expected=rupiah(expected),
            )
        )
    return found


def confirmation_problems(thing: object) -> list[str]:
    """A confirmation has a name and a day, or is not there at all."""
    return [
        say("{key}: isi confirmed_by dan confirmed_on bersama, atau kosongkan keduanya.", key=key)
        for key, ground in grounds_in(thing)
        if bool(ground.confirmed_by.strip()) != (ground.confirmed_on is not None)
    ]


def _instrument_problems(rules: RuleSet) -> Iterator[str]:
    one = rules.instrument
    folder = rules.key.split("/")[0].split("_")[0]
    if folder != (one.kabupaten or NATIONAL):
        yield say(
            "instrument.kabupaten: “{kabupaten}” tidak cocok dengan map {folder}.",
            kabupaten=one.kabupaten,
            folder=folder,
        )
    until = one.in_force_until
    if until is not None and until.value < one.in_force_from.value:
        yield "instrument.in_force_until: tanggal ini lebih awal dari in_force_from."
    if one.replaces == rules.key:
        yield "instrument.replaces: aturan tidak dapat mengganti dirinya sendiri."
    if one.source_sha256 and len(set(one.read_by)) < 2:
        yield "instrument.read_by: tulis nama dua orang yang membaca naskahnya."


def _band_problems(bands: Sequence[Band]) -> Iterator[str]:
    for category in CATEGORIES:
        mine = [band for band in bands if category in band.categories]
        yield from tiling_problems(mine, "bands", f"cara untuk {category}")


def _method_problems(rules: RuleSet, known: Collection[str]) -> Iterator[str]:
    named = [
        *((f"bands[{at}].method", band.method) for at, band in enumerate(rules.bands, 1)),
        *((f"methods.{method}", method) for method in rules.methods),
        *((f"duties.{method}", method) for method in rules.duties),
        *(("payment.advance_methods", method) for method in rules.payment.advance_methods.value),
        *((f"papers.{method}", method) for method in rules.papers),
    ]
    for key, method in named:
        if method not in known:
            yield say(
                "{key}: cara “{method}” tidak dikenal. Pilih: {names}.",
                key=key,
                method=method,
                names=", ".join(sorted(known)),
            )
    for method in dict.fromkeys(band.method for band in rules.bands):
        if method not in rules.methods:
            yield say("methods.{method}: belum diisi, padahal dipakai di bands.", method=method)
        if method not in rules.duties:
            yield say("duties.{method}: belum diisi, padahal dipakai di bands.", method=method)


def _matrix_problems(rules: RuleSet) -> Iterator[str]:
    for method, matrix in rules.duties.items():
        for at, duty in enumerate(DUTIES[1:], 1):
            yield from _row_problems(matrix, duty, DUTIES[:at], f"duties.{method}.{duty}")


def _row_problems(
    matrix: DutyMatrix, duty: Duty, earlier: Sequence[Duty], key: str
) -> Iterator[str]:
    row = getattr(matrix, duty)
    if missing := [name for name in earlier if name not in row]:
        yield say(
            "{key}: belum menyebut {names}. Isi X, W, atau -.", key=key, names=", ".join(missing)
        )
    if extra := [name for name in row if name not in earlier]:
        yield say(
            "{key}: {names} ditulis di baris yang salah. Cukup di satu baris.",
            key=key,
            names=", ".join(extra),
        )


def _amount_problems(rules: RuleSet) -> Iterator[str]:
    for key, ground in grounds_in(rules):
        numbers = []
        if isinstance(ground, Value) and isinstance(ground.value, int):
            numbers = [ground.value]
        elif isinstance(ground, Deadline) and ground.days is not None:
            numbers = [ground.days]
        elif isinstance(ground, Range):
            numbers = [ground.lower, ground.upper or 0, getattr(ground, "invite_min", None) or 0]
        if any(number < 0 for number in numbers):
            yield say("{key}: angka ini tidak boleh kurang dari nol.", key=key)
    low, high = rules.hps.profit_percent_min.value, rules.hps.profit_percent_max.value
    if low is not None and high is not None and low > high:
        yield "hps.profit_percent_min: lebih besar dari profit_percent_max."
    if rules.tpk.odd.value and rules.tpk.size_min.value % 2 == 0:
        yield "tpk.size_min: angka ini genap, padahal jumlah anggota TPK harus ganjil."
    if rules.suppliers.licence_goods.value and not rules.suppliers.licence_papers.value:
        yield "suppliers.licence_papers: tulis surat izin untuk barang di licence_goods."
    if not rules.timing.workdays.value:
        yield "timing.workdays: tulis paling sedikit satu hari kerja."


def _numbering_problems(rules: RuleSet) -> Iterator[str]:
    if DEFAULT_SERIES not in rules.numbering:
        yield say(
            "numbering.{default_series}: belum diisi. Tulis pola untuk surat lain.",
            default_series=DEFAULT_SERIES,
        )
    for name, series in rules.numbering.items():
        yield from _series_problems(series, f"numbering.{name}.pattern")


def _series_problems(series: Series, key: str) -> Iterator[str]:
    used = placeholders(series.pattern)
    if used is None or used - NUMBER_FIELDS:
        yield say(
            "{key}: pola hanya boleh memuat {listed}.", key=key, listed=_listed(NUMBER_FIELDS)
        )
    elif not {"no", "tahun"} <= used:
        yield say("{key}: pola harus memuat {{no}} dan {{tahun}} agar nomor tidak kembar.", key=key)
    if not 1 <= series.digits <= 6:
        yield say(
            "{removesuffix}digits: isi angka 1 sampai 6.", removesuffix=key.removesuffix("pattern")
        )


def _paper_problems(rules: RuleSet) -> Iterator[str]:
    for method, papers in rules.papers.items():
        named = [*papers.required.value, *papers.usual.value]
        kinds = [kind for entry in named for kind in entry.split("/")]
        for kind in dict.fromkeys(kinds):
            if PAPER_NAMES and kind not in PAPER_NAMES:
                yield say(
                    "papers.{method}: surat “{kind}” tidak dikenal.", method=method, kind=kind
                )
            if kinds.count(kind) > 1:
                yield say(
                    "papers.{method}: surat {kind} tertulis dua kali.", method=method, kind=kind
                )


def _letterhead_problems(rules: RuleSet) -> Iterator[str]:
    head = rules.letterhead
    for key, lines in (
        ("desa_lines", head.desa_lines.value),
        ("tpk_lines", head.tpk_lines.value),
        ("address", (head.address.value,)),
    ):
        for line in lines:
            used = placeholders(line)
            if used is None or used - LETTERHEAD_FIELDS:
                yield say(
                    "letterhead.{key}: hanya boleh memuat {listed}.",
                    key=key,
                    listed=_listed(LETTERHEAD_FIELDS),
                )


def _office_problems(rules: RuleSet) -> Iterator[str]:
    for office in get_args(TitledOffice):
        if office not in rules.titles:
            yield say("titles.{office}: belum diisi. Tulis sebutan jabatan ini.", office=office)


def _acting_problems(rules: RuleSet) -> Iterator[str]:
    known = dict(grounds_in(rules))
    for key, offices in ACTING.items():
        named = getattr(known.get(key), "value", ())
        wanted = (named,) if isinstance(named, str) else named
        if strange := [office for office in wanted if office not in offices]:
            yield say(
                "{key}: {names} tidak dapat melakukan langkah ini. Pilih: {offices}.",
                key=key,
                names=", ".join(strange),
                offices=", ".join(sorted(offices)),
            )
        elif not wanted and key in known:
            yield say("{key}: tulis siapa yang melakukan langkah ini.", key=key)


def _chain_problems(rules: RuleSet) -> Iterator[str]:
    for key, (first, count) in CHAINS.items():
        links: tuple[str, ...] = getattr(rules.signatories, key.split(".")[1]).value
        if links[:1] != (first,) or len(links) != count:
            yield say(
                "{key}: tulis {count} jabatan, mulai dari {first}.",
                key=key,
                count=count,
                first=first,
            )
        elif strange := [office for office in links[1:] if office not in _VILLAGE]:
            yield say(
                "{key}: {names} tidak dapat melakukan langkah ini. Pilih: {offices}.",
                key=key,
                names=", ".join(strange),
                offices=", ".join(sorted(_VILLAGE)),
            )


def placeholders(pattern: str) -> set[str] | None:
    """The plain {names} in a pattern; None when it is broken or holds anything but names."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return None
    if any(spec or conversion for _, name, spec, conversion in parts if name is not None):
        return None
    return {name for _, name, _, _ in parts if name is not None}


def _listed(names: Iterable[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(names))
