"""A regulation in plain Indonesian, value by value, ready for the kabupaten to check and sign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.money import rupiah
from pbjdesa.regulations.grounds import MARK_WORDS, Grounded, Mark, Says, Value
from pbjdesa.regulations.meanwhile import MEANWHILE
from pbjdesa.regulations.ruleset import (
    DUTIES,
    Band,
    Deadline,
    DutyMatrix,
    EvidenceBand,
    RuleSet,
    Series,
    Title,
)
from pbjdesa.regulations.schema import fraction_words, says_of
from pbjdesa.regulations.taxes import Entity, Rate, TaxTable
from pbjdesa.regulations.words import WORDS, paper_words

UNKNOWN = "belum diisi"
MANY = 12
"""A longer list is told line by line."""


@dataclass(frozen=True)
class Line:
    """One value as people read it. `key` is where it stands in the file.

    `ground` is the key of what is confirmed or changed as a whole: the value itself, or the table
    of duties that a line is a row of. `meanwhile` says what holds while the value is empty.
    """

    key: str
    ground: str
    label: str
    text: str
    citation: str
    mark: Mark
    confirmed: bool
    status: str
    inherited: bool
    note: str
    meanwhile: str = ""

    @property
    def empty(self) -> bool:
        """Whether nobody knows the value yet: it is asked for, never guessed."""
        return self.text == UNKNOWN


@dataclass(frozen=True)
class Section:
    """One group of a regulation under its heading."""

    title: str
    lines: tuple[Line, ...]


def sections_of(rules: RuleSet | TaxTable) -> tuple[Section, ...]:
    """Every value of a rule set or tax table, group by group, in the order of the file."""
    teller = _Teller(rules)
    shape: type = type(rules)
    return tuple(
        Section(said.label, tuple(teller.lines(getattr(rules, name), name, "", said)))
        for name, said in says_of(shape).items()
    )


def word_in(rules: RuleSet, code: str) -> str:
    """The plain word of a code of a regulation file; offices and methods by their local names."""
    return _Teller(rules).word(code)


def describe(rules: RuleSet) -> str:
    """The whole rule set as text, with mark, ground and state of every value."""
    one = rules.instrument
    head = [one.full_title.upper()]
    if one.inherits:
        head.append(f"Yang tidak diatur di sini diwarisi dari {one.inherits}.")
    if one.read_by:
        head.append(f"Naskah dibaca oleh {' dan '.join(one.read_by)}.")
    else:
        head.append("Naskah aslinya belum dibaca.")
    head.append(f"Sidik berkas (SHA-256): {rules.sha256}")
    return "\n".join([*head, "", *_body(sections_of(rules)), *_foot(one.full_title)])


def describe_taxes(table: TaxTable) -> str:
    """The whole tax table as text, with mark, ground and state of every value."""
    start = table.table.in_force_from
    head = [
        table.table.title.upper(),
        f"Mulai berlaku {plain_date(start.value)}. {_ground_of(start, table.key)}",
    ]
    return "\n".join([*head, "", *_body(sections_of(table)), *_foot(table.table.title)])


def _body(sections: tuple[Section, ...]) -> Iterator[str]:
    lines = [line for section in sections for line in section.lines]
    done = sum(line.confirmed for line in lines)
    yield f"{done} dari {len(lines)} nilai sudah dikonfirmasi."
    if empty := sum(line.empty for line in lines):
        yield f"{empty} nilai belum diisi. Tulis nilainya bila diatur."
    for at, section in enumerate(sections, 1):
        yield ""
        yield f"{at}. {section.title}"
        for row, line in enumerate(section.lines, 1):
            number = f"   {at}.{row}"
            yield f"{number} {line.label}: {line.text.replace(chr(10), ' ')}"
            inherited = "; diwarisi" if line.inherited else ""
            indent = " " * (len(number) + 1)
            yield f"{indent}({line.citation}; tanda {line.mark}{inherited}) [{line.status}]"
            if line.meanwhile:
                yield f"{indent}Sementara ini: {line.meanwhile}"
            if line.note:
                yield f"{indent}Catatan: {line.note}"
            if line.empty:
                yield f"{indent}Isi: ________________  Pasal: ________________"
            elif not line.confirmed:
                yield f"{indent}[ ] cocok dengan naskah  Pasal: ________________"


def _foot(title: str) -> Iterator[str]:
    yield ""
    yield "Arti tanda:"
    for mark, words in MARK_WORDS.items():
        yield f"   {mark} = {words}"
    yield "   diwarisi = tidak diatur di sini; diambil dari aturan yang disebut di atas"
    yield ""
    yield f"Nilai yang dicentang sudah dicocokkan dengan naskah {title}."
    yield ""
    yield "Nama: ______________________   Jabatan: ______________________"
    yield "Tanggal: ______________________   Tanda tangan: ______________________"


def _ground_of(ground: Grounded, key: str) -> str:
    inherited = "; diwarisi" if ground.origin != key else ""
    return f"({ground.citation}; tanda {ground.mark}{inherited}) [{ground.label}]"


class _Teller:
    """Walks a rule set and says each value."""

    def __init__(self, rules: RuleSet | TaxTable) -> None:
        self.key = rules.key
        self.titles: dict[str, str] = {}
        methods = rules.methods if isinstance(rules, RuleSet) else {}
        self.names: dict[str, str] = {slug: method.label for slug, method in methods.items()}
        if isinstance(rules, RuleSet):
            self.titles |= {office: title.name for office, title in rules.titles.items()}

    def lines(self, thing: Any, key: str, prefix: str, said: Says) -> Iterator[Line]:
        """The lines of a value, row, group, list of rows or mapping."""
        if isinstance(thing, Grounded):
            yield from self._grounded(thing, key, prefix, said)
        elif isinstance(thing, tuple):
            for at, row in enumerate(thing, 1):
                yield from self.lines(row, f"{key}[{at}]", prefix, said)
        elif isinstance(thing, Mapping):
            for name, row in thing.items():
                yield from self.lines(row, f"{key}.{name}", self._name_of(row, name), said)
        elif is_dataclass(thing) and not isinstance(thing, type):
            says = says_of(type(thing))
            for field in fields(thing):
                if field.name in says:
                    part, where = getattr(thing, field.name), f"{key}.{field.name}"
                    yield from self.lines(part, where, prefix, says[field.name])

    def _name_of(self, row: Any, name: str) -> str:
        """What stands before the lines of one entry of a mapping."""
        own = "" if isinstance(row, Grounded) else getattr(row, "label", "")
        return own or self._word(name)

    def word(self, code: str) -> str:
        """A code in plain words, an office by its local title."""
        return self.titles.get(code) or self._word(code)

    def _word(self, code: str) -> str:
        return self.names.get(code) or WORDS.get(code) or paper_words(code)

    def _grounded(self, ground: Grounded, key: str, prefix: str, said: Says) -> Iterator[Line]:
        if isinstance(ground, DutyMatrix):
            for duty in DUTIES[1:]:
                text = self._duty_row(ground, duty)
                label = f"{prefix}, yang {WORDS[duty]}"
                yield self._line(ground, f"{key}.{duty}", label, text, key)
        else:
            label, text = self._label_and_text(ground, prefix, said)
            yield self._line(ground, key, label, text, key)

    def _line(self, ground: Grounded, key: str, label: str, text: str, whole: str) -> Line:
        return Line(
            key=key,
            ground=whole,
            label=label,
            text=text,
            citation=ground.citation,
            mark=ground.mark,
            confirmed=ground.confirmed,
            status=ground.label,
            inherited=ground.origin != self.key,
            note=ground.note,
            meanwhile=MEANWHILE.get(key, "") if text == UNKNOWN else "",
        )

    def _duty_row(self, matrix: DutyMatrix, duty: str) -> str:
        parts = []
        for relation in ("X", "W", "-"):
            others = [
                WORDS[other]
                for other in DUTIES[: DUTIES.index(duty)]
                if matrix.between(duty, other) == relation
            ]
            if others:
                parts.append(f"{WORDS[relation]} {', '.join(others)}")
        return "; ".join(parts)

    def _label_and_text(self, ground: Grounded, prefix: str, said: Says) -> tuple[str, str]:
        match ground:
            case Band():
                label = ", ".join(WORDS[category] for category in ground.categories)
                return _upper(label), f"{ground.words}: {self._word(ground.method)}{_asked(ground)}"
            case EvidenceBand():
                return _upper(ground.words), ", ".join(WORDS[form] for form in ground.forms)
            case Series():
                return _upper(prefix), _numbered(ground, prefix)
            case Title():
                return prefix, f"{ground.name} ({ground.short})"
            case Rate():
                return _joined(prefix, _rate_label(ground)), self._text(ground.rate, said)
            case Entity():
                return said.label, WORDS[ground.entity]
            case Deadline(days=days):
                text = UNKNOWN if days is None else f"{days} {WORDS[ground.kind]}"
                return said.label, text
            case Value(value=value):
                return _joined(prefix, said.label), self._text(value, said)
        raise TypeError(type(ground))

    def _text(self, value: Any, said: Says) -> str:
        match value:
            case None:
                return UNKNOWN
            case bool():
                return "ya" if value else "tidak"
            case int():
                return _amount(value, said)
            case date():
                return plain_date(value)
            case Fraction():
                return fraction_words(value)
            case tuple():
                between = ", lalu " if said.ordered else ";\n" if len(value) > MANY else ", "
                return between.join(self._text(part, said) for part in value) or "tidak ada"
        return self.word(value)


def _asked(band: Band) -> str:
    """What a band asks of its method beyond what the method says itself."""
    asked = ""
    if band.invite_min is not None:
        asked += f", paling sedikit {band.invite_min} penyedia"
    if band.written_offers is not None:
        asked += f", penawaran tertulis {'wajib' if band.written_offers else 'tidak wajib'}"
    return asked


def _joined(prefix: str, label: str) -> str:
    """The label after its prefix; abbreviations keep their capitals."""
    if not prefix:
        return label
    start = label[:1] if label[1:2].isupper() else label[:1].lower()
    return f"{prefix}, {start}{label[1:]}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _numbered(series: Series, name: str) -> str:
    """How a series is numbered, in words and by its first letter of 2026."""
    words = series.pattern.format(
        no="nomor",
        kode="kode surat",
        kode_desa="kode desa",
        kode_surat_desa="kode surat desa",
        bulan="bulan",
        tahun="tahun",
    )
    first = series.pattern.format(
        no="1".zfill(series.digits),
        kode=series.code or name.upper(),
        kode_desa="KODE-DESA",
        kode_surat_desa="KODE-SURAT",
        bulan="XI",
        tahun=2026,
    )
    return f"{words}, contoh {first}"


def _rate_label(row: Rate) -> str:
    if row.qualification:
        return f"tarif {WORDS[row.qualification]}"
    if row.daily_up_to is not None:
        return f"tarif sampai {rupiah(row.daily_up_to)} sehari"
    return "tarif"


def _amount(number: int, said: Says) -> str:
    if said.unit == "rupiah":
        return rupiah(number)
    if said.unit == "persen":
        return f"{number}%"
    return f"{number}" if said.unit in ("", "angka") else f"{number} {said.unit}"
