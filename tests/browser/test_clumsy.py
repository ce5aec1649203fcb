"""A clumsy or ill-meaning hand: a sentence says what to do, and nothing breaks."""

import io
import re
from html import unescape
from typing import Any

import pytest
from PIL import Image

from tests.browser import measures
from tests.browser.conftest import NewPhone
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.browser.villages import CLUMSY, MIXED, WALK, photo


class Sent:
    """An answer to a form that was sent without the browser's help."""

    def __init__(self, status: int, html: str) -> None:
        self.status, self.html = status, html

    def beside(self, field: str) -> str:
        """The sentence beside a field, which must also be named in the summary."""
        found = re.search(rf'id="id_{field}_e"[^>]*>([^<]+)<', self.html)
        assert found, self.html
        assert f'href="#id_{field}"' in self.html
        return unescape(found[1])

    @property
    def text(self) -> str:
        """What can be read."""
        return unescape(re.sub(r"<[^>]+>", " ", self.html))


def send(one: Phone, address: str, *, key: str = "", **fields: Any) -> Sent:
    """Take the form's own hidden fields, add these, and send them."""
    opened = one.context.request.get(address).text()
    form = re.findall(r'<form method="post" .*?</form>', opened, re.S)[-1]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    if key:
        hidden["kunci"] = key
    answer = one.context.request.post(
        address,
        multipart={**hidden, **fields},
        headers={"Origin": one.base},
        max_redirects=0,
    )
    assert answer.status < 500
    return Sent(answer.status, answer.text())


@pytest.fixture
def kasi(phone: NewPhone, site: Site) -> Phone:
    return phone(site.account(CLUMSY, "kasi"))


def page(site: Site, stage: str, rest: str) -> str:
    return f"/desa/belanja/{site.places[CLUMSY].purchases[stage]}/{rest}/"


def price_field(one: Phone, site: Site) -> str:
    html = one.context.request.get(page(site, "draft", "harga")).text()
    return re.findall(r'name="(price_\d+)"', html)[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5", "belum jelas"),
        ("0", ""),
        ("1,5 juta", "angka lengkap"),
        ("1.5", "belum jelas"),
        ("1e9", "belum jelas"),
        ("abc", "belum jelas"),
        ("Rp", "Isi jumlah uangnya"),
        ("٥٤٠٠٠", "belum jelas"),
        ("9" * 30, "terlalu besar"),
        ("<script>alert(1)</script>", "belum jelas"),
        ("'; DROP TABLE", "belum jelas"),
        ("😀", "belum jelas"),
    ],
)
def test_a_price_that_cannot_be_read_is_asked_again(
    kasi: Phone, site: Site, typed: str, said: str
) -> None:
    name = price_field(kasi, site)
    sent = send(kasi, page(site, "draft", "harga"), **{name: typed})
    assert sent.status == 422
    assert said in sent.beside(name)
    assert "<script>alert" not in sent.html


@pytest.mark.parametrize("typed", ["-1", "0", "1e3", "999999999999", "1/2", "dua", "1.2.3", "∞"])
def test_a_quantity_that_cannot_be_is_asked_again(kasi: Phone, site: Site, typed: str) -> None:
    line = str(site.places[CLUMSY].lines[0])
    answer = {"items": line, f"volume_{line}": typed}
    sent = send(kasi, page(site, "draft", "barang"), **answer)
    assert sent.status == 422
    assert "Ada yang perlu diperbaiki" in sent.text


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("31", "13", "2026"),
        ("31", "2", "2026"),
        ("0", "0", "0"),
        ("29", "2", "2027"),
        ("1", "1", "99999"),
        ("satu", "Mei", "2026"),
        ("-1", "5", "2026"),
        ("", "", ""),
        ("1", "1", "1999"),
    ],
)
def test_a_day_that_does_not_exist_is_asked_again(
    kasi: Phone, site: Site, day: str, month: str, year: str
) -> None:
    sent = send(
        kasi,
        page(site, "draft", "waktu"),
        needed_by="lain",
        needed_by_tgl=day,
        needed_by_bln=month,
        needed_by_thn=year,
        place="Balai Desa",
    )
    assert sent.status == 422
    assert sent.beside("needed_by")
    assert f'value="{day}"' in sent.html


