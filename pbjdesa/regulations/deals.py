"""The groups of rules after the choice: contract, payment, suppliers, oversight, what is public."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pbjdesa.regulations.basics import Deadline, Office, SupplierPaper
from pbjdesa.regulations.grounds import Says, Value, unknown

PublicField = Literal[
    "kegiatan",
    "cara",
    "pagu",
    "hps",
    "penyedia",
    "nilai",
    "barang",
    "waktu",
    "lokasi",
    "foto",
    "pembayaran",
]


@dataclass(frozen=True, kw_only=True)
class ContractTerms:
    """What a contract says when things go otherwise than planned (R-37 … R-45)."""

    penalty_permille: Annotated[
        Value[int | None], Says("Denda terlambat tiap hari", "per seribu")
    ] = unknown(None)
    penalty_base: Annotated[Value[Literal["whole", "remaining"]], Says("Denda dihitung dari")] = (
        unknown("whole")
    )
    penalty_cap_percent: Annotated[Value[int | None], Says("Denda paling banyak", "persen")] = (
        unknown(None)
    )
    retention_percent: Annotated[
        Value[int | None], Says("Jaminan pemeliharaan konstruksi", "persen")
    ] = unknown(None)
    warranty_months: Annotated[Value[int | None], Says("Garansi", "bulan")] = unknown(None)
    advance_percent: Annotated[Value[int | None], Says("Uang muka paling banyak", "persen")] = (
        unknown(None)
    )
    amendment_cap_percent: Annotated[
        Value[int | None], Says("Adendum menambah nilai paling banyak", "persen")
    ] = unknown(None)
    force_majeure_notice: Annotated[
        Deadline, Says("Keadaan kahar diberitahukan paling lambat", "hari")
    ] = Deadline(kind="calendar", article="", mark="C")
    suspension: Annotated[
        Deadline,
        Says("Penyedia boleh memutus perjanjian bila pekerjaan dihentikan lebih dari", "hari"),
    ] = Deadline(kind="calendar", article="", mark="C")
    subcontract: Annotated[Value[bool], Says("Pekerjaan boleh dialihkan kepada penyedia lain")] = (
        unknown(False)
    )


@dataclass(frozen=True, kw_only=True)
class Payment:
    """From the supplier's claim to the receipt."""

    after_handover: Annotated[Value[bool], Says("Bayar hanya setelah serah terima")]
    spp_deadline: Annotated[Deadline, Says("SPP diajukan paling lambat", "hari")]
    cash_limit: Annotated[Value[int | None], Says("Bayar tunai paling banyak", "rupiah")]
    receipt_signers: Annotated[Value[tuple[Office, ...]], Says("Kuitansi ditandatangani oleh")]
    advance_methods: Annotated[Value[tuple[str, ...]], Says("Panjar boleh untuk cara")]
    advance_limit: Annotated[Value[int | None], Says("Panjar paling banyak", "rupiah")]
    advance_deadline: Annotated[Deadline, Says("Panjar dipertanggungjawabkan dalam", "hari")]


@dataclass(frozen=True, kw_only=True)
class StampDuty:
    """Bea meterai on papers (R-36)."""

    amount: Annotated[Value[int], Says("Bea meterai", "rupiah")]
    receipts_above: Annotated[Value[int], Says("Kuitansi bermeterai bila lebih dari", "rupiah")]
    contracts: Annotated[Value[bool], Says("Perjanjian selalu bermeterai")]
    offers: Annotated[Value[bool], Says("Surat penawaran asli bermeterai")] = unknown(False)


@dataclass(frozen=True, kw_only=True)
class SupplierRules:
    """Who may sell to a village (A051, R-31, R-67)."""

    nib_above: Annotated[
        Value[int | None], Says("Wajib punya NIB bila nilainya lebih dari", "rupiah")
    ] = unknown(None)
    licence_goods: Annotated[
        Value[tuple[str, ...]], Says("Barang yang penjualnya wajib punya izin")
    ] = unknown(())
    licence_papers: Annotated[
        Value[tuple[SupplierPaper, ...]], Says("Surat yang ditunjukkan penjual barang itu")
    ] = unknown(())
    sanction_authority: Annotated[
        Value[Literal["kabupaten"]], Says("Sanksi penyedia ditetapkan oleh")
    ] = unknown("kabupaten")
    sanction_months_max: Annotated[Value[int | None], Says("Sanksi paling lama", "bulan")] = (
        unknown(None)
    )


@dataclass(frozen=True, kw_only=True)
class OversightRules:
    """Who looks over the village's shoulder (R-75)."""

    camat_review_above: Annotated[
        Value[int | None], Says("Camat memeriksa lebih dulu bila nilainya lebih dari", "rupiah")
    ] = unknown(None)
    watchers_read: Annotated[Value[bool], Says("Camat dan Inspektorat membaca semua berkas")] = (
        unknown(True)
    )


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What the public page shows."""

    portal: Annotated[Value[bool], Says("Halaman publik dibuka")]
    fields: Annotated[Value[tuple[PublicField, ...]], Says("Yang ditampilkan di halaman publik")]
    hide_hps: Annotated[Value[Literal["never", "until_award"]], Says("HPS disembunyikan")]
    hide_personal_data: Annotated[Value[bool], Says("NIK, telepon, dan rekening disembunyikan")]
    result_announced: Annotated[Value[bool], Says("Hasil pengadaan wajib diumumkan")]
    media: Annotated[
        Value[tuple[Literal["papan_pengumuman", "situs_desa", "portal"], ...]],
        Says("Tempat pengumuman"),
    ]


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Lines above a letter; {kabupaten} {kecamatan} {desa} {alamat} {kodepos} are filled in."""

    desa_lines: Annotated[Value[tuple[str, ...]], Says("Kop surat desa")]
    tpk_lines: Annotated[Value[tuple[str, ...]], Says("Kop surat TPK")]
    address: Annotated[Value[str], Says("Alamat pada kop surat")]
    logo: Annotated[Value[bool], Says("Logo kabupaten pada kop surat")]
    paper_size: Annotated[Value[Literal["A4", "F4"]], Says("Ukuran kertas")] = unknown("A4")


@dataclass(frozen=True, kw_only=True)
class PaperList:
    """Which papers the file of one method holds, by their kind, in the order of the file.

    An entry may name several kinds that stand for each other ("spk/surat_perjanjian"): one of them
    is enough. `usual` papers belong there when there is a ground for them, and are not missed.
    """

    required: Annotated[Value[tuple[str, ...]], Says("Surat yang wajib ada")]
    usual: Annotated[Value[tuple[str, ...]], Says("Surat bila diperlukan")]
