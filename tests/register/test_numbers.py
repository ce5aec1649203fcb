"""The register of letter numbers: no gap, no double, nothing forgotten (R-78)."""

import importlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps

from pbjdesa.documents.models import Document, NumberEntry
from pbjdesa.documents.number_register import gaps, lines, register_data, remark
from pbjdesa.documents.numbering import OTHER_LETTERS, cancel_number, note_number
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.regulations.letter_numbers import EVERY_LETTER, place_in_series, series_of
from pbjdesa.regulations.rules import letter_number
from tests import scene
from tests.offers.apart import figures
from tests.register_calls import letter, noted, taken
from tests.rule_values.values import NATIONAL, changed
from tests.world import YEAR, Village, announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def place() -> Village:
    return village(territory())


def number(place: Village, at: int, code: str = "SURAT") -> str:
    year = clock.today(place.desa.zone).year
    return f"{at:03d}/{code}/{place.desa.code}/{year}"


def test_every_paper_of_a_purchase_stands_in_the_register(place: Village) -> None:
    announced(place)
    scene.purchase_in(place, "requested")
    numbered = Document.objects.of(place.desa).exclude(number="")
    assert numbered.count() > 4
    in_book = {row.number: row.document_id for row in NumberEntry.objects.of(place.desa)}
    assert in_book == dict(numbered.values_list("number", "pk"))


def test_a_letter_typed_elsewhere_takes_the_next_number(place: Village) -> None:
    assert [taken(place).number, taken(place).number] == [number(place, 1), number(place, 2)]
    entry = lines(place.desa, clock.today(place.desa.zone).year).first()
    assert entry is not None
    assert (entry.manual, entry.about, entry.recipient) == (True, "Undangan rapat", "Ketua RT 03")
    assert entry.noted_by_id == place.by("sekdes").pk


def test_a_number_given_by_hand_moves_the_counter(place: Village) -> None:
    noted(place, "5/surat/" + number(place, 1).split("/", 2)[2])
    assert taken(place).number == number(place, 6)


def test_what_was_passed_over_is_named_and_can_still_be_written_down(place: Village) -> None:
    noted(place, number(place, 4))
    year = clock.today(place.desa.zone).year
    assert [gap.sentence for gap in gaps(place.desa, year)] == ["Surat lain nomor urut 1 sampai 3"]
    noted(place, number(place, 2))
    assert [(gap.first, gap.last) for gap in gaps(place.desa, year)] == [(1, 1), (3, 3)]
    assert taken(place).number == number(place, 5)


def test_a_double_is_refused_and_the_letter_that_has_it_is_named(place: Village) -> None:
    taken(place, "Undangan kerja bakti")
    with pytest.raises(Refused) as refused:
        noted(place, "1/SURAT/" + number(place, 1).split("/", 2)[2])
    assert number(place, 1) in refused.value.reasons[0]
    assert "Undangan kerja bakti" in refused.value.reasons[0]
    assert NumberEntry.objects.of(place.desa).count() == 1


def test_a_number_that_a_printed_paper_bears_is_refused_too(place: Village) -> None:
    announced(place)
    (plan,) = Document.objects.of(place.desa).filter(kind="pengumuman_rencana")
    with pytest.raises(Refused, match=f"{plan.number} sudah dipakai: {plan.title}"):
        noted(place, plan.number, series="pengumuman_rencana")


def test_a_number_of_another_kind_of_letter_is_sent_there(place: Village) -> None:
    with pytest.raises(Refused) as refused:
        noted(place, number(place, 3, "SP"))
    assert (refused.value.field, "Surat Pesanan" in refused.value.reasons[0]) == ("series", True)


@pytest.mark.parametrize("wrong", ["", "   ", "000/SURAT/{rest}", "99999/SURAT/{rest}"])
def test_slips_of_the_pen_are_refused(place: Village, wrong: str) -> None:
    rest = number(place, 1).split("/", 2)[2]
    with pytest.raises(Refused):
        noted(place, wrong.format(rest=rest))
    assert taken(place).number == number(place, 1)


def test_a_letter_of_tomorrow_or_about_nothing_gets_no_number(place: Village) -> None:
    tomorrow = clock.today(place.desa.zone) + timedelta(days=1)
    for wrong in (
        {"dated": tomorrow},
        {"about": " "},
        {"series": "surat_penawaran_saya"},
    ):
        slip = type(letter(place))(**{**vars(letter(place)), **wrong})
        with pytest.raises(Refused):
            note_number(by=place.by("sekdes"), desa=place.desa, letter=slip, number="1/x/2026")


