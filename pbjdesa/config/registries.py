"""What exists, listed once: methods, papers, red flags, hooks. Adding one is one line here."""

from pbjdesa.contracts import sheets as contract_sheets
from pbjdesa.contracts.papers.adendum import paper as adendum
from pbjdesa.contracts.papers.nota_pesanan import paper as nota_pesanan
from pbjdesa.contracts.papers.pemberitahuan_denda import paper as pemberitahuan_denda
from pbjdesa.contracts.papers.pemutusan_perjanjian import paper as pemutusan_perjanjian
from pbjdesa.contracts.papers.spk import paper as spk
from pbjdesa.contracts.papers.spmk import paper as spmk
from pbjdesa.contracts.papers.surat_perjanjian import paper as surat_perjanjian
from pbjdesa.contracts.papers.surat_pesanan import paper as surat_pesanan
from pbjdesa.contracts.papers.surat_teguran import paper as surat_teguran
from pbjdesa.delivery import sheets as delivery_sheets
from pbjdesa.delivery.operations import on_change as take_back_handovers
from pbjdesa.delivery.papers.ba_pemeriksaan import paper as ba_pemeriksaan
from pbjdesa.delivery.papers.bast_kades import paper as bast_kades
from pbjdesa.delivery.papers.bast_penyedia import paper as bast_penyedia
from pbjdesa.delivery.papers.bast_tpk import paper as bast_tpk
from pbjdesa.delivery.papers.daftar_hadir_pekerja import paper as daftar_hadir_pekerja
from pbjdesa.delivery.papers.daftar_upah import paper as daftar_upah
from pbjdesa.delivery.papers.foto_dokumentasi import paper as foto_dokumentasi
from pbjdesa.delivery.papers.laporan_evaluasi import paper as laporan_evaluasi
from pbjdesa.delivery.papers.laporan_harian import paper as laporan_harian
from pbjdesa.delivery.papers.laporan_hasil import paper as laporan_hasil
from pbjdesa.delivery.papers.laporan_kemajuan import paper as laporan_kemajuan
from pbjdesa.delivery.papers.laporan_mingguan import paper as laporan_mingguan
from pbjdesa.delivery.papers.laporan_sumber_daya import paper as laporan_sumber_daya
from pbjdesa.delivery.papers.laporan_tpk import paper as laporan_tpk
from pbjdesa.delivery.papers.papan_pengumuman import paper as papan_pengumuman
from pbjdesa.delivery.papers.permohonan_pemeriksaan import paper as permohonan_pemeriksaan
from pbjdesa.documents.papers.register_nomor import paper as register_nomor
from pbjdesa.documents.registry import PAPERS
from pbjdesa.oversight.redflags import pecah_paket, setuju_kilat
from pbjdesa.oversight.registry import REDFLAGS
from pbjdesa.payments import sheets as payment_sheets
from pbjdesa.payments.operations import on_change as void_requests
from pbjdesa.payments.papers.ba_pembayaran import paper as ba_pembayaran
from pbjdesa.payments.papers.bukti_pajak import paper as bukti_pajak
from pbjdesa.payments.papers.bukti_transfer import paper as bukti_transfer
from pbjdesa.payments.papers.buku_pajak import paper as buku_pajak
from pbjdesa.payments.papers.invoice import paper as invoice
from pbjdesa.payments.papers.kuitansi import paper as kuitansi
from pbjdesa.payments.papers.nota_toko import paper as nota_toko
from pbjdesa.payments.papers.pernyataan_belanja import paper as pernyataan_belanja
from pbjdesa.payments.papers.sampul_spj import paper as sampul_spj
from pbjdesa.payments.papers.spp import paper as spp
from pbjdesa.payments.papers.tanda_bukti_pengeluaran import paper as tanda_bukti_pengeluaran
from pbjdesa.planning.papers.ba_musrenbangdes import paper as ba_musrenbangdes
from pbjdesa.planning.papers.dpa import paper as dpa
from pbjdesa.planning.papers.kutipan_rkp import paper as kutipan_rkp
from pbjdesa.planning.papers.pengumuman_rencana import paper as pengumuman_rencana
from pbjdesa.planning.papers.sk_pka import paper as sk_pka
from pbjdesa.planning.papers.sk_tpk import paper as sk_tpk
from pbjdesa.procurement.methods.pembelian_langsung import method as pembelian_langsung
from pbjdesa.procurement.methods.permintaan_penawaran import method as permintaan_penawaran
from pbjdesa.procurement.papers.analisa_harga import paper as analisa_harga
from pbjdesa.procurement.papers.ba_evaluasi import paper as ba_evaluasi
from pbjdesa.procurement.papers.ba_negosiasi import paper as ba_negosiasi
from pbjdesa.procurement.papers.ba_pembukaan import paper as ba_pembukaan
from pbjdesa.procurement.papers.daftar_hadir import paper as daftar_hadir
from pbjdesa.procurement.papers.gambar_rencana import paper as gambar_rencana
from pbjdesa.procurement.papers.hps import paper as hps
from pbjdesa.procurement.papers.isian_penyedia import paper as isian_penyedia
from pbjdesa.procurement.papers.jadwal_pelaksanaan import paper as jadwal_pelaksanaan
from pbjdesa.procurement.papers.kak import paper as kak
from pbjdesa.procurement.papers.kak_singkat import paper as kak_singkat
from pbjdesa.procurement.papers.notulen_rapat import paper as notulen_rapat
from pbjdesa.procurement.papers.pakta_integritas import paper as pakta_integritas
from pbjdesa.procurement.papers.penetapan_pemenang import paper as penetapan_pemenang
from pbjdesa.procurement.papers.pengumuman_hasil import paper as pengumuman_hasil
from pbjdesa.procurement.papers.pengumuman_lelang import paper as pengumuman_lelang
from pbjdesa.procurement.papers.penyampaian_dokumen import paper as penyampaian_dokumen
from pbjdesa.procurement.papers.permintaan_penawaran import paper as surat_permintaan_penawaran
from pbjdesa.procurement.papers.pernyataan_kebenaran_usaha import (
    paper as pernyataan_kebenaran_usaha,
)
from pbjdesa.procurement.papers.persetujuan_penawaran import paper as persetujuan_penawaran
from pbjdesa.procurement.papers.rab_swakelola import paper as rab_swakelola
from pbjdesa.procurement.papers.rencana_sumber_daya import paper as rencana_sumber_daya
from pbjdesa.procurement.papers.rincian_penawaran import paper as rincian_penawaran
from pbjdesa.procurement.papers.spesifikasi import paper as spesifikasi
from pbjdesa.procurement.papers.surat_penawaran import paper as surat_penawaran
from pbjdesa.procurement.papers.survei_harga import paper as survei_harga
from pbjdesa.procurement.papers.tanda_terima_penawaran import paper as tanda_terima_penawaran
from pbjdesa.procurement.papers.undangan_negosiasi import paper as undangan_negosiasi
from pbjdesa.procurement.registry import METHODS, ON_CHANGE, SHEETS
from pbjdesa.procurement.sheets import choice as choice_sheets
from pbjdesa.procurement.sheets import preparation as preparation_sheets
from pbjdesa.regulations.words import PAPER_NAMES
from pbjdesa.transparency.operations import on_change as publish

