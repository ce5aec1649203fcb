"""What the rule set decides beside the method: duties, days, TPK, cash, stamp duty, letters."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.regulations import rules as decide
from pbjdesa.regulations.grounds import Value, weakest
from pbjdesa.regulations.loader import load_ruleset
from pbjdesa.regulations.ruleset import (
    DUTIES,
    Deadline,
    DutyMatrix,
    Instrument,
    Range,
    Relation,
    Title,
)

METHODS = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")
RULES = load_ruleset("nasional/lkpp_12_2019", methods=METHODS)
PERSONS = st.sampled_from(["ani", "budi", "citra", "dedi", "eka"])


def value(content):
    return Value(value=content, article="", mark="C")


# --- Duties ---------------------------------------------------------------------------------------


@st.composite
def matrices(draw):
    rows = {
        duty: {other: draw(st.sampled_from(get_args(Relation))) for other in DUTIES[:at]}
        for at, duty in enumerate(DUTIES)
        if at
    }
    return DutyMatrix(article="", mark="C", **rows)


@given(matrices(), st.sampled_from(DUTIES), st.sampled_from(DUTIES), PERSONS)
def test_two_duties_clash_in_either_order(matrix, one, other, person):
    there = decide.duty_conflicts(matrix, {one: [person]}, other, person)
    back = decide.duty_conflicts(matrix, {other: [person]}, one, person)
    assert [conflict.kind for conflict in there] == [conflict.kind for conflict in back]
    assert [conflict.duty for conflict in there] in ([], [one])


@given(matrices(), st.dictionaries(st.sampled_from(DUTIES), st.sets(PERSONS)), PERSONS)
def test_only_what_the_same_person_did_can_clash(matrix, done, person):
    for duty in DUTIES:
        found = decide.duty_conflicts(matrix, done, duty, person)
        assert {conflict.duty for conflict in found} == {
            earlier
            for earlier, persons in done.items()
            if person in persons and earlier != duty and matrix.between(earlier, duty) != "-"
        }


@given(st.lists(st.tuples(st.sampled_from(DUTIES), PERSONS), max_size=60))
def test_whoever_asks_first_never_ends_with_two_duties_that_exclude_each_other(history):
    matrix = RULES.duties["pembelian_langsung"]
    done = {}
    for duty, person in history:
        if not decide.duty_conflicts(matrix, done, duty, person):
            done.setdefault(duty, set()).add(person)
    for at, one in enumerate(DUTIES):
        for other in DUTIES[:at]:
            if matrix.between(one, other) == "X":
                assert not done.get(one, set()) & done.get(other, set())


def test_repeating_a_duty_is_no_clash_and_a_duty_nobody_knows_is_a_slip_of_the_program():
    matrix = RULES.duties["lelang"]
    assert decide.duty_conflicts(matrix, {"plan": {"ani"}}, "plan", "ani") == []
    with pytest.raises(KeyError):
        decide.duty_conflicts(matrix, {"plan": {"ani"}}, "dance", "ani")


def test_a_clash_that_a_witness_may_lift_is_said_as_such():
    matrix = RULES.duties["lelang"]
    found = decide.duty_conflicts(matrix, {"select": {"ani"}, "plan": {"ani"}}, "receive", "ani")
    assert found == [decide.Conflict("select", "W"), decide.Conflict("plan", "W")]


# --- TPK ------------------------------------------------------------------------------------------

LAWFUL = (
    decide.TpkMember("ketua", "perangkat_desa"),
    decide.TpkMember("sekretaris", "lkd"),
    decide.TpkMember("anggota", "masyarakat"),
)


def test_a_tpk_of_three_from_three_elements_is_lawful():
    assert decide.tpk_problems(RULES, LAWFUL) == []


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        (LAWFUL[:1], "TPK paling sedikit 3 orang. Tambah anggotanya."),
        ((*LAWFUL, LAWFUL[2]), "Jumlah anggota TPK harus ganjil. Tambah atau kurangi satu orang."),
        ((LAWFUL[0], *LAWFUL[2:], LAWFUL[2]), "TPK belum punya sekretaris. Pilih satu orang."),
        ((LAWFUL[0], *LAWFUL), "TPK hanya boleh punya satu ketua."),
        ((*LAWFUL[:1], LAWFUL[0], LAWFUL[2]), "Unsur lkd belum ada di TPK."),
    ],
)
def test_what_is_wrong_with_a_tpk_is_said(members, sentence):
    assert sentence in decide.tpk_problems(RULES, members)


@pytest.mark.parametrize("office", ["kepala_desa", "sekdes", "kaur_keuangan", "pka", "bpd"])
def test_some_offices_may_not_sit_in_the_tpk(office):
    member = replace(LAWFUL[1], offices=frozenset({office, "kasi"}))
    (said,) = decide.tpk_problems(RULES, (LAWFUL[0], member, LAWFUL[2]))
    assert said == f"{decide.office_title(RULES, office)} tidak boleh menjadi anggota TPK."


def test_a_kabupaten_may_be_less_strict_about_the_tpk():
    tpk = replace(RULES.tpk, odd=value(False), every_element=value(False), excluded=value(()))
    two_villagers = (LAWFUL[0], LAWFUL[1], *(replace(LAWFUL[2], offices=frozenset({"bpd"})),) * 2)
    assert decide.tpk_problems(replace(RULES, tpk=tpk), two_villagers) == []


# --- Days -----------------------------------------------------------------------------------------

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "kind", "holidays", "end"),
    [
        (0, "working", (), FRIDAY),
        (1, "calendar", (), date(2026, 11, 21)),
        (1, "working", (), date(2026, 11, 23)),
        (7, "working", (), date(2026, 12, 1)),
        (7, "calendar", (), date(2026, 11, 27)),
        (1, "working", (date(2026, 11, 23), date(2026, 11, 24)), date(2026, 11, 25)),
    ],
)
def test_a_deadline_counts_the_days_of_its_kind(days, kind, holidays, end):
    assert decide.add_days(FRIDAY, days, kind, holidays) == end


def test_a_village_with_a_six_day_week_works_on_saturday():
    six = decide.WEEKDAYS[:6]
    assert decide.add_days(FRIDAY, 1, "working", (), six) == date(2026, 11, 21)


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.integers(1, 40),
    st.sets(st.dates(date(2020, 1, 1), date(2036, 12, 31)), max_size=30),
)
def test_exactly_n_working_days_lie_after_the_start(start, n, holidays):
    end = decide.add_days(start, n, "working", holidays)
    passed = [start + timedelta(days=at) for at in range(1, (end - start).days + 1)]
    working = [day for day in passed if day.weekday() < 5 and day not in holidays]
    assert len(working) == n
    assert working[-1] == end


@pytest.mark.parametrize(("n", "workdays"), [(-1, ("senin",)), (1, ())])
def test_days_that_cannot_be_counted_are_a_slip_of_the_program(n, workdays):
    with pytest.raises(ValueError, match="counts forward"):
        decide.add_days(FRIDAY, n, "working", (), workdays)


def test_a_deadline_uses_the_holidays_of_the_kabupaten():
    timing = replace(RULES.timing, holidays=value((date(2026, 11, 23),)))
    local = replace(RULES, timing=timing)
    spp = RULES.payment.spp_deadline
    assert decide.due_date(RULES, spp, FRIDAY) == date(2026, 12, 1)
    assert decide.due_date(local, spp, FRIDAY) == date(2026, 12, 2)


def test_a_deadline_nobody_knows_has_no_date():
    unknown = Deadline(article="", mark="C", kind="working")
    assert decide.due_date(RULES, unknown, FRIDAY) is None


# --- Money and letters ----------------------------------------------------------------------------


def test_cash_is_refused_only_above_a_limit_that_somebody_gave():
    assert decide.cash_refusal(RULES, 10**9) is None
    payment = replace(RULES.payment, cash_limit=value(500_000))
    limited = replace(RULES, payment=payment)
    assert decide.cash_refusal(limited, 500_000) is None
    assert decide.cash_refusal(limited, 500_001) == (
        "Bayar tunai paling banyak Rp500.000. Bayar lewat transfer bank."
    )


def test_receipts_above_the_limit_and_contracts_need_a_stamp():
    assert decide.stamp_duty_on_receipt(RULES, 5_000_000) == 0
    assert decide.stamp_duty_on_receipt(RULES, 5_000_001) == 10_000
    assert decide.stamp_duty_on_contract(RULES) == 10_000
    free = replace(RULES, stamp_duty=replace(RULES.stamp_duty, contracts=value(False)))
    assert decide.stamp_duty_on_contract(free) == 0


def test_letters_are_numbered_by_the_pattern_of_their_series():
    given_day = {"on": date(2026, 11, 24), "village_code": "2005"}
    assert decide.letter_number(RULES, "surat_pesanan", 7, **given_day) == "007/SP/2005/2026"
    assert decide.letter_number(RULES, "ba_rapat", 12, **given_day) == "012/BA-RAPAT/2005/2026"
    row = replace(
        RULES.numbering["default"],
        pattern="100.3.3/{no}/{bulan}/{kode_surat_desa}/{tahun}",
        digits=1,
    )
    other = replace(RULES, numbering={"default": row})
    named = decide.letter_number(other, "spp", 7, **given_day, village_letter_code="PGS")
    assert named == "100.3.3/7/XI/PGS/2026"
    assert decide.letter_number(other, "spp", 7, **given_day) == "100.3.3/7/XI/2005/2026"


def test_a_letterhead_names_the_village_in_capitals_and_takes_braces_as_they_are():
    place = {"kabupaten": "Kendal", "kecamatan": "Patean", "desa": "Pager{desa}sari"}
    lines, address = decide.letterhead(RULES, "desa", **place, address="Jl. Raya 1", postcode="")
    assert lines == (
        "PEMERINTAH KABUPATEN KENDAL",
        "KECAMATAN PATEAN",
        "DESA PAGER{DESA}SARI",
    )
    assert address == "Jl. Raya 1"
    assert decide.letterhead(RULES, "tpk", **place)[0][0] == "TIM PELAKSANA KEGIATAN"


def test_an_office_is_called_by_its_local_title():
    titles = dict(RULES.titles) | {"pka": Title(article="", mark="B", name="Kuasa", short="KPA")}
    local = replace(RULES, titles=titles)
    assert decide.office_title(local, "pka", short=True) == "KPA"
    assert decide.office_title(local, "pka") == "Kuasa"
    assert decide.office_title(local, "admin_kabupaten") == "Admin kabupaten"


# --- Instruments in time --------------------------------------------------------------------------


def instrument(key, start, kabupaten="99.01", replaces="", until=None):
    one = Instrument(
        title="Perbup",
        cite_as="Perbup",
        number=1,
        year=start.year,
        kabupaten=kabupaten,
        in_force_from=value(start),
        in_force_until=value(until) if until else None,
        replaces=replaces,
    )
    return replace(RULES, key=key, instrument=one)


def test_an_instrument_ends_where_another_replaces_it_or_by_its_own_date():
    old, new = instrument("a", date(2020, 1, 1)), instrument("b", date(2023, 5, 1), replaces="a")
    assert decide.in_force(old, [old, new]) == (date(2020, 1, 1), date(2023, 5, 1))
    assert decide.in_force(new, [old, new]) == (date(2023, 5, 1), None)
    ended = instrument("a", date(2020, 1, 1), until=date(2022, 12, 31))
    assert decide.in_force(ended, [ended, new])[1] == date(2023, 1, 1)


def test_instruments_overlap_only_within_a_kabupaten_and_in_time():
    old = instrument("a", date(2020, 1, 1))
    assert decide.overlaps([old, instrument("b", date(2023, 5, 1), kabupaten="99.02")]) == []
    assert decide.overlaps([old, instrument("b", date(2023, 5, 1), replaces="a")]) == []
    assert len(decide.overlaps([old, instrument("b", date(2023, 5, 1))])) == 1
    ended = instrument("a", date(2020, 1, 1), until=date(2023, 4, 30))
    assert decide.overlaps([instrument("b", date(2023, 5, 1)), ended]) == []
    ended = instrument("a", date(2020, 1, 1), until=date(2023, 5, 1))
    assert len(decide.overlaps([instrument("b", date(2023, 5, 1)), ended])) == 1


def test_a_conclusion_is_as_weak_as_its_weakest_ground():
    marks = [Range(article="", mark=mark, lower=0, lower_inclusive=True) for mark in "ACB"]
    assert weakest(marks) == "C"
    assert weakest(marks[:1]) == "A"
