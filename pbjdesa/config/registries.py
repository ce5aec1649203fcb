"""What exists, listed once: methods, papers, red flags, hooks. Adding one is one line here."""

from pbjdesa.contracts.papers.spk import paper as spk
from pbjdesa.contracts.papers.surat_perjanjian import paper as surat_perjanjian
from pbjdesa.contracts.papers.surat_pesanan import paper as surat_pesanan
from pbjdesa.delivery.operations import on_change as take_back_handovers
from pbjdesa.delivery.papers.ba_pemeriksaan import paper as ba_pemeriksaan
from pbjdesa.delivery.papers.bast_kades import paper as bast_kades
from pbjdesa.delivery.papers.bast_penyedia import paper as bast_penyedia
from pbjdesa.documents.papers.register_nomor import paper as register_nomor
from pbjdesa.documents.registry import PAPERS
from pbjdesa.oversight.redflags import pecah_paket, setuju_kilat
from pbjdesa.oversight.registry import REDFLAGS
from pbjdesa.payments.operations import on_change as void_requests
from pbjdesa.payments.papers.kuitansi import paper as kuitansi
from pbjdesa.payments.papers.spp import paper as spp
from pbjdesa.planning.papers.pengumuman_rencana import paper as pengumuman_rencana
from pbjdesa.planning.papers.sk_tpk import paper as sk_tpk
from pbjdesa.procurement.methods.pembelian_langsung import method as pembelian_langsung
from pbjdesa.procurement.methods.permintaan_penawaran import method as permintaan_penawaran
from pbjdesa.procurement.papers.ba_evaluasi import paper as ba_evaluasi
from pbjdesa.procurement.papers.ba_negosiasi import paper as ba_negosiasi
from pbjdesa.procurement.papers.ba_pembukaan import paper as ba_pembukaan
from pbjdesa.procurement.papers.daftar_hadir import paper as daftar_hadir
from pbjdesa.procurement.papers.hps import paper as hps
from pbjdesa.procurement.papers.penetapan_pemenang import paper as penetapan_pemenang
from pbjdesa.procurement.papers.pengumuman_hasil import paper as pengumuman_hasil
from pbjdesa.procurement.papers.permintaan_penawaran import paper as surat_permintaan_penawaran
from pbjdesa.procurement.papers.pernyataan_kebenaran_usaha import (
    paper as pernyataan_kebenaran_usaha,
)
from pbjdesa.procurement.papers.spesifikasi import paper as spesifikasi
from pbjdesa.procurement.papers.tanda_terima_penawaran import paper as tanda_terima_penawaran
from pbjdesa.procurement.registry import METHODS, ON_CHANGE
from pbjdesa.transparency.operations import on_change as publish

METHOD_LIST = (pembelian_langsung.METHOD, permintaan_penawaran.METHOD)

PAPER_LIST = (
    register_nomor.PAPER,
    pengumuman_rencana.PAPER,
    sk_tpk.PAPER,
    spesifikasi.PAPER,
    hps.PAPER,
    surat_permintaan_penawaran.PAPER,
    tanda_terima_penawaran.PAPER,
    pernyataan_kebenaran_usaha.PAPER,
    ba_pembukaan.PAPER,
    ba_evaluasi.PAPER,
    ba_negosiasi.PAPER,
    daftar_hadir.PAPER,
    penetapan_pemenang.PAPER,
    pengumuman_hasil.PAPER,
    surat_pesanan.PAPER,
    spk.PAPER,
    surat_perjanjian.PAPER,
    ba_pemeriksaan.PAPER,
    bast_penyedia.PAPER,
    bast_kades.PAPER,
    spp.PAPER,
    kuitansi.PAPER,
)

REDFLAG_LIST = (pecah_paket.FLAG, setuju_kilat.FLAG)


def fill() -> None:
    """Called once when all apps are ready."""
    METHODS.register(*METHOD_LIST)
    PAPERS.register(*PAPER_LIST)
    REDFLAGS.register(*REDFLAG_LIST)
    ON_CHANGE.extend((take_back_handovers, void_requests, publish))
