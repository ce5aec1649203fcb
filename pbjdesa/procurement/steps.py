"""What a move is for people: its page, the task that leads there, what is said after it.

The table of moves says what is allowed; a step says it in words. Steps that every method shares
stand here once; a method's own stand in `steps.py` of its folder. The web reads both and knows no
method: a move without an entry still works with the words of its label.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Step:
    """The words around one move, and the operation behind it where the method has its own.

    All text is Indonesian and may be translated where it is shown.
    """

    told: str
    """The history: what happened."""
    slug: str = ""
    """The step in addresses; empty makes it from the name of the move."""
    heading: str = ""
    """The page's heading; empty takes the label of the move."""
    line: str = ""
    """One line of the task on the home page."""
    action: str = ""
    """The button that leads to the page; empty takes the label of the move."""
    button: str = ""
    """The button that does it; empty takes the label of the move."""
    done: str = "Tersimpan."
    """What is said afterwards."""
    ask: str = ""
    """A step back or out: what to write as its reason."""
    then: str = ""
    """A step back or out: what happens next, for whoever chooses among several."""
    back: str = ""
    """The move that sends the work back from this page."""
    with_papers: bool = False
    """The page shows the papers of the purchase."""
    operation: Callable[..., Any] | None = None
    """Called with by, purchase and, for a step back, note. Left out where a stage above owns it,
    or where the move alone is all that happens."""


SHARED: dict[str, Step] = {
    "receive_goods": Step(
        slug="terima",
        heading="Periksa barang",
        line="Barang sudah datang? Periksa dan foto.",
        action="Periksa barang",
        button="Simpan hasil periksa",
        told="Barang diperiksa dan diterima",
    ),
    "inspect_goods": Step(
        slug="periksa-barang",
        heading="Periksa barang",
        line="Barang sudah datang? Periksa dan foto.",
        action="Periksa barang",
        button="Simpan hasil periksa",
        told="Barang diperiksa TPK",
    ),
    "accept_goods": Step(
        slug="terima-barang",
        heading="Terima barang",
        line="TPK sudah memeriksa barangnya.",
        action="Terima barang",
        button="Terima barang",
        done="Barang diterima. Kepala Desa akan menerimanya untuk desa.",
        told="Barang diterima dari penyedia",
        back="return_inspection",
        with_papers=True,
    ),
    "return_inspection": Step(
        slug="periksa-lagi",
        done="TPK diminta memeriksa lagi.",
        told="TPK diminta memeriksa lagi",
        ask="Tulis apa yang perlu diperiksa lagi.",
        then="TPK memeriksa barangnya sekali lagi.",
    ),
    "accept_handover": Step(
        slug="serah-terima",
        heading="Terima hasil belanja",
        line="Barang sudah diperiksa. Terima untuk desa.",
        action="Terima hasil",
        button="Terima hasil belanja",
        done="Hasil belanja sudah diterima desa.",
        told="Hasil diterima Kepala Desa",
        back="return_handover",
    ),
    "return_handover": Step(
        slug="kembalikan-hasil",
        heading="Kembalikan hasil belanja",
        done="Sudah dikembalikan. Barangnya diperiksa lagi.",
        told="Hasil dikembalikan",
        ask="Tulis apa yang kurang, contoh kurang 2 sak.",
        then="Barangnya diperiksa lagi.",
    ),
    "request_payment": Step(
        slug="ajukan",
        line="Barang sudah diterima desa. Ajukan bayarnya.",
        done="SPP terkirim. Sekretaris Desa memeriksanya.",
        told="Pembayaran diajukan",
        with_papers=True,
    ),
    "verify_request": Step(
        slug="periksa",
        heading="Periksa permintaan bayar",
        line="Periksa berkasnya, lalu teruskan.",
        action="Periksa berkas",
        done="Terima kasih. Sekarang giliran Kepala Desa.",
        told="Berkas diperiksa Sekdes",
        back="return_request",
        with_papers=True,
    ),
    "return_request": Step(
        slug="kembalikan-berkas",
        heading="Kembalikan permintaan bayar",
        done="Sudah dikembalikan dengan catatan Anda.",
        told="Berkas dikembalikan Sekdes",
        ask="Tulis apa yang perlu diperbaiki.",
        then="Kasi/Kaur memperbaiki permintaan bayarnya.",
    ),
    "approve_request": Step(
        slug="setujui",
        line="Sekdes sudah memeriksa. Tinggal disetujui.",
        action="Baca dan setujui",
        done="Pembayaran disetujui. Kaur Keuangan membayar.",
        told="Pembayaran disetujui",
        back="reject_request",
        with_papers=True,
    ),
    "reject_request": Step(
        slug="kembalikan-setuju",
        heading="Kembalikan permintaan bayar",
        done="Sudah dikembalikan dengan catatan Anda.",
        told="Berkas dikembalikan Kepala Desa",
        ask="Tulis apa yang perlu diperbaiki.",
        then="Kasi/Kaur memperbaiki permintaan bayarnya.",
    ),
    "pay": Step(
        slug="bayar",
        heading="Bayar belanja",
        line="Sudah disetujui Kepala Desa.",
        button="Sudah saya bayar",
        done="Pembayaran tercatat. Kuitansinya siap dicetak.",
        told="Uang dibayar",
        back="return_payment",
    ),
    "return_payment": Step(
        slug="kembalikan-bayar",
        heading="Kembalikan permintaan bayar",
        done="Sudah dikembalikan dengan catatan Anda.",
        told="Berkas dikembalikan Kaur Keuangan",
        ask="Tulis apa yang perlu diperbaiki.",
        then="Kasi/Kaur memperbaiki permintaan bayarnya.",
    ),
    "close": Step(
        slug="pajak",
        heading="Isi bukti setor pajak",
        line="Tinggal isi NTPN dari bukti setor.",
        action="Isi bukti pajak",
        button="Simpan bukti pajak",
        done="Bukti pajak tersimpan. Berkas belanja ini lengkap.",
        told="Berkas lengkap",
    ),
    "discard": Step(
        slug="hapus",
        heading="Hapus rancangan ini",
        done="Rancangan sudah dihapus.",
        told="Rancangan dihapus",
    ),
    "cancel_order": Step(
        slug="batalkan",
        done="Pesanan dibatalkan. Anggarannya bisa dipakai lagi.",
        told="Pesanan dibatalkan",
        ask="Tulis alasannya, contoh toko tutup.",
        then="Belanja ini berhenti. Anggarannya bisa dipakai lagi.",
    ),
}
