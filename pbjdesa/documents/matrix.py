"""The matrix of papers: the 32 rows in which the file of any purchase is kept, in its order.

The rows follow the union of the sets of papers in use (LKPP 12/2019 model papers and regional sets,
mark B). Which of them a method needs is data of the rule set (`papers.<method>`); this table only
says where each kind belongs and what the row is called.
"""

import functools
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One row of the matrix: its number, its name, and the kinds of paper in it, in order."""

    number: int
    label: str
    kinds: tuple[str, ...]


OTHER = Row(33, "Surat lain", ())
"""Where a paper stands that the matrix does not know."""

ROWS = (
    Row(1, "Musrenbangdes dan RKP Desa", ("ba_musrenbangdes", "kutipan_rkp")),
    Row(2, "Pengumuman perencanaan", ("pengumuman_rencana",)),
    Row(3, "SK TPK dan SK PKA", ("sk_tpk", "sk_pka")),
    Row(4, "DPA atau RAB", ("dpa",)),
    Row(5, "Kerangka acuan kerja", ("kak", "kak_singkat")),
    Row(6, "Spesifikasi teknis", ("spesifikasi",)),
    Row(7, "Gambar rencana", ("gambar_rencana",)),
    Row(8, "Jadwal pelaksanaan", ("jadwal_pelaksanaan",)),
    Row(9, "Rencana tenaga, bahan, dan alat", ("rencana_sumber_daya",)),
    Row(10, "HPS atau RAB swakelola", ("hps", "rab_swakelola", "survei_harga", "analisa_harga")),
    Row(11, "Penyampaian dokumen persiapan", ("penyampaian_dokumen",)),
    Row(12, "Rapat TPK", ("notulen_rapat",)),
    Row(13, "Pakta integritas", ("pakta_integritas",)),
    Row(14, "Permintaan penawaran atau lelang", ("permintaan_penawaran", "pengumuman_lelang")),
    Row(
        15,
        "Penawaran",
        (
            "surat_penawaran",
            "rincian_penawaran",
            "pernyataan_kebenaran_usaha",
            "isian_penyedia",
            "tanda_terima_penawaran",
        ),
    ),
    Row(16, "Pembukaan penawaran", ("ba_pembukaan",)),
    Row(17, "Evaluasi", ("ba_evaluasi",)),
    Row(18, "Negosiasi", ("undangan_negosiasi", "ba_negosiasi", "daftar_hadir")),
    Row(19, "Penetapan pemenang", ("penetapan_pemenang", "persetujuan_penawaran")),
    Row(20, "Pesanan", ("surat_pesanan", "nota_pesanan")),
    Row(21, "Perjanjian", ("spk", "surat_perjanjian", "spmk")),
    Row(
        22,
        "Laporan kemajuan dan foto",
        ("laporan_harian", "laporan_mingguan", "laporan_kemajuan", "foto_dokumentasi"),
    ),
    Row(23, "Laporan sumber daya dan evaluasi", ("laporan_sumber_daya", "laporan_evaluasi")),
    Row(24, "Pemeriksaan", ("permohonan_pemeriksaan", "ba_pemeriksaan")),
    Row(25, "Serah terima", ("bast_tpk", "bast_penyedia", "bast_kades")),
    Row(26, "Permintaan pembayaran", ("ba_pembayaran", "spp", "pernyataan_belanja")),
    Row(
        27,
        "Bukti pembayaran",
        ("nota_toko", "invoice", "kuitansi", "tanda_bukti_pengeluaran", "bukti_transfer"),
    ),
    Row(28, "Bukti pajak", ("bukti_pajak",)),
    Row(29, "Upah dan daftar hadir pekerja", ("daftar_upah", "daftar_hadir_pekerja")),
    Row(30, "Pengumuman hasil", ("pengumuman_hasil", "papan_pengumuman")),
    Row(31, "Laporan hasil pekerjaan", ("laporan_tpk", "laporan_hasil")),
    Row(
        32,
        "Perubahan dan penyelesaian",
        ("adendum", "surat_teguran", "pemberitahuan_denda", "pemutusan_perjanjian"),
    ),
)


@functools.cache
def row_of(kind: str) -> Row:
    """The row in which a kind of paper belongs."""
    return next((row for row in ROWS if kind in row.kinds), OTHER)


def place_of(kind: str) -> tuple[int, int]:
    """Where a kind stands in the order of a file: its row, and its place in the row."""
    row = row_of(kind)
    return row.number, row.kinds.index(kind) if kind in row.kinds else 0
