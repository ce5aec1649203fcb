"""The register of letter numbers: every number that is given is a line, and none is given twice.

A series is counted for a village and a year. Its counter is locked until the transaction ends, so
two hands at once get two numbers, and a number that was not used is not lost (R-78).
"""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from pbjdesa.documents.models import Document, NumberEntry, NumberSeries
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KAUR, SEKDES
from pbjdesa.regulations.letter_numbers import place_in_series, series_of
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.rules import letter_number
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home

REGISTRARS = frozenset({SEKDES.slug, KAUR.slug})
"""Who keeps the register: the sekdes, and the kaur of the village office."""
OTHER_LETTERS = "surat"
"""The series of letters that are no kind of paper here."""
FARTHEST_AHEAD = 300
"""How far before the last number a written one may lie; more is a slip of the pen."""


@dataclass(frozen=True)
class Letter:
    """A letter that was typed elsewhere: what the register says of it."""

    series: str
    dated: date
    about: str
    recipient: str = ""


def series_names() -> dict[str, str]:
    """The series that a hand may number, by slug: every paper of the village, and other letters."""
    own = {kind.slug: kind.name for kind in PAPERS if kind.issuer != "supplier"}
    return {OTHER_LETTERS: "Surat lain", **own}


def next_in_series(desa: Desa, series: str, year: int) -> int:
    """The next number of a village's series in a year: no gap and no double, since the counter is
    locked until the transaction ends (R-78)."""
    row = _counter(desa, series, year)
    row.last += 1
    row.save()
    return row.last


def number_paper(desa: Desa, series: str, rules: RuleSet, dated: date) -> tuple[str, int]:
    """The next number of a series as the rules write it, and its place. One that stands in the
    register already, because two series are written alike, is passed over."""
    series = series_of(rules, series)
    while True:
        place = next_in_series(desa, series, dated.year)
        number = letter_number(
            rules,
            series,
            place,
            on=dated,
            village_code=desa.code,
            village_letter_code=desa.letter_code,
        )
        if not NumberEntry.objects.of(desa).filter(number=number).exists():
            return number, place


def enter_paper(document: Document, place: int, rules: RuleSet, *, by: audit.Signer) -> None:
    """The line of a paper that has just been numbered; part of the operation that issues it."""
    _line(
        document.desa,
        series=series_of(rules, document.kind),
        place=place,
        number=document.number,
        letter=Letter(document.kind, document.dated, document.title, document.dossier.title),
        by=by,
        document=document,
    )


@operation
def take_number(*, by: Appointment, desa: Desa, letter: Letter) -> NumberEntry:
    """The next number of a series for a letter that is typed elsewhere."""
    rules = _checked(by, desa, letter)
    number, place = number_paper(desa, letter.series, rules, letter.dated)
    series = series_of(rules, letter.series)
    entry = _line(desa, series=series, place=place, number=number, letter=letter, by=by)
    record(entry, by=by, data={"number": number})
    return entry


@operation
def note_number(*, by: Appointment, desa: Desa, letter: Letter, number: str) -> NumberEntry:
    """Write down a number that was given by hand before. One in the pattern of its series moves the
    counter, so that the system never gives it again.

    Raises Refused for a number that a letter has already, naming that letter; for one that lies
    too far ahead to be true; and for one of another series.
    """
    rules = _checked(by, desa, letter)
    number = " ".join(number.split())
    series = series_of(rules, letter.series)
    place = _place(desa, rules, letter, number)
    counter = _counter(desa, series, letter.dated.year)
    _refuse_double(desa, series, letter.dated.year, number, place)
    if place is not None:
        _move(counter, place)
    entry = _line(desa, series=series, place=place, number=number, letter=letter, by=by)
    record(entry, by=by, data={"number": number})
    return entry


