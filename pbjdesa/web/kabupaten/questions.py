"""The questions about one value of a regulation, made from its type; and what was answered.

A value that may be left empty stays empty when nothing is typed; nothing is ever guessed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal, get_args

from pbjdesa.kernel.words import say
from pbjdesa.regulations.basics import (
    DUTIES,
    Band,
    Deadline,
    DutyMatrix,
    EvidenceBand,
    Range,
    Series,
    Title,
)
from pbjdesa.regulations.changes import said_by
from pbjdesa.regulations.describe import word_in
from pbjdesa.regulations.grounds import Grounded, Says
from pbjdesa.regulations.overlay import hint_at, says_at
from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.schema import hints_of, optional, origin_of
from pbjdesa.regulations.words import WORDS, paper_entry, paper_words
from pbjdesa.web.forms import Form, plain_text

Read = Callable[[Form, str], Any]
LONGEST_LINE = 200
LARGEST_NUMBER = 10_000
"""Of days, months, percent and persons: what is larger was mistyped."""
MOST_PLACES = 5
"""Boxes for a list that is an order."""
YES_NO = (("ya", "Ya"), ("tidak", "Tidak"))
_EMPTY = "Kosongkan bila tidak diatur."
_TEXT, _MONEY = "bits/field_text.html", "bits/field_money.html"
_CHOICES, _SELECT = "bits/field_choices.html", "bits/field_select.html"


@dataclass(frozen=True)
class Question:
    """One field of the form: how it is asked, what stands in it, how its answer is read."""

    name: str
    label: str
    value: Any
    read: Read
    template: str = _TEXT
    hint: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    multiple: bool = False
    tall: int = 0
    inputmode: str = ""
    short: bool = False


def questions_of(rules: RuleSet, key: str, ground: Grounded) -> list[Question]:
    """What is asked to change the value or row at `key`."""
    match ground:
        case Band():
            return [*_limit(ground), *_band(rules, ground)]
        case EvidenceBand():
            forms = _choices(rules, hints_of(EvidenceBand)["forms"])
            return [*_limit(ground), _several("forms", "Surat bukti", ground.forms, forms)]
        case Deadline():
            return _deadline(ground)
        case DutyMatrix():
            return list(_duties(ground))
        case Series():
            return [
                _line("pattern", "Pola nomor", ground.pattern),
                _line("code", "Kode surat", ground.code, hint="Boleh kosong."),
                _number("digits", "Banyaknya angka nomor", ground.digits),
            ]
        case Title():
            return [
                _line("name", "Sebutan lengkap", ground.name),
                _line("short", "Sebutan pendek", ground.short),
            ]
    hint = get_args(hint_at(key))[0]
    return list(_value(rules, key, hint, getattr(ground, "value", None)))


def answers(questions: list[Question], ground: Grounded, form: Form) -> dict[str, Any]:
    """What the rules will say, as `changed` takes it; slips are noted in the form's problems."""
    says = said_by(ground)
    for question in questions:
        answer = question.read(form, question.name)
        part, _, inner = question.name.partition(".")
        if isinstance(answer, _Place):
            if answer.code and answer.code in says[answer.part][: answer.at]:
                form.problems.add("Pilih yang lain; yang ini sudah dipakai.", question.name)
            says[answer.part] = [*says[answer.part][: answer.at], *filter(None, [answer.code])]
        elif inner:
            says[part] = {**says[part], inner: answer}
        else:
            says[part] = answer
    return says


# --- One kind of value after the other ------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """The answer for one place of a list that is an order."""

    part: str
    at: int
    code: str


def _value(rules: RuleSet, key: str, hint: Any, value: Any) -> Iterator[Question]:
    said = says_at(key)
    inner, may_be_empty = optional(hint) or hint, optional(hint) is not None
    if key == "payment.advance_methods":
        methods = [(slug, word_in(rules, slug)) for slug in KNOWN_METHODS]
        yield _several("value", said.label, value, methods)
    elif inner is bool:
        yield _one("value", said.label, "ya" if value else "tidak", list(YES_NO), _yes)
    elif inner is int and said.unit == "rupiah":
        yield _money("value", said.label, value, may_be_empty)
    elif inner is int:
        yield _number("value", _with_unit(said), value, may_be_empty)
    elif inner is str:
        yield _line("value", said.label, value)
    elif origin_of(inner) is Literal:
        yield _one("value", said.label, value, _choices(rules, inner), _code)
    elif get_args(inner)[:1] == (date,):
        yield _days(said, value)
    elif get_args(inner)[:1] == (str,):
        yield (_papers if key.startswith("papers.") else _lines)(said, value)
    elif said.ordered:
        yield from _order(said, value, _choices(rules, inner))
    else:
        yield _several("value", said.label, value, _choices(rules, inner))


