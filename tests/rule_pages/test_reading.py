"""The regulation as everybody reads it: values, what is empty, what is to be signed."""

import pytest
from django.test import Client
from django.urls import reverse

from pbjdesa.regulations.describe import sections_of
from pbjdesa.regulations.queries import rules_of
from pbjdesa.territories.models import Kabupaten
from tests.clients import client_for
from tests.rule_pages.hands import now, text_of
from tests.world import hire

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_page_counts_what_is_confirmed_and_what_is_empty(admin: Client) -> None:
    said = text_of(admin.get(reverse("rules")))
    assert "0 dari" in said
    assert "nilai belum diisi." in said
    assert "Unggah aturan baru" in said


def test_an_empty_value_is_asked_for_and_says_what_holds_meanwhile(admin: Client) -> None:
    sections = sections_of(rules_of(now()))
    number = next(at for at, part in enumerate(sections, 1) if part.title == "Pembayaran")
    said = text_of(admin.get(reverse("rules-section", args=[number])))
    assert "Bayar tunai paling banyak belum diisi Sementara ini: Bayar tunai tidak" in said


def test_the_paper_to_sign_holds_every_value_and_room_for_names(admin: Client) -> None:
    said = text_of(admin.get(reverse("rules-print")))
    for section in sections_of(rules_of(now())):
        for line in section.lines:
            assert " ".join(f"{line.label}: {line.text}".split()) in said
    assert said.count("☐ cocok dengan naskah") > 100
    assert "Tanda tangan ____" in said


@pytest.mark.parametrize("office", ["inspektorat", "operator"])
def test_who_does_not_keep_the_rules_sees_no_button(kab: Kabupaten, office: str) -> None:
    hire(kab, office, "Orang Lain", username="lain")
    client = client_for("lain")
    for route, args in (
        ("rules-confirm", [2]),
        ("rules-change", ["tpk.odd"]),
        ("rules-upload", []),
        ("rules-withdraw", [1]),
    ):
        assert client.get(reverse(route, args=args)).status_code in (403, 404)
    if office == "inspektorat":
        said = text_of(client.get(reverse("rules-section", args=[2])))
        assert "Ubah" not in said
        assert "Konfirmasi" not in said


def test_the_pages_ask_a_fixed_number_of_questions(
    admin: Client, django_assert_max_num_queries: object
) -> None:
    for route, args in (("rules", []), ("rules-section", [2]), ("rules-print", [])):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert admin.get(reverse(route, args=args)).status_code == 200
