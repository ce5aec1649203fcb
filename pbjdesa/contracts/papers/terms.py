"""What SPK and surat perjanjian both state: the parties, the deal, and the terms of the rule set.

A term that nobody has set is empty: the paper then says that the regulation is followed, and no
number is invented (R-37 … R-45).
"""

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    PRICED_ITEM,
    STAMP,
    SUPPLIER,
    day,
    number,
    rupiah,
    table,
    text,
)

PARTIES = (
    text("signer_name", "Nama penanda tangan dari desa"),
    text("signer_office", "Jabatan penanda tangan dari desa"),
    text("signer_address", "Alamat kantor desa"),
    *SUPPLIER,
    text("supplier_nik", "NIK penyedia", private=True),
    text("supplier_npwp", "NPWP penyedia", private=True),
    text("supplier_account", "Rekening penyedia", private=True),
)

VILLAGE = PARTIES[:2]
"""Who writes for the village: name and office."""

AGREED = (
    text("contract_name", "Bentuk perjanjian"),
    text("contract_number", "Nomor perjanjian"),
    day("contract_date", "Tanggal perjanjian"),
)
"""The agreement that a later letter rests on."""

BASIS = (
    text("regulation", "Peraturan yang mendasari"),
    text("request_number", "Nomor surat permintaan penawaran", required=False),
    day("request_date", "Tanggal surat permintaan penawaran", required=False),
    text("award_number", "Nomor penetapan pemenang"),
    day("award_date", "Tanggal penetapan pemenang"),
)

DEAL = (
    table(
        "items",
        "Barang atau jasa",
        *PRICED_ITEM,
    ),
    rupiah("total", "Nilai perjanjian"),
    number("work_days", "Waktu penyerahan (hari kalender)"),
    day("due_on", "Batas penyerahan"),
    text("delivery_place", "Tempat penyerahan"),
    text("payment_kind", "Cara pembayaran"),
)

TERMS = (
    number("claim_days", "Batas permintaan pembayaran (hari)", required=False),
    text("claim_kind", "Hari yang dihitung untuk permintaan pembayaran", required=False),
    number("penalty_permille", "Denda per hari (per seribu)", required=False),
    text("penalty_base", "Dasar denda", required=False),
    number("penalty_cap_percent", "Denda paling banyak (persen)", required=False),
    number("retention_percent", "Jaminan pemeliharaan (persen)", required=False),
    number("warranty_months", "Garansi (bulan)", required=False),
    number("advance_percent", "Uang muka paling banyak (persen)", required=False),
    number("amendment_cap_percent", "Tambahan nilai paling banyak (persen)", required=False),
    number("force_majeure_days", "Batas pemberitahuan keadaan kahar (hari)", required=False),
    text("force_majeure_kind", "Hari yang dihitung untuk keadaan kahar", required=False),
    number("suspension_days", "Batas penghentian sementara (hari)", required=False),
    text("suspension_kind", "Hari yang dihitung untuk penghentian", required=False),
    text("subcontract_note", "Pengalihan pekerjaan"),
)

CONTRACT = (*PACKAGE, *PARTIES, *BASIS, *DEAL, *TERMS, *STAMP)
"""Every field of a contract with a supplier whom the TPK chose."""
