"""Each form is acted on once: a repeat gets the first answer, whatever the network did."""

import uuid

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel import once
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.once import FormKey, act_once, fingerprint, new_key, read_key
from pbjdesa.planning.models import PriceReference
from pbjdesa.planning.prices import note_price
from tests.hands import at_once
from tests.world import Village, territory, village

HOME = 1


class Work:
    """Counts how often it is done."""

    def __init__(self, answer: str = "/belanja/1/", refusal: Refused | None = None) -> None:
        self.answer, self.refusal, self.times = answer, refusal, 0

    def __call__(self) -> str:
        self.times += 1
        if self.refusal is not None:
            raise self.refusal
        return self.answer


def key() -> uuid.UUID:
    return read_key(new_key())


@pytest.mark.django_db
def test_a_repeat_gets_the_first_answer_and_does_nothing() -> None:
    sent, first, second = key(), Work(), Work("/lain/")
    assert act_once(HOME, sent, "a" * 64, first) == "/belanja/1/"
    assert act_once(HOME, sent, "a" * 64, second) == "/belanja/1/"
    assert (first.times, second.times) == (1, 0)


@pytest.mark.django_db
def test_other_content_under_a_used_key_is_refused() -> None:
    sent, first, other = key(), Work(), Work()
    act_once(HOME, sent, "a" * 64, first)
    with pytest.raises(Conflict, match="isi lain"):
        act_once(HOME, sent, "b" * 64, other)
    assert other.times == 0


@pytest.mark.django_db
def test_refused_work_leaves_the_key_free() -> None:
    sent, stopped, mended = key(), Work(refusal=Refused("Isi harganya.")), Work()
    with pytest.raises(Refused):
        act_once(HOME, sent, "a" * 64, stopped)
    assert not FormKey.objects.filter(kab_id=HOME).exists()
    assert act_once(HOME, sent, "b" * 64, mended) == "/belanja/1/"


@pytest.mark.django_db
def test_a_key_belongs_to_its_kabupaten() -> None:
    sent = key()
    act_once(1, sent, "a" * 64, Work("/satu/"))
    assert act_once(2, sent, "b" * 64, Work("/dua/")) == "/dua/"


@pytest.mark.django_db
def test_a_fault_of_the_work_is_not_taken_for_a_repeat() -> None:
    def broken() -> str:
        raise IntegrityError("one of our own rules")

    with pytest.raises(IntegrityError, match="our own"):
        act_once(HOME, key(), "a" * 64, broken)


@pytest.mark.parametrize("text", ["", "1", "x" * 36, "'; DROP TABLE", "０" * 36])
def test_a_missing_or_broken_key_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused, match="Buka lagi"):
        read_key(text)


fields = st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=6)


@given(fields, fields)
def test_the_same_content_is_the_same_and_other_content_is_not(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    def counted(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return sorted(pair for pair in pairs if pair[0] not in once.NEVER_HASHED)

    same = fingerprint("/a/", 1, one) == fingerprint("/a/", 1, other)
    assert same == (counted(one) == counted(other))
    assert fingerprint("/a/", 1, one) == fingerprint("/a/", 1, list(reversed(one)))


def test_place_and_person_are_part_of_the_content() -> None:
    marks = {
        fingerprint(place, person, [("a", "b")]) for place in ("/a/", "/b/") for person in (1, 2)
    }
    assert len(marks) == 4


@pytest.mark.parametrize("name", ["pin", "kunci", "csrfmiddlewaretoken"])
def test_a_pin_leaves_no_mark_in_the_database(name: str) -> None:
    """It has a million values: whoever steals the table could try them all against its hash."""
    typed = [("note", "x"), (name, "271828")]
    assert fingerprint("/a/", 1, typed) == fingerprint("/a/", 1, [("note", "x")])


def price(place: Village) -> str:
    row = note_price(
        by=place.by("kaur"),
        desa=place.desa,
        item="Pasir",
        unit="m3",
        price=250_000,
        source="Toko Maju",
        seen_on="2026-05-03",
    )
    return f"/harga/{row.pk}/"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_thirty_sends_at_once_make_one_record() -> None:
    place = village(territory())
    sent, before = key(), PriceReference.objects.of(place.desa).count()
    answers = at_once(
        30, lambda _: act_once(place.desa.kab_id, sent, "a" * 64, lambda: price(place))
    )
    assert len(set(map(str, answers))) == 1
    assert str(answers[0]).startswith("/harga/")
    assert PriceReference.objects.of(place.desa).count() == before + 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_thirty_different_sends_under_one_key_one_wins_and_the_rest_are_told() -> None:
    place = village(territory())
    sent, before = key(), PriceReference.objects.of(place.desa).count()
    answers = at_once(
        30,
        lambda n: act_once(place.desa.kab_id, sent, f"{n:064}", lambda: price(place)),
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 29
    assert sum(str(answer).startswith("/harga/") for answer in answers) == 1
    assert PriceReference.objects.of(place.desa).count() == before + 1
