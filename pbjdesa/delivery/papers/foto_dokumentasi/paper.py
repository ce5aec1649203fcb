"""Foto Dokumentasi: the work before it begins, half way and when it is done, taken from one place.

Photos at 0, 50 and 100 per cent (regional sets, mark B). Goods that are bought once have only the
last; the frames of the others stay empty, to be glued in.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PHOTOS, PKA, table, text
from pbjdesa.documents.paper.kinds import PaperKind

_PHOTO = PHOTOS[0].columns

PAPER = PaperKind(
    slug="foto_dokumentasi",
    name="Foto Dokumentasi",
    stage="delivery",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        text("executor", "Pelaksana pekerjaan"),
        table("photos_0", "Foto sebelum pekerjaan (0 persen)", *_PHOTO),
        table("photos_50", "Foto setengah jalan (50 persen)", *_PHOTO),
        table("photos_100", "Foto selesai (100 persen)", *_PHOTO),
        text("reporter_name", "Nama pembuat laporan"),
        text("reporter_office", "Jabatan pembuat laporan"),
        *PKA,
    ),
    signatories=("reporter", "pka"),
    facts=("package", "location"),
    folder=Path(__file__).parent,
    publicity="never",
    issuer="tpk",
)
