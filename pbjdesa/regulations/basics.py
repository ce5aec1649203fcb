"""What every group of rules is built from: the choices a file may make, amounts, days, duties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from pbjdesa.kernel.money import rupiah
from pbjdesa.regulations.grounds import Grounded, Says, Value

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
    """Which method fits which value (R-12 … R-16), and what it asks for there.

    One method may ask for more at a higher value: `invite_min` suppliers and `written_offers` of
    a band win over those of its method. None: the band says nothing, the method's own count.
    """

    categories: tuple[Category, ...]
    method: str
    invite_min: int | None = None
    written_offers: bool | None = None


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
class Series(Grounded):
    """How one series of letters is numbered; numbers start again every year (R-78).

    `pattern` may hold {no} {kode} {kode_desa} {kode_surat_desa} {bulan} {tahun}.
    """

    pattern: str
    code: str = ""
    digits: int = 3


@dataclass(frozen=True, kw_only=True)
class Title(Grounded):
    """The local name of an office, long and short (A107)."""

    name: str
    short: str
