"""The rules of one kabupaten as typed data: what a regulation file may say.

One dataclass per group of rules, in `selection` and `deals`, built from `basics`. A field added
later needs a default, so that a rule set pinned by an old purchase can still be read. The label of
a field is what people read in `describe`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pbjdesa.regulations.basics import (
    DUTIES,
    Band,
    Category,
    DayKind,
    Deadline,
    Duty,
    DutyMatrix,
    EvidenceBand,
    EvidenceForm,
    FailureWay,
    Instrument,
    Need,
    Office,
    Range,
    Relation,
    Series,
    Strictness,
    SupplierPaper,
    Title,
    TitledOffice,
    Weekday,
)
from pbjdesa.regulations.deals import (
    ContractTerms,
    Letterhead,
    OversightRules,
    PaperList,
    Payment,
    Publication,
    PublicField,
    StampDuty,
    SupplierRules,
)
from pbjdesa.regulations.grounds import Says
from pbjdesa.regulations.selection import (
    Evaluation,
    Failure,
    Hps,
    MethodRules,
    NegotiationRules,
    Procedure,
    Signatories,
    SplitGuard,
    Timing,
    Tpk,
)
from pbjdesa.regulations.sources import SourceFile

__all__ = (
    "DUTIES",
    "Band",
    "Category",
    "ContractTerms",
    "DayKind",
    "Deadline",
    "Duty",
    "DutyMatrix",
    "Evaluation",
    "EvidenceBand",
    "EvidenceForm",
    "Failure",
    "FailureWay",
    "Hps",
    "Instrument",
    "Letterhead",
    "MethodRules",
    "Need",
    "NegotiationRules",
    "Office",
    "OversightRules",
    "PaperList",
    "Payment",
    "Procedure",
    "PublicField",
    "Publication",
    "Range",
    "Relation",
    "RuleSet",
    "Series",
    "Signatories",
    "SplitGuard",
    "StampDuty",
    "Strictness",
    "SupplierPaper",
    "SupplierRules",
    "Timing",
    "Title",
    "TitledOffice",
    "Tpk",
    "Weekday",
)


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """One instrument laid over all it inherits: complete, and pinned by every purchase."""

    key: str
    files: tuple[SourceFile, ...]
    instrument: Annotated[Instrument, Says("Aturan ini")]
    bands: Annotated[tuple[Band, ...], Says("Cara pengadaan menurut nilai")]
    methods: Annotated[Mapping[str, MethodRules], Says("Aturan tiap cara")]
    evidence: Annotated[tuple[EvidenceBand, ...], Says("Bukti belanja menurut nilai")]
    procedure: Annotated[Procedure, Says("Urutan dan batas")]
    hps: Annotated[Hps, Says("Harga perkiraan sendiri (HPS)")]
    signatories: Annotated[Signatories, Says("Penanda tangan")]
    duties: Annotated[Mapping[str, DutyMatrix], Says("Pemisahan tugas")]
    tpk: Annotated[Tpk, Says("Tim Pelaksana Kegiatan (TPK)")]
    split_guard: Annotated[SplitGuard, Says("Pencegahan pemecahan belanja")]
    evaluation: Annotated[Evaluation, Says("Evaluasi penawaran")] = Evaluation()
    negotiation: Annotated[NegotiationRules, Says("Negosiasi")] = NegotiationRules()
    failure: Annotated[Failure, Says("Bila undangan tidak berhasil")] = Failure()
    timing: Annotated[Timing, Says("Waktu")]
    contract: Annotated[ContractTerms, Says("Isi perjanjian")] = ContractTerms()
    payment: Annotated[Payment, Says("Pembayaran")]
    stamp_duty: Annotated[StampDuty, Says("Meterai")]
    suppliers: Annotated[SupplierRules, Says("Penyedia")] = SupplierRules()
    oversight: Annotated[OversightRules, Says("Pengawasan")] = OversightRules()
    publication: Annotated[Publication, Says("Keterbukaan")]
    numbering: Annotated[Mapping[str, Series], Says("Nomor surat")]
    letterhead: Annotated[Letterhead, Says("Kop surat")]
    titles: Annotated[Mapping[TitledOffice, Title], Says("Sebutan jabatan")]
    papers: Annotated[Mapping[str, PaperList], Says("Isi berkas belanja")] = field(
        default_factory=dict
    )

    @property
    def sha256(self) -> str:
        """The hash of the instrument's own file."""
        return self.files[0].sha256