def test_only_the_sekdes_and_a_kaur_keep_the_book(place: Village) -> None:
    with pytest.raises(Refused):
        note_number(by=place.by("kasi"), desa=place.desa, letter=letter(place), number="1/x")


def test_a_cancelled_number_stays_and_is_never_given_again(place: Village) -> None:
    entry = taken(place)
    cancelled = cancel_number(by=place.by("sekdes"), entry=entry, reason="Batal dikirim.")
    assert remark(cancelled) == "Dibatalkan: Batal dikirim."
    assert taken(place).number == number(place, 2)
    with pytest.raises(Refused, match="sudah dibatalkan"):
        noted(place, number(place, 1))
    with pytest.raises(Conflict):
        cancel_number(by=place.by("sekdes"), entry=entry, reason="Lagi.")


def test_the_number_of_a_paper_in_force_is_not_cancelled(place: Village) -> None:
    announced(place)
    entry = NumberEntry.objects.of(place.desa).select_related("document").first()
    assert entry is not None
    with pytest.raises(Refused, match="masih berlaku"):
        cancel_number(by=place.by("sekdes"), entry=entry, reason="Salah ketik.")


def test_every_number_is_traced(place: Village) -> None:
    entry = taken(place)
    (event,) = audit.history(entry)
    assert (event.verb, event.data) == ("documents.take_number", {"number": entry.number})


def test_the_printed_book_has_every_line(place: Village) -> None:
    taken(place)
    noted(place, "141/lama/2020", about="Surat pengantar")
    data = register_data(place.desa, clock.today(place.desa.zone).year)
    assert data["count"] == 2
    assert {row["letter_number"] for row in data["entries"]} == {
        number(place, 1),
        "141/lama/2020",
    }


def test_papers_of_before_the_book_get_their_lines(place: Village) -> None:
    announced(place)
    scene.purchase_in(place, "requested")
    rows = NumberEntry.objects.of(place.desa)
    told = ("series", "year", "sequence", "number", "dated", "document_id", "recipient")
    before = sorted(rows.values_list(*told))
    rows.all()._raw_delete(rows.db)
    name = "pbjdesa.documents.migrations.0008_papers_before_the_register"
    importlib.import_module(name).fill(apps, None)
    assert sorted(NumberEntry.objects.of(place.desa).values_list(*told)) == before


@pytest.mark.parametrize("series", [*NATIONAL.numbering, OTHER_LETTERS])
@pytest.mark.parametrize("pattern", ["", "{kode}.{no}/{bulan}/{tahun}", "{no}/{kode_desa}/{tahun}"])
def test_a_number_is_read_back_as_it_is_written(series: str, pattern: str) -> None:
    rules = NATIONAL
    if pattern:
        key = series if series in rules.numbering else "default"
        rules = changed(rules, f"numbering.{key}.pattern", pattern)
    where = {"village_code": "33.24.04.2001"}
    for place in (1, 7, 120, 4321):
        written = letter_number(rules, series, place, on=date(YEAR, 5, 4), **where)
        assert place_in_series(rules, series, written, year=YEAR, **where) == place
        assert place_in_series(rules, series, written, year=YEAR + 1, **where) is None
        assert place_in_series(rules, series, f"{written}-A", year=YEAR, **where) is None


def test_letters_that_a_pattern_does_not_tell_apart_are_counted_together() -> None:
    alike = changed(NATIONAL, "numbering.default.pattern", "{no}/{kode_desa}/{tahun}")
    assert series_of(NATIONAL, OTHER_LETTERS) == OTHER_LETTERS
    assert series_of(alike, OTHER_LETTERS) == series_of(alike, "surat_baru") == EVERY_LETTER


@pytest.mark.slow
def test_hands_that_take_issue_and_write_down_at_once_leave_no_gap_and_no_double(
    tmp_path: Path,
) -> None:
    found = figures(tmp_path, "tests.register.number_race", "12", timeout=300)
    assert found["given"] == found["lines"] == found["different"]
    # Of every two hands that write the same number down one is refused, and nothing else is.
    assert (found["written"], found["refused"]) == (6, 6)
    assert found["given"] == 12 * 3 - found["refused"] + 1
    assert (found["gaps_after"], found["errors"]) == (0, 0)
