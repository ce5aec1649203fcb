"""The page components: amounts, dates and choices in words, weight, and nothing against the CSP."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.money import LARGEST, parse_rupiah
from pbjdesa.web.http import Problems
from pbjdesa.web.komponen import sample_context
from pbjdesa.web.templatetags import pbj

WEB = Path(__file__).parent
LATE = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)


def show(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def sheet() -> str:
    return render_to_string("web/komponen.html", sample_context(), RequestFactory().get("/"))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ 4937500|rupiah }}", "Rp4.937.500"),
        ("{{ nothing|rupiah }}", "–"),
        ("{{ 64750|angka }}", "64.750"),
        ('{{ "1,5 juta"|angka }}', "1,5 juta"),
        ("{{ nothing|angka }}", ""),
        ("{{ 1001000|terbilang }}", "satu juta seribu rupiah"),
        ('{{ "Rp64.750"|terbilang }}', "enam puluh empat ribu tujuh ratus lima puluh rupiah"),
        ('{{ "1,5 juta"|terbilang }}', ""),
        ("{{ nothing|terbilang }}", ""),
        ("{{ day|tgl }}", "Jumat, 27 November 2026"),
        ("{{ day|tgl_pendek }}", "27 Nov 2026"),
        ("{{ nothing|tgl }}", "–"),
        ("{{ late|jam }}", "00.30 WIB"),
        ('{{ late|jam:"WITA" }}', "01.30 WITA"),
        ("{{ day|jam }}", "–"),
    ],
)
def test_amounts_and_dates_read_as_villagers_say_them(source: str, shown: str) -> None:
    assert show(source, day=date(2026, 11, 27), late=LATE, nothing=None) == shown


def test_an_instant_shows_the_date_of_its_own_zone() -> None:
    assert show("{{ late|tgl_pendek }}", late=LATE) == "24 Nov 2026"
    assert show('{{ late|tgl:"WIT" }}', late=LATE) == "Selasa, 24 November 2026"


@given(st.integers(min_value=0, max_value=LARGEST - 1))
def test_a_shown_amount_can_be_typed_back(amount: int) -> None:
    assert parse_rupiah(pbj.rupiah(amount)) == amount == parse_rupiah(pbj.angka(amount))


@given(st.text())
def test_breakable_text_stays_text(text: str) -> None:
    shown = str(pbj.breakable(text))
    assert "<" not in shown.replace("<wbr>", "")
    assert show("{{ text }}", text=text) == shown.replace("<wbr>", "")


def test_the_first_choice_is_where_the_error_summary_leads() -> None:
    options = [{"value": "toko", "label": "Toko", "hint": "Sebut namanya"}, ("buku", "Buku harga")]
    first, second = pbj.choice_rows("sumber", options, "buku")
    assert (first.id, first.hint, first.checked) == ("id_sumber", "Sebut namanya", False)
    assert (second.id, second.label, second.checked) == ("id_sumber_1", "Buku harga", True)


@pytest.mark.parametrize("chosen", [3, "3", [3], {"3", "9"}])
def test_a_choice_is_known_as_number_and_as_text(chosen: object) -> None:
    assert [row.checked for row in pbj.choice_rows("x", [(3, "tiga"), (4, "empat")], chosen)] == [
        True,
        False,
    ]


def test_an_error_is_named_by_its_field_and_linked_from_the_summary() -> None:
    problems = Problems()
    problems.add("Isi harganya, contoh 65.000.", "harga")
    page = show(
        '{% include "bits/error_summary.html" %}'
        '{% include "bits/field_money.html" with name="harga" label="Harga" value="6x" %}',
        problems=problems,
    )
    assert '<a href="#id_harga">Isi harganya, contoh 65.000.</a>' in page
    assert 'aria-invalid="true" aria-describedby=" id_harga_e"' in page
    assert 'id="id_harga_e">Isi harganya, contoh 65.000.</p>' in page
    assert 'value="6x"' in page


def test_a_page_with_problems_says_so_in_its_title() -> None:
    problems = Problems()
    problems.add("Isi harganya.", "harga")
    request = RequestFactory().get("/")
    wrong = render_to_string("base.html", {"problems": problems}, request)
    right = render_to_string("base.html", {"problems": Problems()}, request)
    assert "<title>Ada yang perlu diperbaiki: " in wrong
    assert "Ada yang perlu diperbaiki" not in right


def test_words_of_people_are_never_markup() -> None:
    page = show(
        '{% include "bits/summary_list.html" %}', rows=[{"label": "Toko", "value": "<b>A</b>\nB"}]
    )
    assert "&lt;b&gt;A&lt;/<wbr>b&gt;<br>B" in page


def test_fault_pages_show_without_any_context() -> None:
    for code in (400, 403, 404, 409, 500, 503):
        assert "<h1>" in render_to_string(f"errors/{code}.html")


def test_no_page_asks_for_inline_style_or_script() -> None:
    for path in sorted((WEB / "templates").rglob("*.html")):
        text = path.read_text("utf-8")
        assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son[a-z]+=|javascript:", text), (
            path
        )


def test_ids_on_the_sheet_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', sheet())
    assert len(ids) == len(set(ids))
    assert len(ids) > 30


def test_every_component_is_on_the_sheet() -> None:
    asked = set(re.findall(r'"(bits/[a-z_]+\.html)"', _all_reached()))
    assert {f"bits/{path.name}" for path in (WEB / "templates/bits").iterdir()} == asked


def _all_reached() -> str:
    return "".join(_reach("web/komponen.html", set()))


def _reach(name: str, seen: set[str]) -> Iterator[str]:
    seen.add(name)
    text = (WEB / "templates" / name).read_text("utf-8")
    yield text
    for other in re.findall(r'"((?:bits/)?[a-z_]+\.html)"', text):
        if other not in seen:
            yield from _reach(other, seen)


def test_style_script_and_frame_stay_light() -> None:
    parts = [gzip.compress((WEB / "static/web" / name).read_bytes()) for name in _STATIC]
    assert sum(map(len, parts)) <= 8_000
    assert len(parts[1]) <= 1_500
    frame = render_to_string("base.html", _frame(), RequestFactory().get("/"))
    assert len(gzip.compress(frame.encode())) <= 1_200


_STATIC = ("pbj.css", "pbj.js")


def _frame() -> dict[str, object]:
    return {key: sample_context()[key] for key in ("actor", "desa", "nav", "help_line", "demo")}