def _with_unit(said: Says) -> str:
    return f"{said.label} ({said.unit})" if said.unit not in ("", "angka") else said.label


def _limit(row: Range) -> Iterator[Question]:
    """The end of a row of amounts; the last row has none."""
    if row.upper is None:
        return
    yield _money("upper", "Sampai nilai", row.upper)
    inside = "ya" if row.upper_inclusive else "tidak"
    yield _one("upper_inclusive", "Nilai itu sendiri termasuk?", inside, list(YES_NO), _yes)


def _band(rules: RuleSet, band: Band) -> Iterator[Question]:
    methods = [(slug, word_in(rules, slug)) for slug in KNOWN_METHODS]
    yield _one("method", "Caranya", band.method, methods, _code)
    label = "Penyedia yang diundang paling sedikit di sini"
    asked = _number("invite_min", label, band.invite_min, may_be_empty=True)
    yield replace(asked, hint="Kosongkan bila ikut aturan caranya.")
    written = {None: "ikut", True: "ya", False: "tidak"}[band.written_offers]
    options = [("ikut", "Ikut aturan caranya"), *YES_NO]
    yield _one("written_offers", "Penawaran tertulis wajib di sini?", written, options, _maybe)


def _deadline(ground: Deadline) -> list[Question]:
    kinds = [(code, WORDS[code]) for code in ("calendar", "working")]
    return [
        _number("days", "Berapa hari?", ground.days, may_be_empty=True),
        _one("kind", "Hari apa yang dihitung?", ground.kind, kinds, _code),
    ]


def _duties(matrix: DutyMatrix) -> Iterator[Question]:
    options = [
        ("X", "Tidak boleh orang yang sama"),
        ("W", "Boleh dengan saksi dan catatan publik"),
        ("-", "Boleh orang yang sama"),
    ]
    for at, later in enumerate(DUTIES):
        for earlier in DUTIES[:at]:
            label = f"Yang {WORDS[later]} dan yang {WORDS[earlier]}"
            relation = matrix.between(later, earlier)
            yield Question(f"{later}.{earlier}", label, relation, _code, _SELECT, options=options)


def _order(said: Says, value: Any, options: list[tuple[str, str]]) -> Iterator[Question]:
    """One box for each place of a list that is an order."""
    for at in range(min(len(options), MOST_PLACES)):
        name = f"value_{at + 1}"
        label = f"Ke-{at + 1}" if at else f"{said.label}, yang pertama"
        chosen = value[at] if at < len(value) else ""
        hint = "" if at == 0 else "Boleh kosong."
        yield Question(name, label, chosen, _placed(at), _SELECT, hint=hint, options=options)


def _line(part: str, label: str, value: Any, hint: str = "") -> Question:
    return Question(part, label, value, _text, hint=hint)


def _lines(said: Says, value: Any) -> Question:
    hint = "Satu baris untuk satu hal."
    return Question("value", said.label, "\n".join(value), _text_lines, hint=hint, tall=5)


def _papers(said: Says, value: Any) -> Question:
    hint = "Satu surat tiap baris. Tulis “atau” di antara surat yang boleh saling mengganti."
    written = "\n".join(map(paper_words, value))
    return Question("value", said.label, written, _paper_lines, hint=hint, tall=12)


def _days(said: Says, value: Any) -> Question:
    written = "\n".join(f"{day.day} {day.month} {day.year}" for day in value or ())
    hint = f"Satu tanggal tiap baris, contoh 25 12 2026. {_EMPTY}"
    return Question("value", said.label, written, _dates, hint=hint, tall=8)


def _money(part: str, label: str, value: Any, may_be_empty: bool = False) -> Question:
    hint = _EMPTY if may_be_empty else ""
    read = _rupiah_or_empty if may_be_empty else _rupiah
    return Question(part, label, value, read, _MONEY, hint=hint)


