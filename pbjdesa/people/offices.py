"""Offices (jabatan): what each one is for, where it is held, and the rule it rests on.

The local title of an office may differ (Patean says KPA where Permendagri 20/2018 says PKA):
screens and papers take the title from the appointment, which takes it from the rule set (A107).
"""

from dataclasses import dataclass
from enum import StrEnum

from pbjdesa.kernel.registry import Registry


class Level(StrEnum):
    """Where an office is held."""

    DESA = "desa"
    KECAMATAN = "kecamatan"
    KABUPATEN = "kabupaten"
    SYSTEM = "system"


@dataclass(frozen=True)
class Office:
    """One office. `does` is shown to the person who holds it."""

    slug: str
    label: str
    level: Level
    does: str
    source: str


KEPALA_DESA = Office(
    "kepala_desa",
    "Kepala Desa",
    Level.DESA,
    "Mengumumkan rencana, menyetujui pembayaran, dan menerima hasil.",
    "Permendagri 20/2018 (PKPKD)",
)
SEKDES = Office(
    "sekdes",
    "Sekretaris Desa",
    Level.DESA,
    "Memeriksa permintaan pembayaran.",
    "Permendagri 20/2018 (koordinator PPKD)",
)
KASI = Office(
    "kasi",
    "Kepala Seksi",
    Level.DESA,
    "Menyiapkan belanja kegiatan di bidangnya, memesan, dan memeriksa barang.",
    "Permendagri 20/2018 (PKA)",
)
KAUR = Office(
    "kaur",
    "Kepala Urusan",
    Level.DESA,
    "Menyiapkan belanja kegiatan di bidangnya, memesan, dan memeriksa barang.",
    "Permendagri 20/2018 (PKA)",
)
KAUR_KEUANGAN = Office(
    "kaur_keuangan",
    "Kaur Keuangan",
    Level.DESA,
    "Membayar, memotong pajak, dan menyimpan bukti setor.",
    "Permendagri 20/2018 (fungsi kebendaharaan)",
)
TPK_KETUA = Office(
    "tpk_ketua", "Ketua TPK", Level.DESA, "Memimpin tim pelaksana kegiatan.", "LKPP 12/2019"
)
TPK_SEKRETARIS = Office(
    "tpk_sekretaris",
    "Sekretaris TPK",
    Level.DESA,
    "Mencatat undangan, penawaran, dan berita acara tim pelaksana kegiatan.",
    "LKPP 12/2019",
)
TPK_ANGGOTA = Office(
    "tpk_anggota", "Anggota TPK", Level.DESA, "Anggota tim pelaksana kegiatan.", "LKPP 12/2019"
)
BPD = Office("bpd", "Anggota BPD", Level.DESA, "Mengawasi; hanya melihat.", "UU 6/2014")
CAMAT = Office(
    "camat", "Camat", Level.KECAMATAN, "Membina dan mengawasi desa; hanya melihat.", "PP 43/2014"
)
PENDAMPING = Office(
    "pendamping",
    "Pendamping Kecamatan",
    Level.KECAMATAN,
    "Mendampingi desa: melihat dan memberi catatan, tidak memutuskan.",
    "PP 43/2014 (pembinaan oleh camat)",
)
INSPEKTORAT = Office(
    "inspektorat",
    "Inspektorat",
    Level.KABUPATEN,
    "Mengawasi; melihat semua berkas dan catatan.",
    "Permendagri 20/2018 (APIP)",
)
ADMIN_KABUPATEN = Office(
    "admin_kabupaten",
    "Admin Kabupaten",
    Level.KABUPATEN,
    "Menjaga aturan dan daftar desa; tidak ikut dalam belanja.",
    "Permendagri 20/2018 Pasal 52 (pengaturan oleh bupati)",
)
OPERATOR = Office(
    "operator",
    "Pengelola Sistem",
    Level.SYSTEM,
    "Menjaga sistem tetap jalan; tidak melihat isi belanja.",
    "",
)

PKA = frozenset({KASI.slug, KAUR.slug})
"""Kasi/Kaur as *Pelaksana Kegiatan Anggaran*."""

TPK = frozenset({TPK_KETUA.slug, TPK_SEKRETARIS.slug, TPK_ANGGOTA.slug})
"""Everybody with a seat in the *Tim Pelaksana Kegiatan*."""

OFFICES: Registry[Office] = Registry("office")
OFFICES.register(
    KEPALA_DESA,
    SEKDES,
    KASI,
    KAUR,
    KAUR_KEUANGAN,
    TPK_KETUA,
    TPK_SEKRETARIS,
    TPK_ANGGOTA,
    BPD,
    CAMAT,
    PENDAMPING,
    INSPEKTORAT,
    ADMIN_KABUPATEN,
    OPERATOR,
)

DESA_OFFICES = frozenset(office.slug for office in OFFICES if office.level is Level.DESA)
WATCHERS = frozenset({CAMAT.slug, PENDAMPING.slug, INSPEKTORAT.slug})
