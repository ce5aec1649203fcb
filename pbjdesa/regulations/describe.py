"""A regulation in plain Indonesian, value by value, ready for the kabupaten to check and sign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.money import rupiah
from pbjdesa.regulations.grounds import MARK_WORDS, Grounded, Mark, Says, Value
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
from pbjdesa.regulations.words import WORDS

UNKNOWN = "belum diisi"


@dataclass(frozen=True)
class Line:
    """One value as people read it. `key` is where it stands in the file."""

    key: str
    label: str
    text: str
    citation: str
    mark: Mark
    confirmed: bool
    status: str
    inherited: bool
    note: str


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


def describe(rules: RuleSet) -> str:
    """The whole rule set as text, with mark, ground and state of every value."""
    one = rules.instrument
    start = one.in_force_from
    head = [
        one.full_title.upper(),
        f"Mulai berlaku {plain_date(start.value)}. {_ground_of(start, rules.key)}",
    ]
    if start.note:
        head.append(f"Catatan: {start.note}")
    if one.in_force_until is not None:
        head.append(f"Berlaku sampai {plain_date(one.in_force_until.value)}.")
    if one.inherits:
        head.append(f"Yang tidak diatur di sini diwarisi dari {one.inherits}.")
    if one.read_by:
        head.append(f"Naskah dibaca oleh {' dan '.join(one.read_by)}.")
    else:
        head.append("Naskah aslinya belum dibaca.")
    head.append(f"Sidik berkas (SHA-256): {rules.sha256}")
    return "\n".join([*head, "", *_body(sections_of(rules)), *_foot()])


def describe_taxes(table: TaxTable) -> str:
    """The whole tax table as text, with mark, ground and state of every value."""
    start = table.table.in_force_from
    head = [
        table.table.title.upper(),
        f"Mulai berlaku {plain_date(start.value)}. {_ground_of(start, table.key)}",
    ]
    return "\n".join([*head, "", *_body(sections_of(table)), *_foot()])


def _body(sections: tuple[Section, ...]) -> Iterator[str]:
    lines = [line for section in sections for line in section.lines]
    done = sum(line.confirmed for line in lines)
    yield f"{done} dari {len(lines)} nilai sudah dikonfirmasi."
    for at, section in enumerate(sections, 1):
        yield ""
        yield f"{at}. {section.title}"
        for line in section.lines:
            shown = f"{line.citation}; tanda {line.mark}"
            if line.inherited:
                shown += "; diwarisi"
            yield f"   - {line.label}: {line.text} ({shown}) [{line.status}]"
            if line.note:
                yield f"     Catatan: {line.note}"


def _foot() -> Iterator[str]:
    yield ""
    yield "Arti tanda:"
    for mark, words in MARK_WORDS.items():
        yield f"   {mark} = {words}"
    yield ""
    yield "Diperiksa oleh: ______________________   Jabatan: ______________________"
    yield "Tanggal: ______________________   Tanda tangan: ______________________"


def _ground_of(ground: Grounded, key: str) -> str:
    inherited = "; diwarisi" if ground.origin != key else ""
    return f"({ground.citation}; tanda {ground.mark}{inherited}) [{ground.label}]"


class _Teller:
    """Walks a rule set and says each value."""

    def __init__(self, rules: RuleSet | TaxTable) -> None:
        self.key = rules.key
        methods = rules.methods if isinstance(rules, RuleSet) else {}
        self.method_names = {slug: method.label for slug, method in methods.items()}

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
        return getattr(row, "label", "") if not isinstance(row, Grounded) else self._word(name)

    def _word(self, code: str) -> str:
        return self.method_names.get(code) or WORDS.get(code, code)

    def _grounded(self, ground: Grounded, key: str, prefix: str, said: Says) -> Iterator[Line]:
        if isinstance(ground, DutyMatrix):
            for duty in DUTIES[1:]:
                text = self._duty_row(ground, duty)
                yield self._line(ground, f"{key}.{duty}", f"{prefix}, {WORDS[duty]}", text)
        else:
            label, text = self._label_and_text(ground, prefix, said)
            yield self._line(ground, key, label, text)

    def _line(self, ground: Grounded, key: str, label: str, text: str) -> Line:
        return Line(
            key=key,
            label=label,
            text=text,
            citation=ground.citation,
            mark=ground.mark,
            confirmed=ground.confirmed,
            status=ground.label,
            inherited=ground.origin != self.key,
            note=ground.note,
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
                code = f", kode {ground.code}" if ground.code else ""
                return _upper(prefix), f"{ground.pattern}{code}, {ground.digits} angka"
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
                return ", ".join(self._text(part, said) for part in value) or "tidak ada"
        return self._word(value)


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
