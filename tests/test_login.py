"""Log-in resists guessing, sessions end when they should, and a PIN is asked for again."""

import os
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pbjdesa.kernel import clock, guard
from pbjdesa.kernel.audit import AuditEvent, canonical
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.once import FormKey, new_key
from pbjdesa.people import pins
from pbjdesa.people.models import Account, Appointment
from pbjdesa.people.operations import close_account, end_appointment
from pbjdesa.people.pins import TRIES_A_DAY, TRIES_BEFORE_WAIT, check_pin, hash_pin
from tests import scene
from tests.clients import client_for
from tests.world import PIN, Village, announced, territory, village

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
NAME = "pagersari-kasi"
LONG = os.environ.get("PBJDESA_LONG") == "1"


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker):
    with django_db_blocker.unblock(), clock.frozen(NOON), scene.kept_for_one_file():
        yield announced(village(territory(), logins=True))


@pytest.fixture
def account(place: Village) -> Account:
    return Account.objects.get(username=NAME)


def log_in(client: Client, name: str = NAME, pin: str = PIN, **more: str) -> HttpResponse:
    return client.post(reverse("login"), {"nama": name, "pin": pin, "kunci": new_key(), **more})


def is_in(client: Client) -> bool:
    return client.get(reverse("purchase-list")).status_code == 200


def after(**wait: float):
    return clock.frozen(NOON + timedelta(**wait))


def test_name_and_pin_let_a_person_in(place: Village) -> None:
    client = Client()
    response = log_in(client, name=f" {NAME.upper()} ", pin=f" {PIN[:3]} {PIN[3:]} ")
    assert response.status_code == 302
    assert response["Location"] == reverse("home")
    assert is_in(client)


def test_a_log_in_gives_the_session_a_new_key(place: Village) -> None:
    """Somebody who planted a key in this browser before does not share the session now."""
    client = Client()
    cookie = django_settings.SESSION_COOKIE_NAME
    client.cookies[cookie] = "abcdefghijklmnopqrstuvwxyz012345"
    log_in(client)
    first = client.cookies[cookie].value
    assert first != "abcdefghijklmnopqrstuvwxyz012345"
    log_in(client)
    second = client.cookies[cookie].value
    assert second != first
    assert not Session.objects.filter(session_key=first).exists()


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(place: Village) -> None:
    client = Client()
    log_in(client)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "address",
    [
        "https://jahat.example/",
        "//jahat.example/",
        "/\\jahat.example/",
        "/\t/jahat.example/",
        "\\\\jahat.example",
        "javascript:alert(1)",
        "http:jahat.example",
        "///jahat.example",
    ],
)
def test_nobody_is_led_to_another_site_after_logging_in(place: Village, address: str) -> None:
    assert log_in(Client(), lanjut=address)["Location"] == reverse("home")


def test_a_person_comes_back_to_the_page_they_wanted(place: Village) -> None:
    client = Client()
    asked = client.get(reverse("file-list"))
    assert asked["Location"].startswith(reverse("login"))
    assert log_in(client, lanjut=reverse("file-list"))["Location"] == reverse("file-list")


# --- Guessing ---


