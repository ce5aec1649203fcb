"""Formulir Isian dan Pakta Integritas Penyedia: who the supplier is, and what he stands for.

Particulars of the business, the declarations that Batang asks for (no official of the state, not
convicted, no conflict of interest, no blacklist, not bankrupt), and the pact of integrity with the
line to the Inspektorat (mark B), in our own words. It is the supplier's letter, without letterhead.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import STAMP, number, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="isian_penyedia",
    name="Formulir Isian dan Pakta Integritas Penyedia",
    stage="procurement",
    fields=(
        text("contact_name", "Nama"),
        text("contact_nik", "NIK", private=True),
        text("contact_position", "Jabatan di usaha"),
        text("contact_address", "Alamat rumah", private=True),
        text("supplier_name", "Nama usaha"),
        text("supplier_entity", "Bentuk usaha"),
        text("supplier_trade", "Bidang usaha"),
        text("supplier_address", "Alamat usaha"),
        text("supplier_phone", "Telepon", private=True),
        text("supplier_email", "Surel", required=False, private=True),
        text("supplier_nib", "NIB", required=False),
        text("licence_number", "Nomor izin usaha", required=False),
        text("licence_issuer", "Penerbit izin usaha", required=False),
        text("supplier_npwp", "NPWP", required=False, private=True),
        text("supplier_account", "Rekening", private=True),
        text("package", "Pekerjaan yang ditawar"),
        text("activity", "Nama kegiatan"),
        number("fiscal_year", "Tahun anggaran"),
        *STAMP,
    ),
    signatories=("supplier",),
    facts=("supplier_name", "package"),
    folder=Path(__file__).parent,
    issuer="supplier",
)
