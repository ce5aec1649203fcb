"""A kabupaten's own words and arms: from when they hold, what is refused, what stays as it was."""

import copy
import json
from datetime import date, timedelta

import pytest

from pbjdesa.coaching.practice import make_twin
from pbjdesa.documents.adopting import adopt_logo, adopt_wording, clean_logo
from pbjdesa.documents.editions import delivered, editions_of, wording_on
from pbjdesa.documents.models import Document, WordingEdition
from pbjdesa.documents.operations import issue_paper, open_dossier
from pbjdesa.documents.paper.model import Letterhead
from pbjdesa.documents.paper.trial import checked, sample_of, try_out
from pbjdesa.documents.queries import loose_paper, paper_of, pdf_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.people.models import Appointment
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.web.kabupaten.wording_words import SIGNED_BY_RULE, signers_by_rule
from tests.wording_calls import picture, with_sentence
from tests.world import YEAR, Village, hire

TODAY, NEXT_YEAR = date(YEAR, 11, 24), date(YEAR + 1, 1, 1)
HPS = PAPERS["hps"]
CAREFUL = "Daftar harga ini dibuat dengan hati-hati."


def adopt(by: Appointment, sentence: str = CAREFUL, **other: object) -> WordingEdition:
    given = {"content": with_sentence("hps", sentence), "basis": 0, "start": TODAY, **other}
    return adopt_wording(by=by, kind=HPS, **given)  # type: ignore[arg-type]


def issue(place: Village, day: date = TODAY) -> Document:
    by = place.by("kaur")
    dossier = open_dossier(by=by, desa=place.desa, title="Semen", year=YEAR)
    rules = rules_of(in_force("33.24", TODAY))
    return issue_paper(
        by=by, dossier=dossier, kind="hps", data=sample_of(HPS), rules=rules, dated=day
    )


def said(document: Document) -> str:
    return json.dumps([str(block) for block in paper_of(document).blocks])


def test_papers_from_the_day_on_have_the_new_words_and_name_the_edition(
    place: Village, sari: Appointment
) -> None:
    usual = issue(place)
    adopt(sari, start=TODAY + timedelta(days=7))
    before, after = issue(place), issue(place, TODAY + timedelta(days=7))
    assert CAREFUL not in said(usual) + said(before)
    assert CAREFUL in said(after)
    assert before.wording_version == usual.wording_version == str(delivered(HPS)["version"])
    assert after.wording_version == paper_of(after).wording_version == "kab-1"


def test_issued_papers_stay_the_same_bytes_whatever_changes(
    place: Village, sari: Appointment
) -> None:
    adopt_logo(by=sari, picture=clean_logo(picture()), basis=0)
    old = issue(place)
    printed, hashed = pdf_of(old), old.sha256
    adopt(sari)
    adopt_logo(by=sari, picture=clean_logo(picture("red")), basis=1)
    place.desa.address = "Jalan Baru 9"
    place.desa.save()
    new = issue(place)
    old = Document.objects.like(old).get(pk=old.pk)
    assert pdf_of(old) == printed
    assert old.sha256 == hashed
    assert paper_of(new).letterhead.logo != paper_of(old).letterhead.logo != ""


def test_a_blank_form_has_the_words_of_today(place: Village, sari: Appointment) -> None:
    adopt(sari)
    paper = loose_paper(place.desa, rules_of(in_force("33.24", TODAY)), "hps", {})
    assert paper.wording_version == "kab-1"


def test_the_newest_edition_counts_and_replaces_one_that_has_not_begun(sari: Appointment) -> None:
    adopt(sari, "Pertama.", start=NEXT_YEAR)
    adopt(sari, "Kedua.", basis=1)
    assert wording_on("33.24", HPS, TODAY).edition == "kab-2"
    assert wording_on("33.24", HPS, NEXT_YEAR).edition == "kab-2"
    assert wording_on("33.25", HPS, NEXT_YEAR).edition == ""
    assert wording_on("33.24", PAPERS["spp"], NEXT_YEAR).edition == ""


def test_going_back_to_the_delivered_words_is_an_edition_too(
    place: Village, sari: Appointment
) -> None:
    adopt(sari)
    back = adopt(sari, content=delivered(HPS), basis=1, note="Kembali ke bawaan")
    assert (back.number, back.content) == (2, "")
    assert issue(place).wording_version == str(delivered(HPS)["version"])


def test_practice_villages_print_what_the_real_ones_print(
    place: Village, sari: Appointment
) -> None:
    adopt(sari)
    adopt_logo(by=sari, picture=clean_logo(picture()), basis=0)
    twin = make_twin(by=place.by("sekdes"), desa=place.desa)
    assert twin.kab_id != place.desa.kab_id
    paper = loose_paper(twin, rules_of(in_force("33.24", TODAY)), "hps", {})
    assert paper.wording_version == "kab-1"
    assert paper.letterhead.logo


def test_two_admins_at_once_and_the_second_is_told(sari: Appointment) -> None:
    adopt(sari)
    with pytest.raises(Conflict, match="baru saja diubah orang lain"):
        adopt(hire(sari.kab, "admin_kabupaten", "Budi Santosa"), "Yang lain.")
    adopt_logo(by=sari, picture=clean_logo(picture()), basis=0)
    with pytest.raises(Conflict, match="Logo baru saja diganti"):
        adopt_logo(by=sari, picture=b"", basis=0)
    assert len(editions_of("33.24", HPS)) == 1


