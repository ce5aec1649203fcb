"""The rules of one kabupaten as typed data: what a regulation file may say.

One dataclass per group of rules. A field added later needs a default, so that a rule set pinned
by an old purchase can still be read. The label of a field is what people read in `describe`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from pbjdesa.kernel.money import rupiah
from pbjdesa.regulations.grounds import Grounded, Says, Value, unknown
from pbjdesa.regulations.sources import SourceFile

Category = Literal["barang", "jasa", "konstruksi"]
TitledOffice = Literal[
    "kepala_desa",
    "sekdes",
    "kasi",
    "kaur",
    "kaur_keuangan",
    "pka",
    "tpk",
    "tpk_ketua",
    "tpk_sekretaris",
    "tpk_anggota",
    "bpd",
    "camat",
]
Office = Literal[TitledOffice, "penyedia", "penerima"]
Duty = Literal["plan", "verify", "approve", "select", "contract", "receive", "pay", "bid"]
DUTIES: tuple[Duty, ...] = get_args(Duty)
Relation = Literal["X", "W", "-"]
Need = Literal["required", "optional"]
Strictness = Literal["block", "warn"]
DayKind = Literal["calendar", "working"]
FailureWay = Literal["repeat", "widen", "direct", "cancel"]
Weekday = Literal["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]
EvidenceForm = Literal["nota", "kuitansi", "surat_pesanan", "spk", "surat_perjanjian"]
SupplierPaper = Literal[
    "ktp",
    "npwp",
    "nib",
    "izin_usaha",
    "pernyataan_kebenaran_usaha",
    "pakta_integritas",
    "rekening",
]


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """Which regulation this is, from when, and who read it.

    `kabupaten` is the Kemendagri code; empty for a national default. `replaces` is the key of the
    file that ends on the day this one starts, so that the older file never has to be edited.
    """

    title: str
    cite_as: str
    number: int
    year: int
    kabupaten: str = ""
    in_force_from: Annotated[Value[date], Says("Mulai berlaku")]
    in_force_until: Annotated[Value[date] | None, Says("Berlaku sampai")] = None
    inherits: str = ""
    replaces: str = ""
    source_sha256: str = ""
    read_by: tuple[str, ...] = ()

    @property
    def full_title(self) -> str:
        return f"{self.title} Nomor {self.number} Tahun {self.year}"


@dataclass(frozen=True, kw_only=True)
class Range(Grounded):
    """Amounts from `lower` to `upper` rupiah; without `upper` it has no end."""

    lower: int
    lower_inclusive: bool
    upper: int | None = None
    upper_inclusive: bool = True

    @property
    def first(self) -> int:
        """The smallest whole rupiah inside."""
        return self.lower if self.lower_inclusive else self.lower + 1

    @property
    def end(self) -> int | None:
        """The first whole rupiah above, None without end."""
        if self.upper is None:
            return None
        return self.upper + 1 if self.upper_inclusive else self.upper

    def contains(self, value: int) -> bool:
        return self.first <= value and (self.end is None or value < self.end)

    @property
    def words(self) -> str:
        """In Indonesian: di atas Rp10.000.000 sampai dengan Rp200.000.000."""
        start = f"{'mulai' if self.lower_inclusive else 'di atas'} {rupiah(self.lower)}"
        if self.upper is None:
            return start
        stop = f"{'sampai dengan' if self.upper_inclusive else 'di bawah'} {rupiah(self.upper)}"
        return stop if self.first == 0 else f"{start} {stop}"


@dataclass(frozen=True, kw_only=True)
class Band(Range):
    """Which method fits which value (R-12 … R-16)."""

    categories: tuple[Category, ...]
    method: str


@dataclass(frozen=True, kw_only=True)
class EvidenceBand(Range):
    """Which papers prove the deal at which value (R-34)."""

    forms: tuple[EvidenceForm, ...]


@dataclass(frozen=True, kw_only=True)
class Deadline(Grounded):
    """A number of days; None while nobody knows it."""

    days: int | None = None
    kind: DayKind


@dataclass(frozen=True, kw_only=True)
class DutyMatrix(Grounded):
    """Who may not be the same person in one package, as the lower triangle of a table.

    X never, W only with a second witness and a public note, "-" allowed. "receive" is inspection
    and the first BAST; the kepala desa's BAST 2 is no duty here, so it never clashes with approve.
    """

    verify: Mapping[Duty, Relation]
    approve: Mapping[Duty, Relation]
    select: Mapping[Duty, Relation]
    contract: Mapping[Duty, Relation]
    receive: Mapping[Duty, Relation]
    pay: Mapping[Duty, Relation]
    bid: Mapping[Duty, Relation]

    def between(self, one: str, other: str) -> Relation:
        """The relation of two duties, in either order. A duty never clashes with itself."""
        if one == other:
            return "-"
        for later, earlier in ((one, other), (other, one)):
            row: Mapping[str, Relation] = getattr(self, later, {}) if later in DUTIES else {}
            if earlier in row:
                return row[earlier]
        raise KeyError((one, other))


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
        Says("Urutan tempat mencari penyedia"),
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
    invite_exact: Annotated[Value[bool], Says("Jumlah undangan harus tepat, tidak lebih")] = (
        unknown(False)
    )
    fewer_with_reason: Annotated[
        Value[bool], Says("Boleh mengundang kurang dari itu dengan alasan")
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
        Value[tuple[Office, ...]], Says("Barang diperiksa oleh (yang pertama ada)")
    ]
    result_announcement: Annotated[
        Value[tuple[Office, ...]], Says("Hasil diumumkan oleh (yang pertama ada)")
    ]
    handover_chain: Annotated[Value[tuple[Office, ...]], Says("Urutan serah terima dari penyedia")]
    handover_chain_tpk: Annotated[Value[tuple[Office, ...]], Says("Urutan serah terima dari TPK")]
    spp_chain: Annotated[Value[tuple[Office, ...]], Says("Urutan SPP: ajukan sampai bayar")]


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
    repeats_max: Annotated[Value[int | None], Says("Undangan diulang paling banyak", "angka")] = (
        unknown(None)
    )


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """How offers are judged (R-22 … R-24). Items are answered yes or no, in the words given."""

    order: Annotated[
        Value[tuple[Literal["administrasi", "teknis", "harga"], ...]], Says("Urutan evaluasi")
    ] = unknown(("administrasi", "teknis", "harga"))
    administrative_items: Annotated[
        Value[tuple[str, ...]], Says("Yang diperiksa dalam administrasi")
    ] = unknown(())
    technical_items: Annotated[Value[tuple[str, ...]], Says("Yang diperiksa dalam teknis")] = (
        unknown(())
    )
    price_rule: Annotated[Value[Literal["lowest"]], Says("Urutan menurut harga")] = unknown(
        "lowest"
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


@dataclass(frozen=True, kw_only=True)
class ContractTerms:
    """What a contract says when things go otherwise than planned (R-37 … R-45)."""

    penalty_permille: Annotated[
        Value[int | None], Says("Denda terlambat per hari, per seribu", "angka")
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
        Deadline, Says("Penghentian oleh PKA yang boleh diputus penyedia, lebih dari", "hari")
    ] = Deadline(kind="calendar", article="", mark="C")
    subcontract: Annotated[Value[bool], Says("Pekerjaan boleh dialihkan")] = unknown(False)


@dataclass(frozen=True, kw_only=True)
class SupplierRules:
    """Who may sell to a village (A051, R-31, R-67)."""

    nib_above: Annotated[
        Value[int | None], Says("Wajib punya NIB bila nilainya lebih dari", "rupiah")
    ] = unknown(None)
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
class Series(Grounded):
    """How one series of letters is numbered; numbers start again every year (R-78).

    `pattern` may hold {no} {kode} {kode_desa} {kode_surat_desa} {bulan} {tahun}.
    """

    pattern: str
    code: str = ""
    digits: int = 3


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Lines above a letter; {kabupaten} {kecamatan} {desa} {alamat} {kodepos} are filled in."""

    desa_lines: Annotated[Value[tuple[str, ...]], Says("Kop surat desa")]
    tpk_lines: Annotated[Value[tuple[str, ...]], Says("Kop surat TPK")]
    address: Annotated[Value[str], Says("Alamat pada kop surat")]
    logo: Annotated[Value[bool], Says("Logo kabupaten pada kop surat")]


