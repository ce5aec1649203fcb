"""Adendum: both sides change the agreement, because things in the field are not as planned (R-39).

What may change, of the LKPP model terms (mark B): volume, kind of work, specification, timetable.
The paper shows each change before and after, the value and the day that result, and the rule set's
limit of an increase. It is an agreement like the first one, so it is stamped like it.
"""

from pathlib import Path

from pbjdesa.contracts.papers.terms import AGREED, PARTIES, TERMS
from pbjdesa.documents.paper.fields import (
    PACKAGE,
    STAMP,
    SUPPLIER,
    day,
    number,
    rupiah,
    table,
    text,
    texts,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="adendum",
    name="Adendum",
    stage="contracts",
    fields=(
        number("order", "Adendum ke"),
        *PACKAGE,
        *PARTIES[:3],
        *SUPPLIER,
        *AGREED,
        texts("reasons", "Alasan perubahan"),
        table(
            "items",
            "Perubahan barang atau jasa",
            text("name", "Uraian"),
            text("unit", "Satuan"),
            rupiah("unit_price", "Harga satuan"),
            volume("volume_before", "Volume semula"),
            rupiah("amount_before", "Jumlah semula"),
            volume("volume_after", "Volume menjadi"),
            rupiah("amount_after", "Jumlah menjadi"),
            required=False,
        ),
        table(
            "changes",
            "Perubahan lain",
            text("subject", "Yang diubah"),
            text("before", "Semula"),
            text("after", "Menjadi"),
            required=False,
        ),
        rupiah("total_before", "Nilai semula"),
        rupiah("total_after", "Nilai menjadi"),
        day("due_before", "Batas penyerahan semula"),
        day("due_after", "Batas penyerahan menjadi"),
        *(field for field in TERMS if field.name == "amendment_cap_percent"),
        *STAMP,
    ),
    signatories=("supplier", "village"),
    facts=("package", "supplier_name", "total_after", "due_after"),
    folder=Path(__file__).parent,
    publicity="always",
)
