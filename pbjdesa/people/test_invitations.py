"""Invitation letters: one code, one office, one log-in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.actors import actor_for
from pbjdesa.people.invitations import LENGTH, LIFE, Letter, invite, redeem, shown, typed
from pbjdesa.people.models import Account, Appointment, Invitation, Person
from pbjdesa.people.operations import appoint, end_appointment, open_account, register_person
from pbjdesa.people.pins import check_pin
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan
from pbjdesa.territories.operations import load_kabupaten

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 2, 2, 2, tzinfo=UTC)


@pytest.fixture
def kab() -> Kabupaten:
    return load_kabupaten(by=None, code="33.24")


def letter(kab: Kabupaten, office: str = "kepala_desa", name: str = "Pagersari") -> Letter:
    desa = Desa.objects.select_related("kab", "kecamatan").get(
        kab=kab, name=name, code__startswith="33.24.04"
    )
    return invite(by=None, office=office, kab=kab, desa=desa)


def test_a_code_gives_its_office_and_a_pin_that_works(kab: Kabupaten) -> None:
    welcome = redeem(by=None, code=shown(letter(kab).code).lower(), name="Suparjo")
    assert welcome.account.username == "kades-pagersari"
    check_pin(welcome.account, welcome.pin)
    actor = actor_for(kab, welcome.appointment.person)
    assert actor.offices == {"kepala_desa"}
    assert actor.desa is not None
    assert actor.desa.name == "Pagersari"


def test_a_kecamatan_is_invited_too(kab: Kabupaten) -> None:
    kecamatan = Kecamatan.objects.get(kab=kab, name="Patean")
    made = invite(by=None, office="pendamping", kab=kab, kecamatan=kecamatan)
    welcome = redeem(by=None, code=made.code, name="Wulan")
    assert actor_for(kab, welcome.appointment.person).scope.kecamatan_id == kecamatan.pk


def test_the_code_itself_is_kept_nowhere(kab: Kabupaten) -> None:
    made = letter(kab)
    row = Invitation.objects.filter(pk=made.invitation.pk).values().get()
    assert len(made.code) == LENGTH
    assert made.code not in repr(row)


@pytest.mark.parametrize("code", ["", "ABCD-EFGH-JKLM", "'; --", "0" * 40])
def test_an_unknown_code_gives_nothing(kab: Kabupaten, code: str) -> None:
    letter(kab)
    with pytest.raises(Refused, match="tidak dikenal"):
        redeem(by=None, code=code, name="Suparjo")
    assert not Person.objects.of(kab).exists()


def test_a_code_runs_out(kab: Kabupaten) -> None:
    with clock.frozen(MORNING):
        made = letter(kab)
    with (
        clock.frozen(MORNING + LIFE),
        pytest.raises(Refused, match="tidak berlaku"),
    ):
        redeem(by=None, code=made.code, name="Suparjo")


def test_a_new_letter_voids_the_earlier_one_for_the_same_office_only(kab: Kabupaten) -> None:
    first, other = letter(kab), letter(kab, "sekdes")
    second = letter(kab)
    with pytest.raises(Refused, match="tidak berlaku"):
        redeem(by=None, code=first.code, name="Suparjo")
    redeem(by=None, code=second.code, name="Suparjo")
    redeem(by=None, code=other.code, name="Endah")


def test_a_code_is_used_once(kab: Kabupaten) -> None:
    made = letter(kab)
    redeem(by=None, code=made.code, name="Suparjo")
    with pytest.raises(Refused, match="sudah dipakai"):
        redeem(by=None, code=made.code, name="Orang Lain")
    assert Person.objects.of(kab).count() == 1


def test_sent_again_at_once_by_the_same_person_it_gives_a_fresh_pin(kab: Kabupaten) -> None:
    made = letter(kab)
    with clock.frozen(MORNING):
        first = redeem(by=None, code=made.code, name="Suparjo")
    with clock.frozen(MORNING + timedelta(minutes=5)):
        again = redeem(by=None, code=made.code, name="suparjo")
    assert again.account.pk == first.account.pk
    check_pin(Account.objects.get(pk=first.account.pk), again.pin)
    assert Appointment.objects.of(kab).count() == 1
    with (
        clock.frozen(MORNING + timedelta(minutes=20)),
        pytest.raises(Refused, match="sudah dipakai"),
    ):
        redeem(by=None, code=made.code, name="Suparjo")


def test_two_villages_of_one_name_get_two_log_in_names(kab: Kabupaten) -> None:
    first = redeem(by=None, code=letter(kab).code, name="Suparjo")
    second = redeem(by=None, code=letter(kab).code, name="Karjono")
    assert (first.account.username, second.account.username) == (
        "kades-pagersari",
        "kades-pagersari-2",
    )


@pytest.mark.parametrize(
    ("office", "said"), [("kepala_desa", "Pilih desa"), ("camat", "Pilih kecamatan")]
)
def test_a_letter_names_a_place(kab: Kabupaten, office: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        invite(by=None, office=office, kab=kab)


def test_codes_are_read_as_people_type_them() -> None:
    assert typed(" abcd-efgh jklm ") == "ABCDEFGHJKLM"
    assert shown("ABCDEFGHJKLM") == "ABCD-EFGH-JKLM"


def test_the_page_shows_the_pin_once_and_keeps_what_was_typed(kab: Kabupaten) -> None:
    made = letter(kab)
    browser = Client()
    wrong = browser.post("/undangan/", {"code": "ABCD", "name": "Suparjo"})
    assert wrong.status_code == 422
    assert 'value="Suparjo"' in wrong.content.decode()
    done = browser.post("/undangan/", {"code": made.code, "name": "Suparjo"})
    assert done.status_code == 200
    assert "no-store" in done["Cache-Control"]
    account = Account.objects.get(username="kades-pagersari")
    pin = next(row["value"] for row in done.context["rows"] if row["label"] == "PIN")
    check_pin(account, pin)


@pytest.mark.parametrize("typed_in", [{}, {"code": "x" * 5000, "name": "\x00"}, {"name": "A"}])
def test_bad_input_is_answered_with_what_to_do(kab: Kabupaten, typed_in: dict[str, str]) -> None:
    answer = Client().post("/undangan/", typed_in)
    assert answer.status_code == 422
    assert "Isi" in answer.content.decode() or "huruf" in answer.content.decode()


def member(kab: Kabupaten, name: str = "Suparti") -> Appointment:
    desa = Desa.objects.select_related("kab", "kecamatan").get(
        kab=kab, name="Pagersari", code__startswith="33.24.04"
    )
    person = register_person(by=None, kab=kab, name=name, desa=desa)
    with clock.frozen(MORNING):
        today = clock.today(kab.zone)
    return appoint(by=None, person=person, office="tpk_anggota", from_date=today, desa=desa)


def letter_to(seat: Appointment) -> Letter:
    return invite(by=None, office=seat.office, kab=seat.kab, desa=seat.desa, person=seat.person)


def test_a_letter_to_somebody_in_office_gives_the_log_in_alone(kab: Kabupaten) -> None:
    with clock.frozen(MORNING):
        seat = member(kab)
        welcome = redeem(by=None, code=letter_to(seat).code, name="suparti")
    assert welcome.appointment == seat
    assert Person.objects.of(kab).filter(name__iexact="suparti").count() == 1
    check_pin(welcome.account, welcome.pin)


def test_each_member_has_a_letter_and_a_new_one_stops_only_that_persons_old_one(
    kab: Kabupaten,
) -> None:
    with clock.frozen(MORNING):
        one, other = member(kab), member(kab, "Paidi")
        old, kept = letter_to(one).code, letter_to(other).code
        letter_to(one)
        with pytest.raises(Refused, match="tidak berlaku"):
            redeem(by=None, code=old, name="Suparti")
        assert redeem(by=None, code=kept, name="Paidi").appointment == other


def test_a_named_letter_is_for_nobody_else(kab: Kabupaten) -> None:
    with clock.frozen(MORNING):
        code = letter_to(member(kab)).code
        with pytest.raises(Refused, match="untuk orang lain"):
            redeem(by=None, code=code, name="Paidi")
        assert redeem(by=None, code=code, name="Suparti").pin


def test_a_seat_that_ended_and_a_person_with_a_log_in_need_no_letter(kab: Kabupaten) -> None:
    with clock.frozen(MORNING):
        seat = member(kab)
        made = letter_to(seat)
        end_appointment(by=None, appointment=seat, until_date=seat.from_date)
    with clock.frozen(MORNING + timedelta(days=2)):
        with pytest.raises(Refused, match="sudah berakhir"):
            redeem(by=None, code=made.code, name="Suparti")
        open_account(by=None, person=seat.person, username="suparti")
        with pytest.raises(Refused, match="sudah punya akun"):
            letter_to(seat)
