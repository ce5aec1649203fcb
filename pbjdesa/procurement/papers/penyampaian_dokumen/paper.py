"""The PKA hands the papers of preparation to the TPK."""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, day, text, texts
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="penyampaian_dokumen",
    name="Surat Penyampaian Dokumen Persiapan",
    stage="procurement",
    fields=(
        *PACKAGE,
        text("recipient", "Kepada"),
        text("dpa_number", "Nomor DPA"),
        day("dpa_date", "Tanggal DPA"),
        text("attachment", "Lampiran"),
        texts("documents", "Daftar dokumen"),
        text("regulation", "Peraturan Bupati"),
        *PKA,
    ),
    signatories=("pka",),
    facts=(
        "package",
        "recipient",
    ),
    folder=Path(__file__).parent,
    editable=True,
)
