import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.documents.paper.glyphs import PLACEHOLDER, SHOWABLE, breakable, showable


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Toko Émile “Jaya” – 2½ m³", "Toko Émile “Jaya” – 2½ m³"),
        ("Toko 東京", "Toko □□"),
        ("Semen 🚚 kirim", "Semen □ kirim"),
        ("keluarga \U0001f468\u200d\U0001f469", "keluarga □□"),
        ("hati ❤\ufe0f", "hati □"),
        ("مكتب", "□□□□"),
        ("Rp\u202e000.1", "Rp□000.1"),
        ("a\x00b\x1bc", "a□b□c"),
        ("kolom\tdua", "kolom dua"),
        ("lebar\u2003tetap", "lebar tetap"),
        ("baris\r\ndua\u2028tiga\x0bempat", "baris\ndua\ntiga\nempat"),
        ("ko\xadpi\u200b", "kopi"),
        ("e\u0301", "é"),
        ("\ud800", "□"),
    ],
)
def test_what_the_fonts_lack_is_shown_as_a_box(typed, printed):
    assert showable(typed) == printed


@given(st.text())
def test_only_showable_characters_and_newlines_remain(text):
    assert set(showable(text)) <= SHOWABLE | {"\n"}


@given(st.text())
def test_showing_twice_changes_nothing(text):
    assert showable(showable(text)) == showable(text)


def test_the_placeholder_is_showable_and_everything_is_composed():
    assert PLACEHOLDER in SHOWABLE
    assert all(unicodedata.normalize("NFC", character) == character for character in SHOWABLE)


def test_only_words_wider_than_the_room_may_break():
    text = "Pengadaan " + "W" * 40 + " selesai\nlagi"
    assert breakable(text, 10) == "Pengadaan " + "\u200b".join("W" * 40) + " selesai\nlagi"


def test_a_dash_before_a_letter_is_a_place_to_break_already():
    assert breakable("Januari–Desember", 5) == "Januari–Desember"


@given(st.text(), st.floats(0, 50))
def test_breaking_adds_nothing_that_is_seen(text, room):
    shown = showable(text)
    assert breakable(shown, room).replace("\u200b", "") == shown
