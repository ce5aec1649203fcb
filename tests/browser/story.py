"""The purchase as its people make it, step by step, on whatever device they have.

Nobody is told where to tap by the test alone: every tap is on words that the page itself shows.
"""

from collections.abc import Mapping
from pathlib import Path

from tests.browser.phone import Effort, Phone

NOTE = "Foto nota kabur. Foto lagi."


class Story:
    """One purchase of about five million rupiah, with what it costs each person."""

    def __init__(self, people: Mapping[str, Phone], picture: Path) -> None:
        self.kades, self.sekdes = people["kepala_desa"], people["sekdes"]
        self.kasi, self.treasurer = people["kasi"], people["kaur_keuangan"]
        self.picture = picture
        self.effort: dict[str, Effort] = {}
        self.bytes: dict[str, int] = {}
        for one in people.values():
            one.count_again()

    def close_books(self, turn: str, phone: Phone) -> None:
        """Note what one turn cost; the next one counts anew."""
        self.effort[turn], phone.effort = phone.effort, Effort()
        self.bytes[turn] = phone.count_again().pages

    def announce(self) -> None:
        """The kades reads five lines and announces the plan."""
        kades = self.kades
        kades.open("/")
        kades.picture("tugas-kades")
        kades.tap("Baca dan umumkan")
        assert kades.page.locator("dl.five > div").count() == 5
        kades.picture("umumkan")
        kades.tap("Umumkan rencana ini")
        assert kades.says("Rencana sudah diumumkan.")
        self.close_books("kades announces", kades)

    def order(self) -> int:
        """The kasi answers the questions and sends the order; answers the purchase's id."""
        kasi = self.kasi
        kasi.open("/")
        kasi.picture("mulai")
        kasi.tap("Mulai belanja")
        kasi.picture("kegiatan")
        kasi.tap("Operasional Kantor")
        kasi.choose("Printer tinta")
        kasi.picture("barang")
        kasi.tap("Lanjut")
        kasi.type("Printer tinta, harga satu unit", "2450000")
        kasi.picture("harga")
        kasi.tap("Lanjut")
        kasi.choose("Toko Sumber Rejeki")
        kasi.picture("toko")
        kasi.tap("Lanjut")
        kasi.choose("Besok")
        kasi.picture("waktu")
        kasi.tap("Lanjut")
        assert kasi.says("Rp4.900.000")
        assert kasi.says("Pembelian Langsung")
        assert kasi.says("belum dikonfirmasi")
        kasi.picture("pesan")
        kasi.tap("Kirim pesanan")
        assert kasi.says("Pesanan ke Toko Sumber Rejeki sudah jadi.")
        return int(kasi.page.url.rstrip("/").rpartition("/")[2])

    def receive(self) -> None:
        """The kasi checks the goods, with a photo and the PIN."""
        kasi = self.kasi
        kasi.tap("Periksa barang")
        kasi.take_photo(self.picture)
        kasi.choose("Semua sesuai")
        kasi.give_pin()
        kasi.picture("terima")
        kasi.tap("Simpan hasil periksa")
        assert kasi.says("Barang diterima.")
        self.close_books("kasi starts, orders, receives", kasi)

    def accept(self) -> None:
        """The kades takes over the result."""
        kades = self.kades
        kades.open("/")
        kades.tap("Terima hasil")
        kades.give_pin()
        kades.picture("serah-terima")
        kades.tap("Terima hasil belanja")
        assert kades.says("Hasil belanja sudah diterima desa.")
        self.close_books("kades accepts", kades)

    def ask(self) -> None:
        """The kasi asks for the payment, and sees the taxes first."""
        kasi = self.kasi
        kasi.open("/")
        kasi.tap("Ajukan pembayaran")
        assert kasi.says("PPh")
        kasi.picture("ajukan")
        kasi.tap("Ajukan pembayaran")
        assert kasi.says("SPP terkirim.")
        self.close_books("kasi asks", kasi)

    def send_back(self) -> None:
        """The sekdes sends it back; it reopens for the kasi with the note on top (A020)."""
        sekdes, kasi = self.sekdes, self.kasi
        sekdes.open("/")
        sekdes.tap("Periksa berkas")
        sekdes.tap("Kembalikan dengan catatan")
        sekdes.write("#id_note", NOTE)
        sekdes.picture("kembalikan")
        sekdes.tap("Kembalikan")
        assert sekdes.says("Sudah dikembalikan dengan catatan Anda.")
        self.close_books("sekdes returns", sekdes)
        kasi.open("/")
        first = kasi.page.locator("main .first").inner_text()
        assert "Dikembalikan" in first
        assert NOTE in first
        kasi.tap("Ajukan pembayaran")
        note = kasi.page.locator(".said")
        assert note.inner_text() == NOTE
        top, facts = note.bounding_box(), kasi.page.locator("main dl").first.bounding_box()
        assert top
        assert facts
        assert top["y"] < facts["y"]
        kasi.picture("dikembalikan")
        kasi.tap("Ajukan pembayaran")
        self.close_books("kasi asks again", kasi)

    def verify(self) -> None:
        """The sekdes finds the papers in order."""
        sekdes = self.sekdes
        sekdes.open("/")
        sekdes.tap("Periksa berkas")
        sekdes.picture("periksa")
        sekdes.tap("Berkas sudah benar")
        assert sekdes.says("Sekarang giliran Kepala Desa.")
        self.close_books("sekdes verifies", sekdes)

    def approve(self) -> None:
        """The kades reads five lines, then approves with the PIN (A021)."""
        kades = self.kades
        kades.open("/")
        kades.tap("Baca dan setujui")
        assert kades.page.locator("dl.five > div").count() == 5
        kades.give_pin()
        kades.picture("setujui")
        kades.tap("Setujui pembayaran")
        assert kades.says("Pembayaran disetujui.")
        self.close_books("kades approves", kades)

    def pay(self) -> None:
        """The kaur keuangan pays by transfer."""
        treasurer = self.treasurer
        treasurer.open("/")
        treasurer.tap("Bayar")
        treasurer.choose("Transfer bank")
        treasurer.give_pin()
        treasurer.picture("bayar")
        treasurer.tap("Sudah saya bayar")
        assert treasurer.says("Pembayaran tercatat.")
        self.close_books("kaur keuangan pays", treasurer)

    def prove(self) -> None:
        """The kaur keuangan types the proof of the tax; the file closes."""
        treasurer = self.treasurer
        treasurer.tap("Isi bukti pajak")
        treasurer.write("input[name^=ntpn_]", "0A1B2C3D4E5F6G7H")
        treasurer.picture("pajak")
        treasurer.tap("Simpan bukti pajak")
        assert treasurer.says("Berkas belanja ini lengkap.")
        treasurer.picture("selesai")
        self.close_books("kaur keuangan proves the tax", treasurer)

    def from_order_to_closed(self) -> int:
        """The straight way, without a return."""
        purchase = self.order()
        self.receive()
        self.accept()
        self.ask()
        self.verify()
        self.approve()
        self.pay()
        self.prove()
        return purchase