@operation
def cancel_number(*, by: Appointment, entry: NumberEntry, reason: str) -> NumberEntry:
    """Strike a number that is not used: it stays in the register with the reason, and is never
    given again. Raises Refused where a paper in force bears it."""
    check_authority(by, desa=entry.desa, offices=REGISTRARS)
    entry = entry.lock()
    if entry.cancelled_at is not None:
        raise Conflict("Nomor ini sudah dibatalkan.")
    if entry.document is not None and entry.document.superseded_at is None:
        raise Refused("Surat dengan nomor ini masih berlaku. Buat dulu surat penggantinya.")
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Tulis alasannya, contoh: surat batal dikirim.", field="reason")
    entry.cancelled_at, entry.cancelled_by_id = clock.now(), by.pk
    entry.cancel_reason = reason[:200]
    entry.save()
    record(entry, by=by, data={"number": entry.number})
    return entry


def _checked(by: Appointment, desa: Desa, letter: Letter) -> RuleSet:
    """The rules of the day of the letter, once it is clear that it may be numbered."""
    check_authority(by, desa=desa, offices=REGISTRARS)
    if letter.series not in series_names():
        raise Refused("Pilih jenis suratnya.", field="series")
    if letter.dated > clock.today(desa.zone):
        raise Refused("Tanggal surat belum tiba. Tulis tanggal hari ini.", field="dated")
    if not letter.about.strip():
        raise Refused("Tulis perihalnya, contoh: undangan rapat.", field="about")
    return rules_of(in_force(desa.kab.code, letter.dated))


def _place(desa: Desa, rules: RuleSet, letter: Letter, number: str) -> int | None:
    """The place of a written number in the series of its letter. Raises Refused where it is empty
    or of another kind of letter."""
    if not number:
        raise Refused("Tulis nomornya seperti pada surat.", field="number")
    code = {"village_code": desa.code, "village_letter_code": desa.letter_code}
    year = letter.dated.year
    place = place_in_series(rules, letter.series, number, year=year, **code)
    if place == 0:
        raise Refused("Nomor urut mulai dari 1. Periksa lagi nomornya.", field="number")
    if place is not None:
        return place
    for series, name in series_names().items():
        if place_in_series(rules, series, number, year=year, **code) is not None:
            raise Refused(
                say("Nomor ini milik jenis “{name}”. Pilih jenis surat itu.", name=name),
                field="series",
            )
    return None


def _refuse_double(desa: Desa, series: str, year: int, number: str, place: int | None) -> None:
    rows = NumberEntry.objects.of(desa)
    found = rows.filter(number__iexact=number).first()
    if found is None and place is not None:
        found = rows.filter(series=series, year=year, sequence=place).first()
    if found is not None:
        raise _double(found)


def _double(found: NumberEntry) -> Refused:
    words = (
        "Nomor {number} sudah dibatalkan ({about}). Pakai nomor lain."
        if found.cancelled_at
        else "Nomor {number} sudah dipakai: {about}, {dated}. Pakai nomor lain."
    )
    return Refused(
        say(words, number=found.number, about=found.about, dated=f"{found.dated:%d-%m-%Y}"),
        field="number",
    )


def _move(counter: NumberSeries, place: int) -> None:
    if place > counter.last + FARTHEST_AHEAD:
        raise Refused(
            say(
                "Nomor terakhir {last}. Nomor {place} terlalu jauh. Periksa lagi nomornya.",
                last=counter.last,
                place=place,
            ),
            field="number",
        )
    if place > counter.last:
        counter.last = place
        counter.save()


def _counter(desa: Desa, series: str, year: int) -> NumberSeries:
    where = {**home(desa), "series": series, "year": year}
    NumberSeries.objects.of(desa).get_or_create(
        **where, defaults={"id": new_id(desa.kab.shard), "last": 0}
    )
    return NumberSeries.objects.of(desa).select_for_update().get(series=series, year=year)


def _line(
    desa: Desa,
    *,
    series: str,
    place: int | None,
    number: str,
    letter: Letter,
    by: audit.Signer,
    document: Document | None = None,
) -> NumberEntry:
    entry = NumberEntry(
        **home(desa),
        series=series,
        year=letter.dated.year,
        sequence=place,
        number=number,
        dated=letter.dated,
        about=letter.about[:200],
        recipient=letter.recipient[:200],
        document=document,
        manual=document is None,
        noted_at=clock.now(),
        noted_by_id=by.pk,
    )
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        # Two series that are written alike, in the same moment.
        raise Conflict("Nomor ini baru saja dipakai surat lain. Ulangi sekali lagi.") from None
    return entry