def refusal(account: Account, pin: str) -> str:
    try:
        check_pin(account, pin)
    except Refused as refused:
        return str(refused)
    return ""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slow hash replaced by a comparison; answers the PINs that were really compared."""
    tried: list[str] = []

    def matches(hashed: str, pin: str) -> bool:
        tried.append(pin)
        return pin == PIN

    monkeypatch.setattr(pins, "_matches", matches)
    return tried


def test_five_wrong_pins_wait_and_the_right_one_waits_with_them(
    account: Account, quick: list[str]
) -> None:
    said = [refusal(account, "000000") for _ in range(TRIES_BEFORE_WAIT)]
    assert all(f"tinggal {left} kali" in said[4 - left] for left in (4, 3, 2, 1))
    assert "Tunggu 5 menit" in said[-1]
    assert "Tunggu 5 menit" in refusal(account, PIN)
    assert len(quick) == TRIES_BEFORE_WAIT
    with after(minutes=4, seconds=59):
        assert "Tunggu 1 menit" in refusal(account, PIN)
    with after(minutes=5):
        assert refusal(account, PIN) == ""


def test_the_wait_doubles_each_time(account: Account, quick: list[str]) -> None:
    at = timedelta()
    for minutes in (5, 10, 20):
        with clock.frozen(NOON + at):
            said = [refusal(account, "000000") for _ in range(TRIES_BEFORE_WAIT)]
        assert f"Tunggu {minutes} menit" in said[-1]
        with clock.frozen(NOON + at + timedelta(minutes=minutes, seconds=-1)):
            assert "Tunggu 1 menit" in refusal(account, PIN)
        at += timedelta(minutes=minutes)


def test_a_right_pin_forgets_the_wrong_ones_of_before(account: Account, quick: list[str]) -> None:
    for _ in range(3):
        for _ in range(TRIES_BEFORE_WAIT - 1):
            refusal(account, "000000")
        assert refusal(account, PIN) == ""
    account.refresh_from_db()
    assert (account.failures, account.failures_today) == (0, 3 * (TRIES_BEFORE_WAIT - 1))


def test_twenty_wrong_ones_in_a_day_lock_the_account_for_a_day(
    account: Account, quick: list[str]
) -> None:
    hour = 0
    while len(quick) < TRIES_A_DAY:
        with after(hours=hour):
            refusal(account, "000000")
        hour += 0 if len(quick) % TRIES_BEFORE_WAIT else 1
    with after(hours=hour):
        assert "dikunci" in refusal(account, PIN)
    with after(hours=hour + 20):
        assert "dikunci" in refusal(account, PIN)
    with after(hours=hour + 25):
        assert refusal(account, PIN) == ""


def test_months_of_guessing_never_break_the_log_in(account: Account, quick: list[str]) -> None:
    """The doubled wait must stay a date, and the person must get in again within a day."""
    for day in range(120):
        with after(days=day * 2):
            for _ in range(3):
                refusal(account, "000000")
    with after(days=365):
        assert refusal(account, PIN) == ""


def test_somebody_who_guesses_all_day_gets_twenty_guesses(
    account: Account, quick: list[str]
) -> None:
    """Six digits have a million values: twenty a day find one in more than a hundred years."""
    chance, days = Random(1), 20 if LONG else 3
    every = timedelta(minutes=3)
    for step in range(int(timedelta(days=days) / every)):
        with clock.frozen(NOON + step * every):
            guess = f"{chance.randrange(10**6):06d}"
            if guess != PIN:
                assert refusal(account, guess)
    assert TRIES_A_DAY <= len(quick) <= TRIES_A_DAY * days


def test_an_unknown_name_takes_as_long_as_a_wrong_pin(place: Village, quick: list[str]) -> None:
    """The same slow comparison is made, so that the clock tells nobody which names exist."""
    for name in ("pagersari-sekdes", "tidak-ada"):
        quick.clear()
        response = log_in(Client(), name=name, pin="000000")
        assert response.status_code == 422
        assert len(quick) == 1, name


def test_a_wrong_pin_lets_nobody_in_and_keeps_the_name(place: Village) -> None:
    client = Client()
    response = log_in(client, pin="000000")
    assert response.status_code == 422
    assert NAME in response.content.decode()
    assert "000000" not in response.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("pin", ["", "abcdef", "２７１８２８", "2718", "1" * 5_000, "\x00"])
def test_what_is_no_pin_is_refused_in_words(place: Village, pin: str) -> None:
    response = log_in(Client(), pin=pin)
    assert response.status_code == 422
    assert "PIN" in response.content.decode()


def test_a_pin_is_nowhere_in_the_database(place: Village, account: Account) -> None:
    log_in(Client())
    with guard.whole_database():
        rows = [*FormKey.objects.values(), *Account.objects.values(), *Session.objects.values()]
        trail = canonical([event.content() for event in AuditEvent.objects.all()]).decode()
    assert PIN not in trail
    assert not any(PIN in str(value) for row in rows for value in row.values())
    assert account.pin.startswith("$argon2id$")
    assert hash_pin(PIN) != hash_pin(PIN)


# --- Sessions ---


def test_a_phone_that_lies_about_locks_itself(place: Village) -> None:
    client = client_for(NAME)
    with after(minutes=14):
        assert is_in(client)
    with after(minutes=28):
        assert is_in(client)
    with after(minutes=44):
        assert not is_in(client)


def test_a_day_of_work_ends_after_eight_hours(place: Village) -> None:
    client = client_for(NAME)
    for minutes in range(0, 8 * 60, 10):
        with after(minutes=minutes):
            assert is_in(client)
    with after(hours=8, minutes=1):
        assert not is_in(client)


def test_a_closed_account_is_out_with_the_next_page(place: Village, account: Account) -> None:
    clients = [client_for(NAME), client_for(NAME)]
    assert all(is_in(client) for client in clients)
    close_account(by=None, person=place.by("kasi").person)
    assert not any(is_in(client) for client in clients)
    response = log_in(Client())
    assert response.status_code == 422
    assert "sudah ditutup" in response.content.decode()


def test_raising_the_epoch_ends_every_session(place: Village, account: Account) -> None:
    client = client_for(NAME)
    assert is_in(client)
    Account.objects.filter(pk=account.pk).update(session_epoch=account.session_epoch + 1)
    assert not is_in(client)


def test_who_leaves_office_is_out_with_the_next_page(place: Village) -> None:
    client = client_for(NAME)
    assert is_in(client)
    held = Appointment.objects.of(place.desa).get(pk=place.by("kasi").pk)
    end_appointment(by=None, appointment=held, until_date=clock.today() - timedelta(days=1))
    assert not is_in(client)


def test_logging_out_leaves_nothing(place: Village) -> None:
    client = Client()
    log_in(client)
    key = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    response = client.post(reverse("logout"))
    assert "cookies" in response["Clear-Site-Data"]
    assert not Session.objects.filter(session_key=key).exists()
    stolen = Client()
    stolen.cookies[django_settings.SESSION_COOKIE_NAME] = key
    assert not is_in(stolen)
    assert client.get(reverse("logout")).status_code == 405


def test_a_made_up_session_is_nobodys(place: Village) -> None:
    client = Client()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = "'; DROP TABLE django_session; --"
    assert not is_in(client)


def test_pages_of_a_person_are_kept_by_no_cache(place: Village) -> None:
    assert client_for(NAME).get(reverse("purchase-list"))["Cache-Control"] == "no-store"


# --- The PIN again ---


@pytest.mark.parametrize(
    ("state", "slug", "office"),
    [
        ("received", "serah-terima", "kepala_desa"),
        ("verified", "setujui", "kepala_desa"),
        ("approved", "bayar", "kaur_keuangan"),
    ],
)
def test_money_and_goods_move_only_with_the_pin(
    place: Village, state: str, slug: str, office: str
) -> None:
    purchase = scene.purchase_in(place, state)
    client = client_for(f"pagersari-{office}")
    url = reverse("purchase-step", args=[purchase.pk, slug])
    for pin, status in (("", 422), ("000000", 422), (PIN, 302)):
        form = {"kunci": new_key(), "pin": pin, "way": "transfer"}
        response = client.post(url, form)
        assert response.status_code == status, pin
        purchase.refresh_from_db()
        assert (purchase.state == state) == (status == 422)


def test_a_locked_account_moves_no_money_in_an_open_session(place: Village) -> None:
    purchase = scene.purchase_in(place, "approved")
    client = client_for("pagersari-kaur_keuangan")
    url = reverse("purchase-step", args=[purchase.pk, "bayar"])
    for _ in range(TRIES_BEFORE_WAIT):
        client.post(url, {"kunci": new_key(), "pin": "000000", "way": "cash"})
    response = client.post(url, {"kunci": new_key(), "pin": PIN, "way": "cash"})
    assert response.status_code == 422
    assert "Tunggu" in response.content.decode()
    purchase.refresh_from_db()
    assert purchase.state == "approved"
