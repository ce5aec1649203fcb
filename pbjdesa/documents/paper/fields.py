"""Short ways to declare fields, and the parties and purchase lines that most papers share."""

from pbjdesa.documents.paper.kinds import Field, FieldKind


def text(name: str, label: str, *, required: bool = True, private: bool = False) -> Field:
    return Field(name, label, FieldKind.TEXT, required, private)


def long_text(name: str, label: str, *, required: bool = True) -> Field:
    """Some sentences, where `text` is a name or a line."""
    return Field(name, label, FieldKind.TEXT, required, long=True)


def flag(name: str, label: str) -> Field:
    return Field(name, label, FieldKind.FLAG, required=False)


def number(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name, label, FieldKind.NUMBER, required)


def volume(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name, label, FieldKind.VOLUME, required)


def rupiah(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name, label, FieldKind.RUPIAH, required)


def day(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name, label, FieldKind.DATE, required)


def texts(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name, label, FieldKind.LIST, required)


def picture(name: str, label: str) -> Field:
    return Field(name, label, FieldKind.PICTURE)


def table(name: str, label: str, *columns: Field, required: bool = True) -> Field:
    return Field(name, label, FieldKind.TABLE, required, columns=columns)


PACKAGE = (
    text("package", "Nama paket"),
    text("activity", "Nama kegiatan"),
    text("account_code", "Kode rekening", required=False),
    text("source_of_funds", "Sumber dana"),
    number("fiscal_year", "Tahun anggaran"),
)
"""What is bought, and from which money."""

PKA = (
    text("pka_name", "Nama PKA"),
    text("pka_office", "Jabatan PKA"),
)
"""Pelaksana Kegiatan Anggaran, with the local title ("Kasi Kesejahteraan selaku PKA")."""

KEPALA_DESA = (text("kepala_desa_name", "Nama kepala desa"),)

SUPPLIER = (
    text("supplier_name", "Nama toko atau usaha"),
    text("supplier_contact", "Nama pemilik atau wakil"),
    text("supplier_position", "Jabatan di usaha"),
    text("supplier_address", "Alamat usaha"),
)

TPK = (
    table(
        "tpk",
        "Tim Pelaksana Kegiatan",
        text("name", "Nama anggota"),
        text("position", "Kedudukan"),
    ),
)
"""Everybody with a seat in the team, ketua first; all of them sign minutes."""

DECREE = (text("decree", "SK TPK", required=False),)
"""Number and date of the decree that formed the team of this activity (A004)."""

SIGNERS = (
    table(
        "signers",
        "Penanda tangan",
        text("name", "Nama penanda tangan"),
        text("position", "Jabatan penanda tangan"),
    ),
)
"""Whoever the rule set names for this paper."""

HELD = (
    day("held_on", "Hari dan tanggal"),
    text("held_time", "Pukul"),
    text("held_place", "Tempat"),
)
"""When and where people met."""

STAMP = (rupiah("stamp_duty", "Meterai", required=False),)
"""The value of the stamp when one is due, from the rule set; 0 or nothing prints no box."""

ITEM = (
    text("name", "Uraian"),
    text("specification", "Spesifikasi"),
    volume("volume", "Volume"),
    text("unit", "Satuan"),
)
"""The first columns of an item table: what, of which kind, and how much."""

PHOTOS = (
    table(
        "photos",
        "Foto",
        picture("sha256", "Foto"),
        text("caption", "Keterangan foto"),
        day("taken_on", "Tanggal foto"),
    ),
)
"""Photos with what they show; `taken_on` is the day the phone gave, else the day it arrived."""

PRICED_ITEM = (*ITEM, rupiah("unit_price", "Harga satuan"), rupiah("amount", "Jumlah"))
"""The same with its price."""