@dataclass(frozen=True, kw_only=True)
class Title(Grounded):
    """The local name of an office, long and short (A107)."""

    name: str
    short: str


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """One instrument laid over all it inherits: complete, and pinned by every purchase."""

    key: str
    files: tuple[SourceFile, ...]
    instrument: Instrument
    bands: Annotated[tuple[Band, ...], Says("Cara pengadaan menurut nilai")]
    methods: Annotated[Mapping[str, MethodRules], Says("Aturan tiap cara")]
    evidence: Annotated[tuple[EvidenceBand, ...], Says("Bukti belanja menurut nilai")]
    procedure: Annotated[Procedure, Says("Urutan dan batas")]
    hps: Annotated[Hps, Says("Harga perkiraan sendiri (HPS)")]
    signatories: Annotated[Signatories, Says("Penanda tangan")]
    duties: Annotated[Mapping[str, DutyMatrix], Says("Pemisahan tugas")]
    tpk: Annotated[Tpk, Says("Tim Pelaksana Kegiatan (TPK)")]
    split_guard: Annotated[SplitGuard, Says("Pencegahan pemecahan belanja")]
    timing: Annotated[Timing, Says("Waktu")]
    payment: Annotated[Payment, Says("Pembayaran")]
    stamp_duty: Annotated[StampDuty, Says("Meterai")]
    publication: Annotated[Publication, Says("Keterbukaan")]
    numbering: Annotated[Mapping[str, Series], Says("Nomor surat")]
    letterhead: Annotated[Letterhead, Says("Kop surat")]
    titles: Annotated[Mapping[TitledOffice, Title], Says("Sebutan jabatan")]
    failure: Annotated[Failure, Says("Bila undangan tidak berhasil")] = Failure()
    evaluation: Annotated[Evaluation, Says("Evaluasi penawaran")] = Evaluation()
    negotiation: Annotated[NegotiationRules, Says("Negosiasi")] = NegotiationRules()
    contract: Annotated[ContractTerms, Says("Isi perjanjian")] = ContractTerms()
    suppliers: Annotated[SupplierRules, Says("Penyedia")] = SupplierRules()
    oversight: Annotated[OversightRules, Says("Pengawasan")] = OversightRules()

    @property
    def sha256(self) -> str:
        """The hash of the instrument's own file."""
        return self.files[0].sha256
