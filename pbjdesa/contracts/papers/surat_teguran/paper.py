"""Surat Teguran: the village warns a supplier who does not keep the agreement, by number.

The written warnings come before a termination (LKPP model terms, mark B): what is wrong, which rule
of the agreement it breaks, until when it must be mended, and what follows. A later warning names
the one before.
"""

from pathlib import Path

from pbjdesa.contracts.papers.terms import AGREED, VILLAGE
from pbjdesa.documents.paper.fields import PACKAGE, SUPPLIER, day, number, text, texts
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="surat_teguran",
    name="Surat Teguran",
    stage="contracts",
    fields=(
        number("order", "Teguran ke"),
        *PACKAGE,
        *SUPPLIER,
        *AGREED,
        day("due_on", "Batas penyerahan"),
        texts("faults", "Yang belum dipenuhi"),
        text("clause", "Ketentuan yang dilanggar", required=False),
        text("earlier_number", "Nomor teguran sebelumnya", required=False),
        day("earlier_date", "Tanggal teguran sebelumnya", required=False),
        day("mend_by", "Diperbaiki paling lambat"),
        *VILLAGE,
    ),
    signatories=("village",),
    facts=("package", "supplier_name", "order", "mend_by"),
    folder=Path(__file__).parent,
)