def _number(part: str, label: str, value: Any, may_be_empty: bool = False) -> Question:
    hint = _EMPTY if may_be_empty else ""
    read = _whole_or_empty if may_be_empty else _whole
    return Question(part, label, value, read, hint=hint, inputmode="numeric", short=True)


def _one(part: str, label: str, value: Any, options: list[tuple[str, str]], read: Read) -> Question:
    return Question(part, label, value, read, _CHOICES, options=options)


def _several(part: str, label: str, value: Any, options: list[tuple[str, str]]) -> Question:
    chosen = list(value)
    return Question(part, label, chosen, _codes, _CHOICES, options=options, multiple=True)


def _choices(rules: RuleSet, hint: Any) -> list[tuple[str, str]]:
    """The codes that a hint allows, with their words."""
    while origin_of(hint) is not Literal:
        hint = get_args(hint)[0]
    return [(code, _upper(word_in(rules, code))) for code in get_args(hint)]


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- Reading the answers --------------------------------------------------------------------------


def _text(form: Form, name: str) -> str:
    needed = "" if name == "code" else "Isi kotak ini."
    return form.text(name, most=LONGEST_LINE, needed=needed)


def _text_lines(form: Form, name: str) -> list[str]:
    lines = [line for line in map(plain_text, form.raw(name).splitlines()) if line]
    if any(len(line) > LONGEST_LINE for line in lines) or len(lines) > LONGEST_LINE:
        form.problems.add("Terlalu panjang. Ringkas barisnya.", name)
    return lines


def _paper_lines(form: Form, name: str) -> list[str]:
    found = []
    for line in _text_lines(form, name):
        entry = paper_entry(line)
        if entry is None:
            sentence = say("Surat “{line}” tidak dikenal. Lihat nama di daftar Surat.", line=line)
            form.problems.add(sentence, name)
        else:
            found.append(entry)
    return found


def _dates(form: Form, name: str) -> list[str] | None:
    found = []
    for line in _text_lines(form, name):
        parts = re.findall(r"\d{1,4}", line)
        try:
            day, month, year = map(int, parts)
            found.append(date(year, month, day).isoformat())
        except ValueError:
            form.problems.add(say("“{line}” bukan tanggal. Contoh: 25 12 2026.", line=line), name)
    return sorted(set(found)) or None


def _rupiah(form: Form, name: str) -> int:
    return form.rupiah(name)


def _rupiah_or_empty(form: Form, name: str) -> int | None:
    return form.rupiah(name) if form.raw(name).strip() else None


def _whole(form: Form, name: str) -> int:
    typed = plain_text(form.raw(name))
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9):
        form.problems.add("Isi dengan angka, contoh 3.", name)
        return 0
    if int(typed) > LARGEST_NUMBER:
        form.problems.add("Angka ini terlalu besar. Periksa lagi.", name)
    return int(typed)


def _whole_or_empty(form: Form, name: str) -> int | None:
    return _whole(form, name) if form.raw(name).strip() else None


def _yes(form: Form, name: str) -> bool:
    return form.choice(name, dict(YES_NO), "Pilih ya atau tidak.") == "ya"


def _maybe(form: Form, name: str) -> bool | None:
    options: Mapping[str, Any] = {"ikut": None, "ya": True, "tidak": False}
    return options.get(form.choice(name, options, "Pilih salah satu."))


def _code(form: Form, name: str) -> str:
    if not form.raw(name):
        form.problems.add("Pilih salah satu.", name)
    return form.raw(name)[:40]


def _codes(form: Form, name: str) -> list[str]:
    return [code[:40] for code in form.chosen(name)]


def _placed(at: int) -> Read:
    def read(form: Form, name: str) -> _Place:
        if at == 0 and not form.raw(name):
            form.problems.add("Pilih paling sedikit satu.", name)
        return _Place("value", at, form.raw(name)[:40])

    return read


def days_to_begin(today: date) -> list[dict[str, Any]]:
    """The two quick answers for the day a change begins."""
    tomorrow = today + timedelta(days=1)
    month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return [
        {"value": tomorrow.isoformat(), "label": "Besok", "day": tomorrow},
        {"value": month.isoformat(), "label": "Awal bulan depan", "day": month},
    ]
