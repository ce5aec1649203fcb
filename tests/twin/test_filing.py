"""Sign on paper, photograph, done: the paper's code files the photo where it belongs (A022)."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from pbjdesa.documents import files
from pbjdesa.documents.models import Attachment, Document
from pbjdesa.documents.operations import issue_paper
from pbjdesa.documents.paper.codes import grouped, new_code
from pbjdesa.documents.queries import SIGNED, loose_paper, papers_of, photos_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.once import new_key
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import hps_data
from pbjdesa.procurement.queries import checklist, rules_for
from tests.budget_files import text_of
from tests.clients import client_for
from tests.scene import purchase_in
from tests.twin.photos import photo_of, qr_of, sent, unreadable
from tests.world import Village, announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ANY = "/desa/foto-surat/"


@pytest.fixture
def place() -> Village:
    return announced(village(territory(), logins=True))


@pytest.fixture
def kasi(place: Village) -> Client:
    return client_for("pagersari-kasi")


@pytest.fixture
def ordered(place: Village) -> Purchase:
    return purchase_in(place, "ordered")


@pytest.fixture
def order(ordered: Purchase) -> Document:
    return paper_named(ordered, "surat_pesanan")


def paper_named(purchase: Purchase, kind: str) -> Document:
    return next(each for each in papers_of(purchase.dossier) if each.kind == kind)


def signed(purchase: Purchase) -> list[Attachment]:
    return photos_of(purchase.dossier, SIGNED)


def send(
    client: Client, url: str = ANY, photo: SimpleUploadedFile | None = None, **answers: str
) -> HttpResponse:
    """Send a form of one of these pages; follow it to the page where it leads."""
    data: dict[str, object] = {"kunci": new_key(), **answers}
    if photo is not None:
        data["photo"] = photo
    return client.post(url, data, follow=True)


def words(response: HttpResponse) -> str:
    """What the page says; a place where a long word may break is no space."""
    return text_of(HttpResponse(response.content.replace(b"<wbr>", b"")))


def line_of(purchase: Purchase, kind: str):
    return next(line for line in checklist(purchase) if kind in line.kinds)


def replaced(place: Village, purchase: Purchase) -> Document:
    """The HPS that was printed before it was made again."""
    old, by = paper_named(purchase, "hps"), place.by("kasi")
    issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind="hps",
        data=hps_data(purchase, by),
        rules=rules_for(purchase),
        dated=clock.today(),
    )
    return old


# --- The QR is read ----------------------------------------------------------------------------


def test_the_photo_alone_files_the_paper_and_the_checklist_turns_to_signed(
    kasi: Client, ordered: Purchase, order: Document
) -> None:
    assert not line_of(ordered, "surat_pesanan").is_signed
    page = send(kasi, photo=photo_of(order))
    for fact in ("Foto surat tersimpan", order.title, order.number, ordered.title):
        assert fact in words(page)
    (kept,) = signed(ordered)
    assert (kept.document, kept.paper) == (order, "surat_pesanan")
    assert line_of(ordered, "surat_pesanan").is_signed
    berkas = words(kasi.get(reverse("purchase-files", args=[ordered.pk])))
    assert "Sudah ditandatangani" in berkas


def test_a_paper_of_the_village_itself_goes_to_its_own_file(kasi: Client, place: Village) -> None:
    plan = Document.objects.of(place.desa).get(kind="pengumuman_rencana")
    assert "Foto surat tersimpan" in words(send(kasi, photo=photo_of(plan)))
    assert Attachment.objects.of(place.desa).get(kind=SIGNED).document == plan


def test_more_pages_of_a_paper_are_added_one_after_the_other(
    kasi: Client, ordered: Purchase, order: Document
) -> None:
    first = send(kasi, photo=photo_of(order))
    more = reverse("signed-photo", args=[order.pk])
    assert f'href="{more}"' in first.content.decode()
    # The other page shows no QR; whose page it is was said by tapping.
    assert "Halaman yang sudah difoto 2" in words(send(kasi, more, unreadable(order)))
    assert [photo.document for photo in signed(ordered)] == [order, order]


def test_the_same_photo_is_kept_once_however_often_it_is_sent(
    kasi: Client, ordered: Purchase, order: Document
) -> None:
    key = new_key()
    answers = [
        kasi.post(ANY, {"kunci": key, "photo": photo_of(order)})["Location"] for _ in range(2)
    ]
    assert answers[0] == answers[1]
    again = send(kasi, photo=photo_of(order))
    assert again.status_code == 422
    assert "Foto ini sudah ada pada surat itu" in words(again)
    assert len(signed(ordered)) == 1


# --- The QR is not read ------------------------------------------------------------------------


@pytest.mark.parametrize("written", [str, grouped, str.lower])
def test_an_unreadable_photo_asks_for_the_code_and_need_not_be_taken_again(
    kasi: Client, ordered: Purchase, order: Document, written
) -> None:
    photo = unreadable(order)
    asked = send(kasi, photo=photo)
    assert "Kode QR pada foto ini tidak terbaca" in words(asked)
    assert "tidak perlu foto ulang" in words(asked)
    assert signed(ordered) == []
    done = send(kasi, asked.redirect_chain[-1][0], kode=written(order.code))
    assert "Foto surat tersimpan" in words(done)
    (kept,) = signed(ordered)
    assert kept.document == order
    photo.seek(0)
    assert files.read(kept.file.sha256) == files.clean_photo(photo.read())


def test_a_code_that_is_a_slip_says_so_and_keeps_the_photo(kasi: Client, order: Document) -> None:
    asked = send(kasi, photo=unreadable(order))
    url = asked.redirect_chain[-1][0]
    for typed, says in (
        ("", "Tulis kode suratnya"),
        (order.code[:-1], "Kode ini tidak kami kenal"),
        (new_code(), "Kode ini tidak kami kenal"),
        ("<script>" * 20, "Terlalu panjang"),
    ):
        slip = send(kasi, url, kode=typed)
        assert slip.status_code == 422
        assert says in words(slip)
        assert "<script>" not in slip.content.decode()
    assert "Foto surat tersimpan" in words(send(kasi, url, kode=order.code))


def test_a_code_typed_beside_the_photo_is_not_asked_again(
    kasi: Client, ordered: Purchase, order: Document
) -> None:
    send(kasi, photo=unreadable(order), kode=grouped(order.code))
    assert [photo.document for photo in signed(ordered)] == [order]


def test_a_code_without_a_photo_leads_to_the_photo_of_that_paper(
    kasi: Client, order: Document
) -> None:
    page = send(kasi, kode=f"https://pbj.example.go.id/cek/{order.code}")
    assert page.redirect_chain[-1][0] == reverse("signed-photo", args=[order.pk])
    assert order.number in words(page)


def test_neither_photo_nor_code_is_asked_for(kasi: Client) -> None:
    page = send(kasi)
    assert page.status_code == 422
    assert "Ambil foto suratnya dulu, atau tulis kodenya" in words(page)


def test_a_file_that_is_no_photo_says_what_to_send(kasi: Client) -> None:
    for content in (b"", b"GIF89a", b"\xff\xd8\xff\xe0broken"):
        page = send(kasi, photo=SimpleUploadedFile("surat.jpg", content, "image/jpeg"))
        assert page.status_code == 422


# --- A paper that is not to be filed here ------------------------------------------------------


def test_a_paper_of_another_village_is_named(place: Village, kasi: Client) -> None:
    other = announced(village(place.desa.kab, "Curugsewu", mark=" Lain"))
    foreign = purchase_in(other, "ordered")
    page = words(send(kasi, photo=photo_of(paper_named(foreign, "surat_pesanan"))))
    assert "Ini surat Desa Curugsewu, bukan surat desa Anda" in page
    assert foreign.title not in page
    assert 'name="kode"' not in page
    assert signed(foreign) == []


def test_a_replaced_paper_leads_to_the_one_to_sign(
    place: Village, kasi: Client, ordered: Purchase
) -> None:
    old = replaced(place, ordered)
    page = send(kasi, photo=photo_of(old))
    assert f"{old.number} sudah diganti" in words(page)
    newer = paper_named(ordered, "hps")
    assert reverse("paper", args=[newer.pk]) in page.content.decode()
    assert signed(ordered) == []


@pytest.mark.parametrize(
    "text", ["https://example.com/promo", "00020101021126QRIS", "https://pbj.example.go.id/p/abc"]
)
def test_a_qr_of_something_else_is_said_to_be_one(kasi: Client, place: Village, text: str) -> None:
    page = words(send(kasi, photo=qr_of(text)))
    assert "bukan kode surat desa" in page
    assert text not in page


def test_a_blank_form_is_filed_once_it_is_said_which_paper_it_is(
    place: Village, kasi: Client, ordered: Purchase
) -> None:
    address = "https://pbj.example.go.id" + reverse("signed-form", args=[ordered.pk])
    blank = loose_paper(place.desa, rules_for(ordered), "daftar_hadir", {}, check_url=address)
    asked = send(kasi, photo=photo_of(blank))
    assert f"Ini blanko untuk paket {ordered.title}" in words(asked)
    url = asked.redirect_chain[-1][0]
    (code,) = re.findall(r'name="kode" value="([^"]+)"', asked.content.decode())
    unsaid = send(kasi, url, kode=code)
    assert "Pilih surat apa yang difoto" in words(unsaid)
    assert "Foto surat tersimpan" in words(send(kasi, url, kode=code, paper="daftar_hadir"))
    (kept,) = signed(ordered)
    assert (kept.document, kept.paper) == (None, "daftar_hadir")


def test_a_typed_code_of_another_village_is_named_and_another_may_be_typed(
    place: Village, kasi: Client, order: Document
) -> None:
    other = announced(village(place.desa.kab, "Curugsewu", mark=" Lain"))
    foreign = paper_named(purchase_in(other, "ordered"), "surat_pesanan")
    url = send(kasi, photo=unreadable(order)).redirect_chain[-1][0]
    slip = send(kasi, url, kode=foreign.code)
    assert slip.status_code == 422
    assert "Ini surat Desa Curugsewu" in words(slip)
    assert "Foto surat tersimpan" in words(send(kasi, url, kode=order.code))


# --- From a purchase, or from one paper of it --------------------------------------------------


@pytest.fixture
def other(place: Village) -> Purchase:
    return purchase_in(place, "received")


def test_a_paper_of_another_package_is_named_and_filed_where_it_belongs(
    kasi: Client, ordered: Purchase, other: Purchase
) -> None:
    ordered.title = "Belanja kertas"
    ordered.save()
    paper = paper_named(other, "surat_pesanan")
    asked = send(kasi, f"{ANY}?paket={ordered.pk}", photo_of(paper))
    for said in (paper.number, f"untuk paket {other.title}", "Bukan untuk paket Belanja kertas"):
        assert said in words(asked)
    assert signed(other) == signed(ordered) == []
    send(kasi, asked.redirect_chain[-1][0], kode=paper.code)
    assert [photo.document for photo in signed(other)] == [paper]


def test_a_photo_of_another_paper_than_the_chosen_one_is_named(
    kasi: Client, ordered: Purchase, order: Document
) -> None:
    hps = paper_named(ordered, "hps")
    asked = send(kasi, reverse("signed-photo", args=[order.pk]), photo_of(hps))
    assert f"Ini {hps.title} nomor {hps.number}" in words(asked)
    assert f"Bukan {order.title} nomor {order.number}" in words(asked)
    assert signed(ordered) == []


def test_a_printed_paper_is_not_filed_as_a_form_filled_in_by_hand(
    kasi: Client, ordered: Purchase, order: Document
) -> None:
    url = reverse("signed-form", args=[ordered.pk])
    asked = send(kasi, url, photo_of(order), paper="hps")
    assert f"Ini {order.title} nomor {order.number}" in words(asked)
    assert signed(ordered) == []


def test_the_qr_in_capitals_opens_the_same_pages(
    kasi: Client, ordered: Purchase, order: Document
) -> None:
    assert "Surat ini asli" in words(kasi.get(f"/CEK/{order.code}"))
    form = kasi.get(reverse("signed-form", args=[ordered.pk]).upper())
    assert "Surat apa ini?" in words(form)


# --- Who may -----------------------------------------------------------------------------------


def test_a_photo_kept_by_one_village_does_not_exist_for_another(
    place: Village, kasi: Client, order: Document
) -> None:
    url = send(kasi, photo=unreadable(order)).redirect_chain[-1][0]
    announced(village(place.desa.kab, "Curugsewu", logins=True, mark=" Lain"))
    assert client_for("curugsewu-kasi").get(url).status_code == 404
    assert client_for("pagersari-bpd").get(url).status_code == 403


def test_the_ways_to_the_camera_are_shown_to_those_who_file(
    kasi: Client, ordered: Purchase
) -> None:
    for url in ("/", reverse("file-list")):
        assert f'href="{ANY}"' in kasi.get(url).content.decode()
        assert f'href="{ANY}"' not in client_for("pagersari-bpd").get(url).content.decode()
    berkas = reverse("purchase-files", args=[ordered.pk])
    assert f'href="{ANY}?paket={ordered.pk}"' in kasi.get(berkas).content.decode()


def test_the_photo_of_white_paper_asks_for_the_code(kasi: Client) -> None:
    assert "Kode QR pada foto ini tidak terbaca" in words(
        send(kasi, photo=sent(Image.new("L", (900, 1200), 255)))
    )
