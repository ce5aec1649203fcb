"""Pengumuman Hasil Pengadaan: for the notice board, what was bought from whom, and at what price.

Item, quantity, price offered and price agreed, as on Batang's notice sheet; activity, place and
time as in the LKPP model set (mark B). No personal data beyond the name of the business.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, SIGNERS, number, rupiah, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="pengumuman_hasil",
    name="Pengumuman Hasil Pengadaan",
    stage="procurement",
    fields=(
        *PACKAGE,
        text("method", "Cara pengadaan"),
        text("output", "Keluaran", required=False),
        text("location", "Lokasi"),
        rupiah("hps_total", "Nilai total HPS"),
        number("invited", "Penyedia yang diundang"),
        number("offers", "Penawaran yang masuk"),
        text("supplier_name", "Pemenang"),
        text("supplier_address", "Alamat pemenang"),
        table(
            "items",
            "Barang atau jasa",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("offer_price", "Harga satuan penawaran"),
            rupiah("agreed_price", "Harga satuan disepakati"),
            rupiah("amount", "Jumlah"),
        ),
        rupiah("offer_total", "Harga penawaran"),
        rupiah("value", "Harga yang disepakati"),
        number("work_days", "Waktu penyerahan (hari kalender)"),
        text("team", "Nama TPK"),
        *SIGNERS,
    ),
    signatories=("signers",),
    facts=("package", "supplier_name", "value"),
    folder=Path(__file__).parent,
    publicity="always",
    issuer="tpk",
)
