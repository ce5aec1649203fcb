"""The groups of rules up to the choice of a supplier: order, methods, HPS, TPK, offers, failure."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pbjdesa.regulations.basics import (
    Deadline,
    FailureWay,
    Need,
    Office,
    Strictness,
    SupplierPaper,
    Weekday,
)
from pbjdesa.regulations.grounds import Says, Value, unknown


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """The order of things and what stops a purchase."""

    require_announcement: Annotated[Value[bool], Says("Rencana diumumkan sebelum belanja dimulai")]
    swakelola_reason_required: Annotated[Value[bool], Says("Alasan bila tidak swakelola wajib")]
    over_budget: Annotated[Value[Strictness], Says("Belanja di atas sisa anggaran")]
    hps_over_ceiling: Annotated[Value[Strictness], Says("HPS di atas pagu")]
    value_basis: Annotated[
        Value[Literal["pagu", "hps", "negotiated"]], Says("Nilai yang menentukan cara")
    ]
    value_includes_ppn: Annotated[Value[bool], Says("Nilai itu termasuk PPN")]
    supplier_ladder: Annotated[
        Value[tuple[Literal["desa", "kecamatan", "kabupaten"], ...]],
        Says("Urutan tempat mencari penyedia", ordered=True),
    ]
    electronic: Annotated[Value[Need], Says("Pengadaan secara elektronik")]


@dataclass(frozen=True, kw_only=True)
class MethodRules:
    """What one procurement method asks for."""

    label: str
    run_by: Annotated[Value[tuple[Office, ...]], Says("Dijalankan oleh")]
    invite_min: Annotated[Value[int], Says("Penyedia yang diundang paling sedikit", "penyedia")]
    valid_offers_min: Annotated[Value[int], Says("Penawaran sah paling sedikit", "penyedia")]
    written_offers: Annotated[Value[bool], Says("Penawaran tertulis wajib")]
    hps: Annotated[Value[Need], Says("HPS")]
    negotiation: Annotated[Value[Need], Says("Negosiasi")]
    supplier_papers: Annotated[Value[tuple[SupplierPaper, ...]], Says("Surat dari penyedia")]
    invite_exact: Annotated[
        Value[bool], Says("Jumlah undangan harus tepat sekian, tidak lebih")
    ] = unknown(False)
    fewer_with_reason: Annotated[
        Value[bool], Says("Boleh mengundang lebih sedikit dengan alasan")
    ] = unknown(True)


@dataclass(frozen=True, kw_only=True)
class Hps:
    """How the owner's estimate is made."""

    ppn: Annotated[Value[Literal["in_price", "below_line"]], Says("PPN pada HPS")]
    price_sources_min: Annotated[Value[int], Says("Sumber harga paling sedikit", "angka")]
    profit_percent_min: Annotated[Value[int | None], Says("Keuntungan paling sedikit", "persen")]
    profit_percent_max: Annotated[Value[int | None], Says("Keuntungan paling banyak", "persen")]
    standard_price_ceiling: Annotated[Value[bool], Says("Harga dibatasi standar harga kabupaten")]
    valid_days: Annotated[Value[int | None], Says("HPS berlaku", "hari")]


@dataclass(frozen=True, kw_only=True)
class Signatories:
    """Who signs which paper. A list is an order: the first office that exists signs."""

    announcement: Annotated[Value[Office], Says("Pengumuman rencana ditandatangani")]
    hps: Annotated[Value[Office], Says("HPS ditandatangani")]
    request: Annotated[
        Value[tuple[Office, ...]], Says("Surat permintaan penawaran ditandatangani")
    ] = unknown(("tpk",))
    order: Annotated[Value[Office], Says("Surat pesanan ditandatangani")]
    contract: Annotated[Value[Office], Says("Perjanjian ditandatangani")]
    award: Annotated[Value[Office], Says("Pemenang ditetapkan oleh")]
    inspection: Annotated[
        Value[tuple[Office, ...]], Says("Barang diperiksa oleh (yang pertama ada)", ordered=True)
    ]
    result_announcement: Annotated[
        Value[tuple[Office, ...]], Says("Hasil diumumkan oleh (yang pertama ada)", ordered=True)
    ]
    handover_chain: Annotated[
        Value[tuple[Office, ...]], Says("Urutan serah terima dari penyedia", ordered=True)
    ]
    handover_chain_tpk: Annotated[
        Value[tuple[Office, ...]], Says("Urutan serah terima dari TPK", ordered=True)
    ]
    spp_chain: Annotated[
        Value[tuple[Office, ...]], Says("Urutan SPP dari pengajuan sampai bayar", ordered=True)
    ]