def test_only_the_admin_in_office_may(place: Village, sari: Appointment) -> None:
    with pytest.raises(Refused, match="Hanya admin kabupaten"):
        adopt(place.by("kepala_desa"))
    with pytest.raises(Refused, match="Hanya admin kabupaten"):
        adopt_logo(by=place.by("kaur"), picture=b"", basis=0)
    sari.until_date = date(YEAR, 1, 1)
    with pytest.raises(Refused, match="sudah berakhir"):
        adopt(sari)


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (TODAY - timedelta(days=1), "paling cepat hari ini"),
        (date(YEAR + 3, 1, 1), "paling lama dua tahun"),
    ],
)
def test_a_day_that_does_not_fit_is_refused(sari: Appointment, start: date, says: str) -> None:
    with pytest.raises(Refused, match=says):
        adopt(sari, start=start)


def test_the_same_words_again_are_no_change(sari: Appointment) -> None:
    with pytest.raises(Refused, match="Tidak ada yang berubah"):
        adopt(sari, content=delivered(HPS))


def test_one_query_finds_the_words(sari: Appointment, django_assert_num_queries: object) -> None:
    adopt(sari)
    for day in (TODAY, TODAY, date(YEAR - 1, 1, 1)):
        with django_assert_num_queries(1):  # type: ignore[operator]
            wording_on("33.24", HPS, day)


def test_own_words_that_fit_no_more_give_way_to_the_delivered_ones(sari: Appointment) -> None:
    edition = adopt(sari)
    edition.content = edition.content.replace("hati-hati", "{sudah_tidak_ada}")
    edition.save()
    assert wording_on("33.24", HPS, TODAY).edition == ""


def change(**members: object) -> dict[str, object]:
    """The delivered words of an HPS with other members, and of its table with others."""
    content = copy.deepcopy(delivered(HPS))
    table = next(block for block in content["block"] if block["type"] == "table")
    for name, value in members.items():
        (table if name in ("columns", "totals", "across") else content)[name] = value
    return content


WIDE = [{"heading": "A", "value": "{name}", "width": 9}] * 13


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({}, "Susunan kata-kata surat belum benar"),
        ([], "Susunan"),
        ("teks", "Susunan"),
        (None, "Susunan"),
        (change(block=5), "Susunan"),
        (change(block=[]), "belum memuat"),
        (change(title="Surat {"), "kurung kurawal"),
        (with_sentence("hps", ""), "Bagian ke-1 .* kosong"),
        (with_sentence("hps", "{toko}"), r"Bagian ke-1 .*\{toko\} tidak dikenal"),
        (with_sentence("hps", "a" * 5001), "Bagian ke-1 .* terlalu panjang"),
        (change(columns=[]), "belum memuat"),
    ],
)
def test_what_would_print_a_wrong_paper_is_refused(
    sari: Appointment, content: object, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        adopt(sari, content=content)


def test_measures_that_no_page_could_show_are_refused(sari: Appointment) -> None:
    table = next(block for block in delivered(HPS)["block"] if block["type"] == "table")
    foot = [{**one, "values": one["values"] * 20} for one in table["totals"]]
    for name, value, says in (
        ("columns", [*table["columns"], *WIDE], "Terlalu banyak kolom"),
        ("columns", [{**one, "width": 0} for one in table["columns"]], "Lebar kolom"),
        ("totals", foot, "terlalu banyak nilai"),
    ):
        with pytest.raises(Refused, match=says):
            adopt(sari, content=change(**{name: value}))


@pytest.mark.parametrize(
    "sentence",
    [
        '#read("/etc/passwd") *b* $x^2$ </b> ] [ \\ <script>alert(1)</script>',
        "W" * 300,
        "Semoga lancar \U0001f600 \u202e selesai \x00 juga",
        "Baris satu\nbaris dua",
    ],
)
def test_any_text_prints_as_text(place: Village, sari: Appointment, sentence: str) -> None:
    adopt(sari, sentence)
    assert pdf_of(issue(place)).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"", "tidak bisa dibuka"),
        (b"%PDF-1.7", "tidak bisa dibuka"),
        (picture()[:200], "tidak bisa dibuka"),
        (picture(kind="GIF"), "tidak bisa dibuka"),
        (b"\x89PNG" + b"0" * 2_000_001, "terlalu besar"),
        (picture(size=(20, 20)), "terlalu kecil"),
        (picture(size=(900, 60)), "terlalu panjang"),
    ],
)
def test_what_is_no_picture_for_a_kop_is_refused(sent: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        clean_logo(sent)


def test_a_logo_is_made_small_and_holds_nothing_but_pixels() -> None:
    clean = clean_logo(picture(kind="JPEG", size=(3000, 3000)))
    assert clean.startswith(b"\x89PNG")
    assert len(clean) < 40_000


def test_a_logo_can_be_taken_away(place: Village, sari: Appointment) -> None:
    adopt_logo(by=sari, picture=clean_logo(picture()), basis=0)
    adopt_logo(by=sari, picture=b"", basis=1)
    assert paper_of(issue(place)).letterhead.logo == ""
    assert clock.today(place.desa.zone) == TODAY


def test_signers_and_letterheads_are_rules_that_exist(place: Village) -> None:
    rules = rules_of(in_force("33.24", TODAY))
    linked = {kind: signers_by_rule(rules, PAPERS[kind]) for kind in SIGNED_BY_RULE}
    assert [kind for kind, rule in linked.items() if rule is None] == []
    assert signers_by_rule(rules, PAPERS["daftar_hadir"]) is None


@pytest.mark.slow
def test_every_delivered_wording_can_be_taken_as_ones_own() -> None:
    head = Letterhead.of_desa(kabupaten="Contoh", kecamatan="Teladan", desa="Sukamulya")
    for kind in PAPERS:
        wording, slips = checked(delivered(kind), kind)
        assert slips == []
        assert wording is not None
        try_out(kind, wording, head, on=TODAY)
