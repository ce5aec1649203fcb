"""Units and fund sources that are written in many ways: what each of them most likely means.

A proposal only: the file is shown as it is written, and nothing is corrected behind anybody's back.
"""

import re
from collections.abc import Iterable
from functools import cache

from pbjdesa.planning.siskeudes.codes import fund_sources

_UNITS = {
    "sak": ("sak", "zak", "sack", "zaks", "sakk"),
    "m3": ("m3", "m³", "kubik", "meterkubik", "mkubik"),
    "m2": ("m2", "m²", "meterpersegi", "mpersegi"),
    "m": ("m", "meter", "mtr", "m1", "m'", "mlari"),
    "buah": ("buah", "bh", "bj", "biji", "pcs", "pc"),
    "batang": ("batang", "btg", "btng", "lonjor", "ljr"),
    "lembar": ("lembar", "lbr", "lmbr", "lb"),
    "orang": ("orang", "org", "or"),
    "HOK": ("hok", "oh", "oranghari", "hariorang", "hko"),
    "OB": ("ob", "orangbulan", "orgbln", "orgbulan"),
    "bulan": ("bulan", "bln", "bl"),
    "hari": ("hari", "hr"),
    "kali": ("kali", "kl", "x"),
    "paket": ("paket", "pkt", "pak.et"),
    "ls": ("ls", "lumpsum", "lumsum", "lsm"),
    "unit": ("unit", "unt"),
    "kg": ("kg", "kilo", "kilogram", "kgs"),
    "liter": ("liter", "ltr", "lt", "l"),
    "roll": ("roll", "rol", "gulung"),
    "dus": ("dus", "dos", "doos", "karton"),
    "pak": ("pak", "pack", "bungkus", "bks"),
    "rim": ("rim", "ream"),
    "set": ("set", "stel"),
    "kotak": ("kotak", "box", "ktk"),
    "ton": ("ton", "tn"),
    "drum": ("drum", "drm"),
    "truk": ("truk", "truck", "rit", "ret"),
    "porsi": ("porsi", "prs"),
}
"""The usual way of writing → the ways that villages write; compared without marks and blanks."""

_FUNDS = {
    "DDS": ("dds", "dd", "danadesa", "dandes", "apbn"),
    "ADD": ("add", "alokasidanadesa"),
    "PBH": ("pbh", "bhp", "bhpr", "bagihasil", "bagihasilpajak", "bhprd", "pdrd", "bhpdrd"),
    "PAD": ("pad", "pades", "pendapatanaslidesa"),
    "DLL": ("dll", "lainlain", "pendapatanlain", "silpa"),
    "SWD": ("swd", "swadaya", "swadayamasyarakat"),
    "PBP": ("pbp", "bankeuprov", "bantuanprovinsi", "bankeuprovinsi", "banprov"),
    "PBK": ("pbk", "bankeukab", "bantuankabupaten", "bankeukabupaten", "bankab", "bkk"),
}


@cache
def _units_by_writing() -> dict[str, str]:
    return {_key(one): usual for usual, ways in _UNITS.items() for one in ways}


@cache
def _funds_by_writing() -> dict[str, str]:
    known = {_key(way): code for code, ways in _FUNDS.items() for way in ways}
    return known | {_key(code): code for code in fund_sources()}


def unit_of(text: str) -> str:
    """How this unit is usually written; the text itself where nobody knows."""
    return _units_by_writing().get(_key(text), text)


def fund_of(text: str) -> str:
    """The code of Siskeudes for a fund source, however it is written; "" for none."""
    return _funds_by_writing().get(_key(text), "")


def proposals(written: Iterable[str], usual: dict[str, str]) -> dict[str, list[str]]:
    """Usual → the different writings of it, where there is more than one or another one."""
    ways: dict[str, list[str]] = {}
    for one in written:
        if one and one not in ways.setdefault(usual[one], []):
            ways[usual[one]].append(one)
    return {name: sorted(found) for name, found in ways.items() if found != [name]}


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9²³']", "", text.lower())
