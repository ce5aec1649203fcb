"""A whole regulation comes in as a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.sources import DATA
from tests.rule_pages.hands import BEGIN, START, hidden, now, send, text_of
from tests.world import PIN

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


FILE = """
[instrument]
title = "Peraturan Bupati Kendal"
cite_as = "Perbup Kendal 9/2026"
number = 9
year = 2026
kabupaten = "33.24"
inherits = "nasional/lkpp_12_2019"
in_force_from = { value = 2026-12-01, article = "Pasal 60", mark = "A" }

[payment]
cash_limit = { value = 750_000, article = "Pasal 40", mark = "A" }
"""


def sent_file(admin: Client, text: str | bytes, **fields: object) -> object:
    content = text if isinstance(text, bytes) else text.encode()
    berkas = SimpleUploadedFile("aturan.toml", content)
    return send(admin, reverse("rules-upload"), **{**BEGIN, "berkas": berkas, **fields})


def test_a_whole_regulation_comes_in_as_a_file_after_the_same_look(admin: Client) -> None:
    looked = sent_file(admin, FILE)
    said = text_of(looked)
    assert "Peraturan Bupati Kendal Nomor 9 Tahun 2026" in said
    assert "Sekarang: belum diisi Menjadi: Rp750.000 Perbup Kendal 9/2026 Pasal 40" in said
    fields = {**hidden(looked), "pakai": "1", "pin": PIN}
    adopted = send(admin, reverse("rules-upload"), **fields)
    assert adopted.status_code == 302  # type: ignore[attr-defined]
    new = in_force("33.24", START)
    assert new.slug == "33.24_kendal/perbup_9_2026"
    assert rules_of(new).titles["pka"].short == "PKA"
    assert "Peraturan Bupati Kendal Nomor 2" in now().title


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Pilih berkas aturan"),
        (b"\xff\xfe", "bukan teks UTF-8"),
        ("=", "bukan TOML yang benar"),
        ("a = 1", "Tulis tabel [instrument]"),
        (FILE.replace("33.24", "33.25"), "tidak cocok dengan map 33.24"),
        (FILE + "[paymen]", "paymen tidak dikenal"),
        (FILE.replace("nasional/lkpp", "nasional/lain"), "yang tidak ada"),
        ("#" * 200_001, "terlalu besar"),
        ((DATA / "33.24_kendal/perbup_2_2023.toml").read_text("utf-8"), "Tidak ada yang berubah"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(admin: Client, text: str | bytes, sentence: str) -> None:
    answer = sent_file(admin, text)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert sentence in text_of(answer)