def file(name: str, kind: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": content}


def noise(count: int) -> bytes:
    """A photo that no compression makes small."""
    side = int((count / 3) ** 0.5) + 1
    out = io.BytesIO()
    Image.effect_noise((side, side), 200).convert("RGB").save(out, "PNG", compress_level=0)
    return out.getvalue()


FILES = {
    "an empty file": (file("nota.jpg", "image/jpeg", b""), "Tambahkan foto"),
    "a PDF called JPG": (file("nota.jpg", "image/jpeg", b"%PDF-1.7\n%..."), "tidak bisa dibuka"),
    "a text called JPG": (file("nota.jpg", "image/jpeg", b"halo" * 99), "tidak bisa dibuka"),
    "half a photo": (file("nota.jpg", "image/jpeg", photo()[:900]), "tidak bisa dibuka"),
    "a drawing with script": (
        file("nota.svg", "image/svg+xml", b"<svg onload='alert(1)'/>"),
        "tidak bisa dibuka",
    ),
    "a photo of 13 MB": (file("nota.png", "image/png", noise(13_000_000)), "terlalu besar"),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_no_photo_is_refused_in_words(kasi: Phone, site: Site, what: str) -> None:
    content, said = FILES[what]
    where = page(site, "ordered", "langkah/terima")
    sent = send(kasi, where, photo=content, result="good", pin=site.pin)
    assert sent.status == 422
    assert said in sent.beside("photo")
    assert site.state(site.places[CLUMSY].purchases["ordered"]) == "ordered"


def test_a_file_larger_than_the_server_takes_gets_a_sentence(kasi: Phone, site: Site) -> None:
    where = page(site, "ordered", "langkah/terima")
    sent = send(kasi, where, photo=file("nota.png", "image/png", bytes(17_000_000)))
    assert sent.status == 413
    assert "Kecilkan foto" in sent.text
    kasi.page.set_content(sent.html)
    assert measures.axe_violations(kasi.page) == []
    assert measures.sideways(kasi.page) == []


def test_a_name_full_of_signs_is_shown_as_it_is(phone: NewPhone, site: Site) -> None:
    kasi = phone(site.account(MIXED, "kasi"))
    name = "<b>Toko</b> \"Jaya\" & <script>alert('x')</script> 😀"
    kasi.open(f"/desa/belanja/{site.places[MIXED].purchases['draft']}/toko/baru/")
    for label, text in (("Nama toko", name), ("Nama pemilik", "O'Brien"), ("Alamat", "<i>RT</i>")):
        kasi.type(label, text)
    kasi.choose("Perorangan")
    dialogs: list[str] = []
    kasi.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    kasi.tap("Simpan dan pilih toko ini")
    assert kasi.says(name)
    assert dialogs == []


def test_a_forged_form_is_refused(kasi: Phone, site: Site) -> None:
    where = page(site, "draft", "waktu")
    fields = {"needed_by": "lain", "place": "x", "csrfmiddlewaretoken": "x" * 64}
    answer = kasi.context.request.post(where, form=fields, headers={"Origin": kasi.base})
    assert answer.status == 403
    assert "Halaman ini terlalu lama terbuka" in answer.text()
    strange = kasi.context.request.post(where, form=fields, headers={"Origin": "http://evil.test"})
    assert strange.status == 403


def test_a_form_without_a_good_key_is_asked_again(kasi: Phone, site: Site) -> None:
    where = page(site, "draft", "waktu")
    broken = send(kasi, where, key="bukan-kunci", needed_by="2099-01-01", place="Balai Desa")
    assert broken.status == 422
    assert "Buka lagi, lalu kirim ulang." in broken.text


def test_a_key_used_for_something_else_is_a_conflict(kasi: Phone, site: Site) -> None:
    where = page(site, "draft", "waktu")
    key = "0b1f0c1e-8f5d-4a53-9c70-3f0f4f5f0d01"
    first = send(kasi, where, key=key, needed_by="2099-01-01", place="Balai Desa")
    again = send(kasi, where, key=key, needed_by="2099-01-01", place="Balai Desa")
    other = send(kasi, where, key=key, needed_by="2099-01-01", place="Tempat lain")
    assert (first.status, again.status, other.status) == (302, 302, 409)
    assert "sudah pernah dikirim dengan isi lain" in other.text


def test_things_of_another_village_are_not_there(kasi: Phone, site: Site) -> None:
    elsewhere = site.places[WALK]
    # Suppliers are shared by the kabupaten; one that is in no register is not there.
    taken = send(kasi, page(site, "draft", "toko"), supplier="7")
    assert taken.status == 422
    line = str(elsewhere.lines[0])
    items = send(kasi, page(site, "draft", "barang"), items=line, **{f"volume_{line}": "1"})
    assert items.status == 422
    for address in (
        f"/desa/belanja/{elsewhere.purchases['draft']}/",
        f"/desa/belanja/{elsewhere.purchases['draft']}/harga/",
        f"/desa/berkas/{elsewhere.paper}.pdf",
        f"/desa/foto/{elsewhere.photo}.jpg",
        f"/desa/anggaran/{elsewhere.activity}/",
    ):
        assert kasi.context.request.get(address).status == 404


@pytest.mark.parametrize(
    "address",
    [
        "/desa/belanja/99999999999999999999999999/",
        "/desa/belanja/?hal=-1",
        "/desa/belanja/?hal=abc",
        "/desa/belanja/?hal=999999999999",
        "/desa/anggaran/?tahun=20x6&cari=%00%F0%9F%98%80'\"",
        "/publik/?cari=%00'\"<script>",
        "/publik/33.24.04.2005/?tahun=99999",
        "/publik/33.24.04.2005/rencana/0/",
        "/publik/33.24.04.2005/rencana/2026/?versi=-1",
        "/publik/%00/",
        "/cek/%F0%9F%98%80%00/",
        "/cek/?kode=" + "A" * 5000,
        "/masuk?lanjut=//evil.test/&nama=%00",
    ],
)
def test_a_strange_address_never_breaks(kasi: Phone, address: str) -> None:
    assert kasi.context.request.get(address).status < 500