METHOD_LIST = (pembelian_langsung.METHOD, permintaan_penawaran.METHOD)

PAPER_LIST = (
    register_nomor.PAPER,
    sampul_spj.PAPER,
    buku_pajak.PAPER,
    pengumuman_rencana.PAPER,
    sk_tpk.PAPER,
    spesifikasi.PAPER,
    hps.PAPER,
    surat_permintaan_penawaran.PAPER,
    pengumuman_lelang.PAPER,
    surat_penawaran.PAPER,
    rincian_penawaran.PAPER,
    tanda_terima_penawaran.PAPER,
    pernyataan_kebenaran_usaha.PAPER,
    isian_penyedia.PAPER,
    ba_pembukaan.PAPER,
    ba_evaluasi.PAPER,
    undangan_negosiasi.PAPER,
    ba_negosiasi.PAPER,
    daftar_hadir.PAPER,
    penetapan_pemenang.PAPER,
    persetujuan_penawaran.PAPER,
    pengumuman_hasil.PAPER,
    surat_pesanan.PAPER,
    nota_pesanan.PAPER,
    spk.PAPER,
    surat_perjanjian.PAPER,
    spmk.PAPER,
    adendum.PAPER,
    surat_teguran.PAPER,
    pemberitahuan_denda.PAPER,
    pemutusan_perjanjian.PAPER,
    laporan_harian.PAPER,
    laporan_mingguan.PAPER,
    laporan_kemajuan.PAPER,
    foto_dokumentasi.PAPER,
    laporan_sumber_daya.PAPER,
    laporan_evaluasi.PAPER,
    permohonan_pemeriksaan.PAPER,
    ba_pemeriksaan.PAPER,
    bast_tpk.PAPER,
    bast_penyedia.PAPER,
    bast_kades.PAPER,
    daftar_upah.PAPER,
    daftar_hadir_pekerja.PAPER,
    papan_pengumuman.PAPER,
    laporan_tpk.PAPER,
    laporan_hasil.PAPER,
    spp.PAPER,
    kuitansi.PAPER,
    ba_musrenbangdes.PAPER,
    kutipan_rkp.PAPER,
    sk_pka.PAPER,
    dpa.PAPER,
    kak.PAPER,
    kak_singkat.PAPER,
    gambar_rencana.PAPER,
    jadwal_pelaksanaan.PAPER,
    rencana_sumber_daya.PAPER,
    rab_swakelola.PAPER,
    analisa_harga.PAPER,
    survei_harga.PAPER,
    penyampaian_dokumen.PAPER,
    notulen_rapat.PAPER,
    pakta_integritas.PAPER,
    ba_pembayaran.PAPER,
    pernyataan_belanja.PAPER,
    nota_toko.PAPER,
    invoice.PAPER,
    tanda_bukti_pengeluaran.PAPER,
    bukti_transfer.PAPER,
    bukti_pajak.PAPER,
)

SHEET_LIST = (
    *preparation_sheets.SHEETS,
    *choice_sheets.SHEETS,
    *contract_sheets.SHEETS,
    *delivery_sheets.SHEETS,
    *payment_sheets.SHEETS,
)

REDFLAG_LIST = (pecah_paket.FLAG, setuju_kilat.FLAG)


def fill() -> None:
    """Called once when all apps are ready."""
    METHODS.register(*METHOD_LIST)
    PAPERS.register(*PAPER_LIST)
    PAPER_NAMES.update({kind.slug: kind.name for kind in PAPERS})
    SHEETS.register(*SHEET_LIST)
    REDFLAGS.register(*REDFLAG_LIST)
    ON_CHANGE.extend((take_back_handovers, void_requests, publish))
