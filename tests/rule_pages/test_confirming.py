"""The admin says what was compared with the text; once, with the PIN."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pbjdesa.kernel import guard, once
from pbjdesa.kernel.audit import AuditEvent
from pbjdesa.regulations.describe import sections_of
from pbjdesa.regulations.models import ValueConfirmation
from pbjdesa.regulations.operations import confirm_value
from pbjdesa.regulations.queries import rules_of
from pbjdesa.territories.models import Kabupaten
from tests.clients import client_for
from tests.rule_pages.hands import now, send, text_of
from tests.world import PIN, announced, draft, hire, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_ticked_values_are_confirmed_with_name_and_day(admin: Client) -> None:
    answer = send(
        admin,
        reverse("rules-confirm", args=[2]),
        nilai=["bands[1]", "bands[2]"],
        pasal="Pasal 5",
        pin=PIN,
    )
    assert answer.status_code == 302  # type: ignore[attr-defined]
    said = text_of(admin.get(reverse("rules-section", args=[2])))
    who = "dikonfirmasi oleh Sari Utami, Admin Kabupaten pada 24 November 2026"
    assert said.count(who) == 2
    assert said.count("Perbup Kendal 2/2023 Pasal 5") == 2
    assert said.count("belum dikonfirmasi") == 1
    assert "bands[1]" not in admin.get(reverse("rules-confirm", args=[2])).content.decode()


def test_a_whole_part_is_confirmed_at_once_but_what_is_empty(admin: Client) -> None:
    sections = sections_of(rules_of(now()))
    number = next(at for at, part in enumerate(sections, 1) if part.title == "Pembayaran")
    answer = send(admin, reverse("rules-confirm", args=[number]), semua="1", pin=PIN)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    shown = sections[number - 1].lines
    assert {row.key for row in ValueConfirmation.objects.all()} == {
        line.ground for line in shown if not line.empty
    }
    said = text_of(admin.get(reverse("rules-confirm", args=[number])))
    assert "sudah dikonfirmasi atau belum diisi" in said


def test_a_table_of_duties_is_confirmed_as_one(admin: Client) -> None:
    sections = sections_of(rules_of(now()))
    number = next(at for at, part in enumerate(sections, 1) if part.title == "Pemisahan tugas")
    send(admin, reverse("rules-confirm", args=[number]), nilai=["duties.lelang"], pin=PIN)
    said = text_of(admin.get(reverse("rules-section", args=[number])))
    assert said.count("dikonfirmasi oleh Sari Utami") == 7


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"nilai": ["bands[1]"]}, "Isi PIN Anda"),
        ({"nilai": ["bands[1]"], "pin": "000000"}, "PIN"),
        ({"pin": PIN}, "Tandai paling sedikit satu nilai"),
        ({"pin": PIN, "nilai": ["tpk.dance", "payment.cash_limit"]}, "Tandai paling sedikit"),
        ({"pin": PIN, "nilai": ["bands[1]"], "pasal": "P" * 81}, "Paling banyak 80 huruf"),
    ],
)
def test_what_is_wrong_with_a_confirmation_is_said_and_the_ticks_stay(
    admin: Client, fields: dict[str, object], sentence: str
) -> None:
    answer = send(admin, reverse("rules-confirm", args=[2]), **fields)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert sentence in text_of(answer)
    ticks = re.findall(r'value="([^"]+)" checked', answer.content.decode())  # type: ignore[attr-defined]
    assert ticks == [key for key in fields.get("nilai", []) if key == "bands[1]"]  # type: ignore[attr-defined]
    assert ValueConfirmation.objects.count() == 0


def test_ticks_sent_twice_are_confirmed_once(admin: Client) -> None:
    fields = {"nilai": ["bands[1]"], "pin": PIN, "kunci": once.new_key()}
    url = reverse("rules-confirm", args=[2])
    assert [admin.post(url, fields).status_code for _ in range(2)] == [302, 302]
    assert ValueConfirmation.objects.count() == 1


def test_the_village_reads_who_confirmed_the_limit_it_buys_by(kab: Kabupaten) -> None:
    place = announced(village(kab, logins=True))
    purchase = draft(place)
    kasi = client_for("pagersari-kasi")
    page = reverse("purchase-detail", args=[purchase.pk])
    assert "belum dikonfirmasi" in text_of(kasi.get(page))
    keeper = hire(kab, "admin_kabupaten", "Sari Utami")
    confirm_value(by=keeper, version=now(), key="bands[1]", article="Pasal 5")
    said = text_of(kasi.get(page))
    assert "belum dikonfirmasi" not in said
    assert "Dasar: Perbup Kendal 2/2023 Pasal 5" in said
    assert "Dikonfirmasi oleh Sari Utami, Admin Kabupaten pada 24 November 2026" in said


def test_a_slip_is_taken_back_with_the_pin_and_the_record_keeps_both(admin: Client) -> None:
    url = reverse("rules-unconfirm", args=[2])
    assert "Belum ada yang dikonfirmasi" in text_of(admin.get(url))
    send(admin, reverse("rules-confirm", args=[2]), semua="1", pin=PIN)
    assert "Sari Utami" in text_of(admin.get(url))
    assert send(admin, url, nilai=["bands[1]"]).status_code == 422  # type: ignore[attr-defined]
    assert send(admin, url, pin=PIN).status_code == 422  # type: ignore[attr-defined]
    assert send(admin, url, nilai=["bands[1]"], pin=PIN).status_code == 302  # type: ignore[attr-defined]
    left = ValueConfirmation.objects.values_list("key", flat=True)
    assert sorted(left) == ["bands[2]", "bands[3]"]
    assert "1 konfirmasi dibatalkan." in text_of(admin.get(reverse("rules-section", args=[2])))
    verbs = ("regulations.confirm_values", "regulations.withdraw_confirmations")
    with guard.whole_database():
        told = list(AuditEvent.objects.filter(verb__in=verbs).values_list("verb", "data"))
    assert {verb: len(data["keys"]) for verb, data in told} == dict(zip(verbs, (3, 1), strict=True))
