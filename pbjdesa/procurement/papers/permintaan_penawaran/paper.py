"""Surat Permintaan Penawaran: the TPK asks one supplier for an offer.

One letter to each supplier, with the particulars of the model letter of LKPP's set (mark B): work,
scope, specification, total HPS (left out where the rule set hides it until the award), source of
funds, deadline, duration, timetable, and how to answer: by the supplier's own link, printed with
its QR, or in an envelope with the form on the second page (Batang encloses an empty price table,
mark B). The code that opens the link is given apart and is never on the letter.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    ITEM,
    PACKAGE,
    SIGNERS,
    STAMP,
    day,
    flag,
    number,
    rupiah,
    table,
    text,
    texts,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="permintaan_penawaran",
    name="Surat Permintaan Penawaran",
    stage="procurement",
    fields=(
        *PACKAGE,
        text("supplier_name", "Nama penyedia"),
        text("supplier_address", "Alamat penyedia"),
        text("round_note", "Keterangan undangan ulang", required=False),
        text("scope", "Lingkup pekerjaan"),
        text("location", "Tempat penyerahan"),
        number("work_days", "Waktu penyerahan (hari kalender)"),
        table(
            "items",
            "Barang atau jasa",
            *ITEM,
        ),
        rupiah("hps_total", "Nilai total HPS", required=False),
        day("closes_on", "Hari terakhir penawaran"),
        text("closes_time", "Jam terakhir penawaran"),
        text("closes_place", "Tempat pemasukan penawaran"),
        table(
            "schedule",
            "Jadwal",
            text("stage", "Kegiatan"),
            text("when", "Hari dan tanggal"),
            text("time", "Pukul"),
            text("place", "Tempat"),
        ),
        texts("papers", "Surat yang dilampirkan"),
        text("answer_link", "Tautan untuk menjawab", required=False, private=True),
        *SIGNERS,
        text("kepala_desa_name", "Nama kepala desa", required=False),
        flag("electronic_only", "Hanya lewat HP"),
        flag("stamped", "Penawaran bermeterai"),
        *STAMP,
    ),
    signatories=("signers",),
    facts=("package", "supplier_name", "closes_on", "closes_time"),
    folder=Path(__file__).parent,
    publicity="sealed",
    issuer="tpk",
)
