"""The codes of regulation files in plain Indonesian."""

import re

WORDS: dict[str, str] = {
    # categories and places
    "barang": "barang",
    "jasa": "jasa",
    "konstruksi": "pekerjaan konstruksi",
    "desa": "desa",
    "kecamatan": "kecamatan",
    "kabupaten": "kabupaten",
    # offices
    "kepala_desa": "Kepala Desa",
    "sekdes": "Sekretaris Desa",
    "kasi": "Kasi",
    "kaur": "Kaur",
    "kaur_keuangan": "Kaur Keuangan",
    "pka": "Kasi/Kaur pelaksana kegiatan",
    "tpk": "TPK",
    "tpk_ketua": "Ketua TPK",
    "tpk_sekretaris": "Sekretaris TPK",
    "tpk_anggota": "Anggota TPK",
    "bpd": "BPD",
    "camat": "Camat",
    "penyedia": "penyedia",
    "penerima": "penerima uang",
    # duties
    "plan": "menyiapkan belanja",
    "verify": "memeriksa permintaan bayar",
    "approve": "menyetujui pembayaran",
    "select": "memilih penyedia",
    "contract": "memesan atau membuat perjanjian",
    "receive": "memeriksa dan menerima barang",
    "pay": "membayar",
    "bid": "menjual kepada desa",
    "X": "dilarang merangkap",
    "W": "boleh merangkap hanya dengan saksi dan catatan publik:",
    "-": "boleh merangkap",
    # choices
    "required": "wajib",
    "optional": "boleh, tidak wajib",
    "block": "ditolak",
    "warn": "diperingatkan",
    "calendar": "hari kalender",
    "working": "hari kerja",
    "pagu": "pagu",
    "hps": "HPS",
    "negotiated": "harga hasil negosiasi",
    "in_price": "sudah termasuk dalam harga",
    "below_line": "ditulis di bawah jumlah",
    "kegiatan_kode_tahun": "kegiatan, kode belanja, dan tahun yang sama",
    "kegiatan_tahun": "kegiatan dan tahun yang sama",
    "kode_tahun": "kode belanja dan tahun yang sama",
    "never": "tidak pernah",
    "until_award": "sampai ada pemenang",
    # when nothing came of a round of offers
    "repeat": "mengulang permintaan",
    "widen": "mengundang dari daerah yang lebih luas",
    "direct": "meminta langsung kepada satu penyedia",
    "cancel": "membatalkan belanja",
    # how offers are judged, and with whom the price is talked about
    "administrasi": "administrasi",
    "teknis": "teknis",
    "harga": "harga",
    "lowest": "mulai dari yang terendah",
    "fail": "gugur",
    "negotiate": "boleh dinegosiasi",
    "best": "penawar terbaik saja",
    "ranked": "penawar terbaik; bila tidak sepakat, penawar urutan berikutnya",
    # contracts
    "whole": "seluruh nilai perjanjian",
    "remaining": "nilai bagian yang belum diserahkan",
    # days
    "senin": "Senin",
    "selasa": "Selasa",
    "rabu": "Rabu",
    "kamis": "Kamis",
    "jumat": "Jumat",
    "sabtu": "Sabtu",
    "minggu": "Minggu",
    # papers
    "A4": "A4 (210 × 297 mm)",
    "F4": "F4 atau folio (215 × 330 mm)",
    "nota": "nota",
    "kuitansi": "kuitansi",
    "surat_pesanan": "surat pesanan",
    "spk": "SPK",
    "surat_perjanjian": "surat perjanjian",
    "permintaan_penawaran": "permintaan penawaran",
    "tanda_terima_penawaran": "tanda terima penawaran",
    "ba_pembukaan": "berita acara pembukaan penawaran",
    "ba_evaluasi": "berita acara evaluasi",
    "ba_negosiasi": "berita acara negosiasi",
    "daftar_hadir": "daftar hadir",
    "penetapan_pemenang": "penetapan pemenang",
    "pengumuman_hasil": "pengumuman hasil",
    "ktp": "KTP",
    "npwp": "NPWP",
    "nib": "NIB",
    "izin_usaha": "izin usaha",
    "pernyataan_kebenaran_usaha": "surat pernyataan kebenaran usaha",
    "pakta_integritas": "pakta integritas",
    "rekening": "nomor rekening",
    # TPK
    "ketua": "ketua",
    "sekretaris": "sekretaris",
    "anggota": "anggota",
    "perangkat_desa": "perangkat desa",
    "lkd": "lembaga kemasyarakatan desa",
    "masyarakat": "masyarakat",
    "tahun": "tahun",
    # public page
    "kegiatan": "kegiatan",
    "cara": "cara",
    "nilai": "nilai",
    "waktu": "waktu",
    "lokasi": "lokasi",
    "foto": "foto",
    "pembayaran": "pembayaran",
    "papan_pengumuman": "papan pengumuman",
    "situs_desa": "situs desa",
    "portal": "halaman publik",
    # taxes
    "PPN": "PPN",
    "PPH21": "PPh Pasal 21",
    "PPH22": "PPh Pasal 22",
    "PPH23": "PPh Pasal 23",
    "PPH4_2": "PPh Pasal 4 ayat (2)",
    "PPH_FINAL_UMKM": "PPh final UMKM",
    "goods": "barang",
    "services": "jasa",
    "catering": "katering",
    "equipment_rent": "sewa alat atau kendaraan",
    "construction_work": "pekerjaan konstruksi",
    "construction_consult": "konsultansi konstruksi",
    "land_building_rent": "sewa tanah atau bangunan",
    "wage": "upah harian",
    "honor": "honor",
    "fuel_pertamina": "BBM dari Pertamina",
    "fuel": "BBM",
    "telecom": "telekomunikasi",
    "electricity": "listrik",
    "water": "air ledeng",
    "post": "pos",
    "air_transport": "angkutan udara",
    "individual": "orang pribadi",
    "pt_perorangan": "PT Perorangan",
    "cooperative": "koperasi",
    "bumdes": "BUM Desa",
    "cv": "CV",
    "firma": "firma",
    "pt": "PT",
    "kecil": "bersertifikat kecil",
    "menengah_besar": "bersertifikat menengah atau besar",
    "tanpa_sertifikat": "tanpa sertifikat",
    "half_up": "ke yang terdekat (setengah ke atas)",
    "up": "ke atas",
    "down": "ke bawah",
    # letters
    "default": "surat lain",
    "sk_tpk": "SK TPK",
    "pengumuman_rencana": "pengumuman rencana",
    "spesifikasi": "spesifikasi",
    "ba_pemeriksaan": "berita acara pemeriksaan",
    "bast_penyedia": "BAST dari penyedia",
    "bast_kades": "BAST kepada Kepala Desa",
    "spp": "SPP",
}

_OR = re.compile(r"\s+atau\s+|/", re.IGNORECASE)

PAPER_NAMES: dict[str, str] = {}
"""What each kind of paper is called, by its slug. Filled by config from the kinds themselves, so
that a new paper needs no word here."""


def paper_words(entry: str) -> str:
    """An entry of a list of papers in plain words: "spk/surat_perjanjian" is one of the two."""
    kinds = entry.split("/")
    return " atau ".join(PAPER_NAMES.get(kind) or WORDS.get(kind, kind) for kind in kinds)


def paper_entry(words: str) -> str | None:
    """The inverse of `paper_words`, however capitals are written; codes are read too. None where
    one of the papers is not known."""
    known = {name.casefold(): kind for kind, name in PAPER_NAMES.items()}
    known |= {kind: kind for kind in PAPER_NAMES}
    parts = [part.strip().casefold() for part in _OR.split(words)]
    kinds = [known.get(part) for part in parts]
    return None if None in kinds else "/".join(kind for kind in kinds if kind)
