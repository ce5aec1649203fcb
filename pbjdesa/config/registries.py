"""What exists, listed once: methods, papers, red flags, hooks. Adding one is one line here."""

from pbjdesa.contracts.papers.surat_pesanan import paper as surat_pesanan
from pbjdesa.delivery.papers.ba_pemeriksaan import paper as ba_pemeriksaan
from pbjdesa.delivery.papers.bast_kades import paper as bast_kades
from pbjdesa.delivery.papers.bast_penyedia import paper as bast_penyedia
from pbjdesa.documents.registry import PAPERS
from pbjdesa.oversight.redflags import pecah_paket, setuju_kilat
from pbjdesa.oversight.registry import REDFLAGS
from pbjdesa.payments.papers.kuitansi import paper as kuitansi
from pbjdesa.payments.papers.spp import paper as spp
from pbjdesa.planning.papers.pengumuman_rencana import paper as pengumuman_rencana
from pbjdesa.procurement.methods.pembelian_langsung import method as pembelian_langsung
from pbjdesa.procurement.methods.permintaan_penawaran import method as permintaan_penawaran
from pbjdesa.procurement.papers.hps import paper as hps
from pbjdesa.procurement.papers.spesifikasi import paper as spesifikasi
from pbjdesa.procurement.registry import METHODS, ON_CHANGE
from pbjdesa.transparency.operations import on_change as publish

METHOD_LIST = (pembelian_langsung.METHOD, permintaan_penawaran.METHOD)

PAPER_LIST = (
    pengumuman_rencana.PAPER,
    spesifikasi.PAPER,
    hps.PAPER,
    surat_pesanan.PAPER,
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
    ON_CHANGE.append(publish)
