"""Officials who change midway: by decree, for good or as Plt and Plh, and with all they did."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.once import new_key
from pbjdesa.people.models import Account, Appointment, Person
from pbjdesa.people.operations import register_person
from pbjdesa.people.queries import holders
from pbjdesa.people.succession import Successor, succeed
from tests.budget_files import text_of
from tests.clients import client_for
from tests.world import PIN, Village, territory, village, watcher

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def place() -> Village:
    return village(territory(), logins=True)


def today(place: Village) -> date:
    return clock.today(place.desa.zone)


def someone(place: Village) -> Person:
    return register_person(by=None, kab=place.desa.kab, desa=place.desa, name="Darmini")


def successor(place: Village, **other: object) -> Successor:
    known = {"decree": "141/07/2026", "from_date": today(place), "name": "Suparjo"}
    return Successor(**{**known, **other})  # type: ignore[arg-type]


def test_the_new_holder_takes_over_title_and_field_and_the_old_one_ends(place: Village) -> None:
    old = place.by("kasi")
    made = succeed(
        by=place.by("kepala_desa"), old=old, new=successor(place, acting="Plt", until_date=None)
    )
    assert made.full_title == f"Plt. {old.title}"
    assert made.activity_prefixes == old.activity_prefixes
    assert [row.person.name for row in holders(place.desa, "kasi", today(place))] == ["Suparjo"]
    yesterday = today(place) - timedelta(days=1)
    assert [row.pk for row in holders(place.desa, "kasi", yesterday)] == [old.pk]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"decree": " "}, "nomor SK"),
        ({"name": ""}, "nama lengkapnya"),
        ({"name": "Endah Lestari"}, "sudah terdaftar"),
        ({"from_date": date(2020, 1, 1)}, "hari ini atau sesudahnya"),
        ({"acting": "Plh"}, "sampai kapan"),
        ({"until_date": date(2020, 1, 1)}, "sesudah tanggal mulai"),
    ],
)
def test_a_decree_that_cannot_be_says_what_to_do_and_changes_nothing(
    place: Village, other: dict[str, object], sentence: str
) -> None:
    old = place.by("sekdes")
    before = Appointment.objects.of(place.desa).count()
    with pytest.raises(Refused, match=sentence):
        succeed(by=place.by("kepala_desa"), old=old, new=successor(place, **other))
    old.refresh_from_db()
    assert old.until_date is None
    assert Appointment.objects.of(place.desa).count() == before


def test_nobody_replaces_somebody_with_himself(place: Village) -> None:
    old = place.by("kaur")
    with pytest.raises(Refused, match="orang lain"):
        succeed(
            by=place.by("kepala_desa"), old=old, new=successor(place, person=old.person, name="")
        )


@pytest.mark.parametrize("office", ["sekdes", "kasi", "bpd"])
def test_only_the_kades_fills_the_offices_of_the_village(place: Village, office: str) -> None:
    with pytest.raises(Refused, match="bukan tugas jabatan"):
        succeed(by=place.by(office), old=place.by("kaur"), new=successor(place))


def test_the_kades_is_replaced_by_the_camat_of_the_kecamatan_only(place: Village) -> None:
    old = place.by("kepala_desa")
    with pytest.raises(Refused):
        succeed(by=old, old=old, new=successor(place))
    camat = watcher(place.desa.kab, "camat", place.desa)
    made = succeed(by=camat, old=old, new=successor(place, acting="Plt"))
    assert made.full_title == "Plt. Kepala Desa"


def form(**typed: str) -> dict[str, str]:
    return {"kunci": new_key(), "from_date": clock.today("WIB").isoformat(), "pin": PIN, **typed}


def test_on_screen_a_new_person_gets_a_log_in_letter_that_works(place: Village) -> None:
    kades = client_for("pagersari-kepala_desa")
    address = reverse("official-replace", args=[place.by("sekdes").pk])
    typed = form(who="baru", name="Suparjo", nik="", way="Plt", decree="141/07/2026")
    answer = kades.post(address, typed, follow=True)
    letter = answer.redirect_chain[-1][0]
    made = holders(place.desa, "sekdes", today(place))[0]
    assert letter == reverse("official-letter", args=[made.pk])
    shown = kades.post(letter, {"kunci": new_key()}, follow=True)
    code = shown.context["code"]
    assert code
    assert code not in text_of(kades.get(letter))
    welcome = Client().post(reverse("invitation"), {"code": code, "name": "Suparjo"})
    assert welcome.status_code == 200
    assert Account.objects.filter(kab_id=place.desa.kab_id, person_id=made.person_id).exists()


def test_on_screen_slips_stay_beside_what_was_typed(place: Village) -> None:
    kades = client_for("pagersari-kepala_desa")
    address = reverse("official-replace", args=[place.by("sekdes").pk])
    answer = kades.post(address, form(who="baru", name="", way="Plh", decree="", pin="000000"))
    assert answer.status_code == 422
    shown = text_of(answer)
    for sentence in ("Isi nama lengkapnya", "Isi nomor SK", "Pilih tanggalnya", "PIN"):
        assert sentence in shown
    assert [row.pk for row in holders(place.desa, "sekdes", today(place))] == [
        place.by("sekdes").pk
    ]


def test_the_list_names_everybody_and_only_the_kades_may_replace(place: Village) -> None:
    for office, may in (("kepala_desa", True), ("sekdes", False), ("bpd", False)):
        shown = client_for(f"pagersari-{office}").get(reverse("official-list"))
        text = text_of(shown)
        for held in place.officials.values():
            assert held.person.name in text
        assert ("Ganti" in text) == may


def test_an_old_holder_cannot_act_from_the_next_request_on(place: Village) -> None:
    sekdes = client_for("pagersari-sekdes")
    assert sekdes.get(reverse("letterhead")).status_code == 200
    succeed(by=place.by("kepala_desa"), old=place.by("sekdes"), new=successor(place))
    assert sekdes.get(reverse("letterhead")).status_code in {302, 403}
