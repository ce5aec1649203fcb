"""Which page carries which move of a purchase, and the words around it."""

from dataclasses import dataclass

from django.urls import reverse

from pbjdesa.procurement.models import Purchase


@dataclass(frozen=True)
class Step:
    """One step page. `line` and `action` are the task's words on the home page."""

    slug: str
    move: str
    heading: str
    line: str
    action: str
    button: str
    may_return: bool = False
    pin: bool = False


STEPS = (
    Step(
        "pesan",
        "send_order",
        "Periksa sebelum dikirim",
        "Lanjutkan isian belanja ini.",
        "Lanjutkan",
        "Kirim pesanan",
    ),
    Step(
        "terima",
        "receive_goods",
        "Periksa barang",
        "Barang sudah datang? Periksa dan foto.",
        "Periksa barang",
        "Simpan hasil periksa",
        pin=True,
    ),
    Step(
        "serah-terima",
        "accept_handover",
        "Terima hasil belanja",
        "Barang sudah diperiksa. Terima untuk desa.",
        "Terima hasil",
        "Terima hasil belanja",
        may_return=True,
        pin=True,
    ),
    Step(
        "ajukan",
        "request_payment",
        "Ajukan pembayaran",
        "Barang sudah diterima desa. Ajukan bayarnya.",
        "Ajukan pembayaran",
        "Ajukan pembayaran",
    ),
    Step(
        "periksa",
        "verify_request",
        "Periksa permintaan bayar",
        "Periksa berkasnya, lalu teruskan.",
        "Periksa berkas",
        "Berkas sudah benar",
        may_return=True,
    ),
    Step(
        "setujui",
        "approve_request",
        "Setujui pembayaran",
        "Sekdes sudah memeriksa. Tinggal disetujui.",
        "Baca dan setujui",
        "Setujui pembayaran",
        may_return=True,
        pin=True,
    ),
    Step(
        "bayar",
        "pay",
        "Bayar belanja",
        "Sudah disetujui Kepala Desa.",
        "Bayar",
        "Sudah saya bayar",
        may_return=True,
        pin=True,
    ),
    Step(
        "pajak",
        "close",
        "Isi bukti setor pajak",
        "Tinggal isi NTPN dari bukti setor.",
        "Isi bukti pajak",
        "Simpan bukti pajak",
    ),
)

STEP_OF_MOVE = {step.move: step for step in STEPS}
STEP_OF_SLUG = {step.slug: step for step in STEPS}

QUESTIONS = ("kegiatan", "barang", "harga", "toko", "waktu")
"""The questions of a purchase, one a page, at most six; then the answers are checked."""


def draft_address(purchase: Purchase) -> str:
    """The first question of a draft that has no answer yet, else the page that checks them all."""
    if not purchase.value:
        page = "draft-prices"
    elif purchase.supplier_id is None:
        page = "draft-supplier"
    elif purchase.needed_by is None:
        page = "draft-delivery"
    else:
        return reverse("purchase-step", args=[purchase.pk, "pesan"])
    return reverse(page, args=[purchase.pk])
