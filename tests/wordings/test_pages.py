"""The admin of a kabupaten reads, edits, tries and adopts the words of papers."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pbjdesa.documents.editions import delivered, editions_of, newest_logo
from pbjdesa.documents.paper.testing import squeezed
from pbjdesa.documents.paper.testing import text_of as pdf_text
from pbjdesa.documents.paper.wording import plain
from pbjdesa.documents.registry import PAPERS
from pbjdesa.people.models import Appointment
from tests.rule_pages.hands import BEGIN, CHANGE, hidden, send, text_of
from tests.wording_calls import picture, with_sentence
from tests.wordings.test_adopting import CAREFUL, adopt
from tests.world import PIN

HPS = PAPERS["hps"]
EDIT = "/kabupaten/surat/hps/"
TODAY = {"mulai": "2026-11-24", "pin": PIN}


def work(content: object, basis: int = 0, **fields: object) -> dict[str, object]:
    """What a page sends along of the work in hand."""
    return {"isi": json.dumps(content), "dasar": basis, **fields}


def post(admin: Client, do: str, content: object = None, **fields: object) -> object:
    content = delivered(HPS) if content is None else content
    return send(admin, EDIT, **work(content, **{"lakukan": do, **fields}))


def held(response: object) -> dict[str, object]:
    """The wording that the page carries along."""
    found: dict[str, object] = json.loads(hidden(response)["isi"][0])
    return found


def test_every_kind_is_listed_with_its_state(admin: Client, sari: Appointment) -> None:
    said = text_of(admin.get(reverse("wording-list")))
    assert [kind.name for kind in PAPERS if kind.name not in said] == []
    assert "Disesuaikan" not in said
    adopt(sari)
    said = text_of(admin.get(reverse("wording-list")))
    assert f"{HPS.name} Disesuaikan sejak 24 November 2026" in said
    for rule in ("Kop surat", "Penanda tangan"):
        assert rule in said


def test_every_kind_can_be_opened_and_all_its_parts(admin: Client) -> None:
    for kind in PAPERS:
        address = reverse("wording-edit", args=[kind.slug])
        assert admin.get(address).status_code == 200
    content = delivered(HPS)
    for at, block in enumerate(content["block"]):
        opened = post(admin, f"ubah:{at}")
        assert f"Bagian ke-{at + 1}" in text_of(opened)
        assert held(opened) == content, block


def test_a_paragraph_is_changed_tried_compared_and_adopted(admin: Client) -> None:
    at = next(n for n, one in enumerate(delivered(HPS)["block"]) if "Terbilang" in str(one))
    done = post(admin, "lihat", buka=at, t_text="Dengan huruf: {total:terbilang}.")
    content = held(done)
    assert content["block"][at]["text"] == "Dengan huruf: {total:terbilang}."

    tried = post(admin, "contoh", content)
    assert tried["Content-Type"] == "application/pdf"
    assert "Dengan huruf: " in pdf_text(tried.content)
    assert editions_of("33.24", HPS) == []

    compared = text_of(post(admin, "periksa", content))
    assert "Sekarang: Terbilang: ‹Jumlah seluruhnya, dengan huruf›." in compared
    assert "Menjadi: Dengan huruf: ‹Jumlah seluruhnya, dengan huruf›." in compared

    answer = post(admin, "pakai", content, catatan="Surat edaran 4", **TODAY)
    assert answer.status_code == 302
    (edition,) = editions_of("33.24", HPS)
    assert (edition.name, edition.note) == ("kab-1", "Surat edaran 4")
    assert edition.written_by.startswith("Sari Utami")
    after = text_of(admin.get(EDIT))
    assert "memakai kata-kata baru mulai 24 November 2026" in after
    assert "Surat edaran 4 Sari Utami" in after


def test_parts_move_come_and_go(admin: Client) -> None:
    content = delivered(HPS)
    down = held(post(admin, "turun:0"))
    assert down["block"][:2] == [content["block"][1], content["block"][0]]
    assert held(post(admin, "naik:1", down)) == content
    assert held(post(admin, "naik:0")) == held(post(admin, "turun:99")) == content
    gone = held(post(admin, "hapus:0"))
    assert gone["block"] == content["block"][1:]
    more = post(admin, "tambah:paragraph:0")
    assert held(more)["block"][1] == {"type": "paragraph", "text": ""}
    assert "Bagian ke-2: Paragraf" in text_of(more)
    last = held(post(admin, "tambah:heading"))
    assert last["block"][-1] == {"type": "heading", "text": ""}


def test_columns_and_signers_change_their_order(admin: Client) -> None:
    content = delivered(HPS)
    at = next(n for n, one in enumerate(content["block"]) if one["type"] == "table")
    moved = held(post(admin, "baris-turun:columns:0", buka=at))
    headings = [one["heading"] for one in moved["block"][at]["columns"]]
    assert headings[:2] == ["Uraian", "No"]


def test_the_fields_of_a_kind_stand_beside_the_text(admin: Client) -> None:
    said = text_of(post(admin, "ubah:2"))
    assert "{package} Nama paket (wajib ada di surat)" in said
    assert "{total:terbilang} Jumlah seluruhnya, dengan huruf" in said
    assert "{unit_price}" not in said
    table = text_of(post(admin, "ubah:1"))
    assert "{unit_price} Harga satuan" in table


@pytest.mark.parametrize("do", ["contoh", "periksa"])
def test_what_is_wrong_is_said_at_its_part_and_stays(admin: Client, do: str) -> None:
    content = with_sentence("hps", "Kepada {toko} dan {package")
    content["block"][3]["text"] = "**Tebal"
    answer = post(admin, do, content)
    said = text_of(answer)
    assert answer.status_code == 422
    assert "Bagian ke-1: Tanda kurung kurawal" in said
    assert 'href="#id_bagian_1"' in answer.content.decode()
    assert held(answer) == content


def test_a_required_field_or_signer_that_was_deleted_is_named(admin: Client) -> None:
    said = text_of(post(admin, "periksa", held(post(admin, "hapus:0"))))
    assert re.search("belum memuat: Nama paket, Nama kegiatan.* Tambahkan isian itu", said)
    last = len(delivered(HPS)["block"]) - 1
    said = text_of(post(admin, "periksa", held(post(admin, f"hapus:{last}"))))
    assert "belum punya tempat tanda tangan" in said or "belum memuat: Jabatan PKA" in said


def test_nothing_changed_is_said(admin: Client) -> None:
    assert "Tidak ada yang berubah" in text_of(post(admin, "periksa"))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"mulai": "", "pin": PIN}, "Pilih tanggalnya"),
        ({"mulai": "2026-11-23", "pin": PIN}, "paling cepat hari ini"),
        ({**TODAY, "pin": ""}, "Isi PIN Anda"),
        ({**TODAY, "pin": "000000"}, "PIN"),
        ({**TODAY, "catatan": "x" * 201}, "Paling banyak 200 huruf"),
    ],
)
def test_slips_while_adopting_keep_what_was_typed(
    admin: Client, fields: dict[str, str], says: str
) -> None:
    content = with_sentence("hps", CAREFUL)
    answer = post(admin, "pakai", content, **{"catatan": "Edaran", **fields})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert held(answer) == content
    assert fields.get("catatan", "Edaran") in answer.content.decode()
    assert editions_of("33.24", HPS) == []


def test_a_second_tap_adopts_once_and_a_second_admin_is_told(
    admin: Client, sari: Appointment
) -> None:
    first = post(admin, "periksa", with_sentence("hps", CAREFUL))
    fields = {name: one[0] for name, one in hidden(first).items()}
    sent = {**fields, "lakukan": "pakai", **TODAY}
    for _ in range(2):
        assert admin.post(EDIT, sent).status_code == 302
    assert len(editions_of("33.24", HPS)) == 1
    late = post(admin, "pakai", with_sentence("hps", "Lain."), **TODAY)
    assert late.status_code == 409
    assert "baru saja diubah orang lain" in text_of(late)


def test_the_way_back_to_the_delivered_words(admin: Client, sari: Appointment) -> None:
    adopt(sari)
    page = admin.get(EDIT + "?edisi=bawaan")
    assert held(page) == delivered(HPS)
    content = held(page)
    assert post(admin, "pakai", content, basis=1, **TODAY).status_code == 302
    assert "Kembali Harga Perkiraan Sendiri Bawaan HPS ditandatangani" in text_of(admin.get(EDIT))
    assert CAREFUL in str(held(admin.get(EDIT + "?edisi=1")))


def file_of(text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("hps.toml", text if isinstance(text, bytes) else text.encode())


def test_the_whole_wording_goes_out_and_comes_in_as_a_file(admin: Client) -> None:
    out = post(admin, "unduh")
    assert plain(out.content.decode()) == delivered(HPS)
    assert 'filename="hps.toml"' in out["Content-Disposition"]
    text = out.content.decode().replace("Terbilang:", "Dengan huruf:")
    read = post(admin, "unggah", berkas=file_of(text))
    assert "Berkas sudah dibaca" in text_of(read)
    assert "Dengan huruf:" in str(held(read))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Pilih berkas"),
        (b"\xff\xfe", "bukan teks UTF-8"),
        ("=", "tidak terbaca"),
        ("a = 1", "Susunan kata-kata surat belum benar"),
        ('version = 1\ntitle = "A"\n[[block]]\ntype = "lagu"', "Bagian ke-1"),
        ("a = 2026-01-01", "Susunan"),
        ("a = " + "[" * 3000, "tidak terbaca"),
        ("#" * 200_001, "terlalu besar"),
    ],
)
def test_a_file_that_is_no_wording_is_refused(admin: Client, text: str | bytes, says: str) -> None:
    answer = post(admin, "unggah", berkas=file_of(text))
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert held(answer) == delivered(HPS)


@pytest.mark.parametrize("sent", ["", "{", "[]", '{"title": "a", "version": 1}'])
def test_a_page_that_was_tampered_with_is_refused(admin: Client, sent: str) -> None:
    answer = send(admin, EDIT, isi=sent, dasar="x", lakukan="periksa")
    assert answer.status_code == 422
    assert "tidak utuh" in text_of(answer)


@pytest.mark.parametrize("do", ["ubah:999", "ubah:-1", "naik:x", "tambah:lagu", "baris-naik", "?"])
def test_an_act_that_no_button_asks_for_changes_nothing(admin: Client, do: str) -> None:
    assert held(post(admin, do)) == delivered(HPS)


def test_marks_in_a_text_are_shown_and_printed_as_text(admin: Client) -> None:
    evil = '<script>alert(1)</script> #panic("x") \U0001f600'
    page = post(admin, "lihat", with_sentence("hps", evil))
    assert "<script>alert" not in page.content.decode()
    printed = pdf_text(post(admin, "contoh", with_sentence("hps", evil)).content)
    assert squeezed('<script>alert(1)</script> #panic("x")') in squeezed(printed)


def test_a_kind_that_is_not_there_is_no_page(admin: Client) -> None:
    assert admin.get(reverse("wording-edit", args=["surat_cinta"])).status_code == 404


# --- Logo -----------------------------------------------------------------------------------------


def sent_logo(admin: Client, do: str, content: bytes = b"", **fields: object) -> object:
    file = {"logo": SimpleUploadedFile("l.png", content)} if content else {}
    return send(admin, reverse("logo"), **{"lakukan": do, "dasar": 0, "pin": PIN, **file, **fields})


def test_a_logo_is_seen_on_a_letter_then_used_then_taken_away(admin: Client) -> None:
    seen = sent_logo(admin, "contoh", picture())
    assert seen.content.startswith(b"%PDF")
    assert newest_logo("33.24") is None
    assert sent_logo(admin, "pakai", picture()).status_code == 302
    shown = admin.get(reverse("logo"))
    assert "Logo baru dipakai" in text_of(shown)
    assert 'src="data:image/png;base64,iVBORw0' in shown.content.decode()
    assert sent_logo(admin, "hapus", dasar=1).status_code == 302
    shown = admin.get(reverse("logo"))
    assert "tanpa logo" in text_of(shown)
    assert "<img" not in shown.content.decode()


@pytest.mark.parametrize(
    ("content", "fields", "says"),
    [
        (b"", {}, "Pilih gambar logo"),
        (b"%PDF-1.7", {}, "tidak bisa dibuka"),
        (picture(), {"pin": ""}, "Isi PIN"),
    ],
)
def test_slips_with_a_logo_are_said(
    admin: Client, content: bytes, fields: dict[str, str], says: str
) -> None:
    answer = sent_logo(admin, "pakai", content, **fields)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert newest_logo("33.24") is None


def test_two_admins_send_a_logo_at_once(admin: Client) -> None:
    assert sent_logo(admin, "pakai", picture()).status_code == 302
    late = sent_logo(admin, "pakai", picture("red"))
    assert late.status_code == 409
    assert "Logo baru saja diganti" in text_of(late)


def test_a_changed_kop_is_seen_on_a_letter_before_it_is_adopted(admin: Client) -> None:
    lines = "Pemerintah Kabupaten {kabupaten}\nKecamatan {kecamatan}\nNagari {desa}"
    asked = {**CHANGE, **BEGIN, "value": lines}
    address = reverse("rules-change", args=["letterhead.desa_lines"])
    looked = send(admin, address, **asked)
    assert "Lihat contoh surat" in text_of(looked)
    seen = send(admin, address, **hidden(looked), contoh="1")
    assert "NAGARI SUKAMULYA" in pdf_text(seen.content)
    other = reverse("rules-change", args=["payment.cash_limit"])
    assert "Lihat contoh surat" not in text_of(send(admin, other, **{**asked, "value": "750000"}))
