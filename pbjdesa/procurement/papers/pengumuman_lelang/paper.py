"""Pengumuman Lelang: the TPK invites every able supplier to a package of high value.

Contents of the LKPP model set (mark B): work, the team by name, place, scope, total HPS, duration,
and the six steps with day, date, time and place; what a bidder must have is the rule set's.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    SIGNERS,
    TPK,
    number,
    rupiah,
    table,
    text,
    texts,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="pengumuman_lelang",
    name="Pengumuman Lelang",
    stage="procurement",
    fields=(
        *PACKAGE,
        text("round_note", "Keterangan lelang ulang", required=False),
        text("scope", "Lingkup pekerjaan"),
        text("location", "Lokasi pekerjaan"),
        rupiah("hps_total", "Nilai total HPS", required=False),
        number("work_days", "Waktu pelaksanaan (hari kalender)"),
        *TPK,
        texts("requirements", "Syarat penyedia"),
        table(
            "schedule",
            "Jadwal",
            text("stage", "Kegiatan"),
            text("when", "Hari dan tanggal"),
            text("time", "Pukul"),
            text("place", "Tempat"),
        ),
        text("documents_place", "Tempat mengambil dokumen"),
        *SIGNERS,
    ),
    signatories=("signers",),
    facts=("package", "hps_total", "location", "work_days"),
    folder=Path(__file__).parent,
    publicity="always",
    issuer="tpk",
)
