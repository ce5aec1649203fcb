"""Surat Pemutusan Perjanjian: the village ends an agreement that the supplier does not keep.

Grounds of the LKPP model terms (mark B): fraud, a default that was not mended, not starting,
stopping without consent, bankruptcy. It names the warnings before it, what was done so far, and
what follows: unpaid advance returned, penalty paid, sanction proposed.
"""

from pathlib import Path

from pbjdesa.contracts.papers.terms import AGREED, VILLAGE
from pbjdesa.documents.paper.fields import (
    KEPALA_DESA,
    PACKAGE,
    SUPPLIER,
    day,
    rupiah,
    table,
    text,
    texts,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="pemutusan_perjanjian",
    name="Surat Pemutusan Perjanjian",
    stage="contracts",
    fields=(
        *PACKAGE,
        *SUPPLIER,
        *AGREED,
        rupiah("total", "Nilai perjanjian"),
        day("due_on", "Batas penyerahan"),
        texts("grounds", "Alasan pemutusan"),
        text("clause", "Ketentuan perjanjian", required=False),
        table(
            "warnings",
            "Teguran sebelumnya",
            text("number", "Nomor teguran"),
            day("dated", "Tanggal teguran"),
            required=False,
        ),
        day("ends_on", "Berlaku sejak"),
        volume("progress", "Kemajuan pekerjaan (persen)"),
        rupiah("done_value", "Nilai yang sudah diterima"),
        rupiah("paid_value", "Yang sudah dibayar"),
        rupiah("advance_left", "Sisa uang muka yang dikembalikan"),
        rupiah("penalty", "Denda yang harus dibayar"),
        *VILLAGE,
        *KEPALA_DESA,
    ),
    signatories=("village", "kepala_desa"),
    facts=("package", "supplier_name", "ends_on"),
    folder=Path(__file__).parent,
)