@dataclass(frozen=True, kw_only=True)
class Tpk:
    """Tim Pelaksana Kegiatan: size, make-up, and who may not sit in it."""

    size_min: Annotated[Value[int], Says("Anggota TPK paling sedikit", "orang")]
    odd: Annotated[Value[bool], Says("Jumlah anggota TPK ganjil")]
    positions: Annotated[
        Value[tuple[Literal["ketua", "sekretaris", "anggota"], ...]], Says("Kedudukan dalam TPK")
    ]
    elements: Annotated[
        Value[tuple[Literal["perangkat_desa", "lkd", "masyarakat"], ...]], Says("Unsur TPK")
    ]
    every_element: Annotated[Value[bool], Says("Setiap unsur harus ada")]
    appointed_per: Annotated[
        Value[tuple[Literal["tahun", "kegiatan"], ...]], Says("SK TPK dapat dibuat per")
    ]
    excluded: Annotated[Value[tuple[Office, ...]], Says("Tidak boleh menjadi anggota TPK")]
    honor_max: Annotated[Value[int | None], Says("Honor TPK paling banyak", "rupiah")]


@dataclass(frozen=True, kw_only=True)
class SplitGuard:
    """Watching for one purchase cut into small ones (R-18)."""

    window: Annotated[
        Value[Literal["kegiatan_kode_tahun", "kegiatan_tahun", "kode_tahun"]],
        Says("Belanja dijumlahkan menurut"),
    ]
    action: Annotated[Value[Strictness], Says("Bila jumlahnya melewati batas cara")]


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Which days count, and the shortest time for each step."""

    workdays: Annotated[Value[tuple[Weekday, ...]], Says("Hari kerja")]
    holidays: Annotated[Value[tuple[date, ...] | None], Says("Hari libur")]
    tender_announcement: Annotated[Deadline, Says("Pengumuman lelang paling singkat", "hari")]
    offers: Annotated[Deadline, Says("Waktu menyusun penawaran paling singkat", "hari")]
    evaluation: Annotated[Deadline, Says("Waktu evaluasi", "hari")]
    negotiation: Annotated[Deadline, Says("Waktu negosiasi", "hari")]
    award: Annotated[Deadline, Says("Waktu penetapan pemenang", "hari")]
    contract_signing: Annotated[Deadline, Says("Waktu tanda tangan perjanjian", "hari")]


@dataclass(frozen=True, kw_only=True)
class Failure:
    """What may follow when a round of offers comes to nothing (R-24, R-27, R-28, R-69)."""

    no_offer: Annotated[Value[tuple[FailureWay, ...]], Says("Bila tidak ada penawaran, boleh")] = (
        unknown(())
    )
    none_valid: Annotated[
        Value[tuple[FailureWay, ...]], Says("Bila tidak ada penawaran yang sah, boleh")
    ] = unknown(())
    over_hps: Annotated[
        Value[tuple[FailureWay, ...]], Says("Bila semua penawaran di atas HPS, boleh")
    ] = unknown(())
    no_agreement: Annotated[
        Value[tuple[FailureWay, ...]], Says("Bila negosiasi tidak sepakat, boleh")
    ] = unknown(())
    repeats_max: Annotated[Value[int | None], Says("Permintaan diulang paling banyak", "kali")] = (
        unknown(None)
    )


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """How offers are judged (R-22 … R-24). Items are answered yes or no, in the words given."""

    order: Annotated[
        Value[tuple[Literal["administrasi", "teknis", "harga"], ...]],
        Says("Urutan evaluasi", ordered=True),
    ] = unknown(("administrasi", "teknis", "harga"))
    administrative_items: Annotated[
        Value[tuple[str, ...]], Says("Yang diperiksa dalam administrasi")
    ] = unknown(())
    technical_items: Annotated[Value[tuple[str, ...]], Says("Yang diperiksa dalam teknis")] = (
        unknown(())
    )
    price_rule: Annotated[Value[Literal["lowest"]], Says("Penawaran diurutkan menurut harga")] = (
        unknown("lowest")
    )
    over_hps: Annotated[Value[Literal["fail", "negotiate"]], Says("Penawaran di atas HPS")] = (
        unknown("negotiate")
    )
    tolerance_percent: Annotated[
        Value[int], Says("Penawaran boleh di atas HPS paling banyak", "persen")
    ] = unknown(0)


@dataclass(frozen=True, kw_only=True)
class NegotiationRules:
    """With whom the price is talked about, and what must come of it (R-25, R-26)."""

    held_by: Annotated[Value[tuple[Office, ...]], Says("Negosiasi dilakukan oleh")] = unknown(
        ("tpk",)
    )
    must_fall: Annotated[Value[bool], Says("Harga harus turun dalam negosiasi")] = unknown(False)
    partners: Annotated[Value[Literal["best", "ranked"]], Says("Negosiasi dengan")] = unknown(
        "ranked"
    )
