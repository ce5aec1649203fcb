"""Surat Pernyataan Kebenaran Usaha: the supplier's own word that the business is real (R-19).

Particulars as in the LKPP model set; the declarations follow what Batang asks of suppliers (no
conflict of interest, no sanction, no bribes), in our own words (mark B). It is the supplier's
letter, so it carries no letterhead. Printed blank, it is filled in by hand.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import STAMP, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="pernyataan_kebenaran_usaha",
    name="Surat Pernyataan Kebenaran Usaha",
    stage="procurement",
    fields=(
        text("contact_name", "Nama"),
        text("contact_nik", "NIK", private=True),
        text("contact_birth", "Tempat dan tanggal lahir", private=True),
        text("contact_address", "Alamat rumah", private=True),
        text("contact_position", "Jabatan di usaha"),
        text("supplier_name", "Nama usaha"),
        text("supplier_address", "Alamat usaha"),
        text("supplier_trade", "Bidang usaha"),
        text("supplier_phone", "Telepon", private=True),
        text("supplier_nib", "NIB", required=False),
        text("supplier_npwp", "NPWP", required=False, private=True),
        text("package", "Pekerjaan yang ditawar"),
        *STAMP,
    ),
    signatories=("supplier",),
    facts=("supplier_name", "package"),
    folder=Path(__file__).parent,
    issuer="supplier",
)
