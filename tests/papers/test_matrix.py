"""Every row of the matrix has its papers, and every paper has every field of its list."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import tests.papers as here
from pbjdesa.documents.matrix import OTHER, ROWS, row_of
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.kinds import Field, PaperKind
from pbjdesa.documents.paper.testing import (
    LETTERHEAD,
    REGISTERED,
    printed_text,
    sample_of,
    squeezed,
)
from pbjdesa.documents.registry import PAPERS
from tests.rule_values.values import NATIONAL

ROUTES = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")
"""The columns of the matrix."""

MATRIX = {
    1: "✓✓✓✓",
    2: "✓✓✓✓",
    3: "✓o✓✓",
    4: "✓✓✓✓",
    5: "✓o✓✓",
    6: "✓✓✓✓",
    7: "✓-✓✓",
    8: "✓-✓✓",
    9: "✓---",
    10: "✓✓✓✓",
    11: "✓-✓✓",
    12: "✓-oo",
    13: "o✓✓✓",
    14: "--✓✓",
    15: "--✓✓",
    16: "--o✓",
    17: "--✓✓",
    18: "-o✓✓",
    19: "--✓✓",
    20: "-✓o-",
    21: "--✓✓",
    22: "✓-o✓",
    23: "✓---",
    24: "-✓✓✓",
    25: "✓✓✓✓",
    26: "✓✓✓✓",
    27: "✓✓✓✓",
    28: "✓✓✓✓",
    29: "✓---",
    30: "✓✓✓✓",
    31: "✓✓✓✓",
    32: "--oo",
}
"""Row by row: needed (✓), in some regions or cases (o), or not at all (-)."""

WITH_A_GROUND = {
    (7, "permintaan_penawaran"): "a drawing is for construction only",
    (28, "swakelola"): "only where a tax is due",
    (28, "pembelian_langsung"): "only where a tax is due",
    (28, "permintaan_penawaran"): "only where a tax is due",
    (28, "lelang"): "only where a tax is due",
}
"""Cells that the matrix ticks, but that not every purchase can have."""

BOUGHT_WITHIN = {12, 14, 17, 18, 19, 20, 24, 25}
"""Rows that swakelola may hold because it buys material on the way (the 15-part regional set);
and the photographs of a direct purchase of works."""

BATANG = {
    "permintaan penawaran": "permintaan_penawaran",
    "isian penyedia": "isian_penyedia",
    "pakta integritas": "pakta_integritas",
    "surat penawaran": "surat_penawaran",
    "rincian harga": "rincian_penawaran",
    "undangan negosiasi": "undangan_negosiasi",
    "BA klarifikasi dan negosiasi": "ba_negosiasi",
    "persetujuan penawaran": "persetujuan_penawaran",
    "perjanjian": "surat_perjanjian",
    "SPK": "spk",
    "syarat SPK": "spk",
    "penyerahan hasil": "permohonan_pemeriksaan",
    "BA pemeriksaan": "ba_pemeriksaan",
    "BA pembayaran": "ba_pembayaran",
    "BA penerimaan": "bast_penyedia",
    "laporan hasil": "laporan_hasil",
    "BAST": "bast_kades",
    "surat perjanjian kerja": "surat_perjanjian",
    "kuitansi": "kuitansi",
    "papan pengumuman": "papan_pengumuman",
}
"""The 20 papers of Batang's checklist and the kind that each is here."""

OUTSIDE_THE_MATRIX = {"register_nomor", "sampul_spj", "buku_pajak"}
"""Papers of the village's office, not of one purchase."""


def _lists() -> Iterator[tuple[str, dict[str, str]]]:
    """Paper and its field list, from every module `lists_*` in this folder."""
    for module in pkgutil.iter_modules(here.__path__):
        if module.name.startswith("lists_"):
            found = importlib.import_module(f"{here.__name__}.{module.name}").LISTS
            yield from found.items()


LISTS = list(_lists())


def _kinds(route: str, name: str) -> list[str]:
    value = getattr(NATIONAL.papers[route], name).value
    return [kind for entry in value for kind in entry.split("/")]


def test_the_matrix_has_its_32_rows() -> None:
    assert [row.number for row in ROWS] == list(range(1, 33)) == list(MATRIX)


def test_every_kind_of_the_matrix_is_registered_and_none_is_left_out() -> None:
    listed = [kind for row in ROWS for kind in row.kinds]
    assert len(listed) == len(set(listed))
    registered = {kind.slug for kind in PAPERS}
    assert set(listed) - registered == set()
    assert registered - set(listed) - OUTSIDE_THE_MATRIX == set()
    print(f"{len(ROWS)} rows, {len(listed)} kinds of paper")


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_asks_for_the_rows_that_the_matrix_ticks(route: str) -> None:
    column = ROUTES.index(route)
    needed = {row_of(kind).number for kind in _kinds(route, "required")}
    any_time = needed | {row_of(kind).number for kind in _kinds(route, "usual")}
    for number, cells in MATRIX.items():
        if cells[column] == "✓":
            asked = any_time if (number, route) in WITH_A_GROUND else needed
            assert number in asked, f"row {number} is missing from {route}"
        elif cells[column] == "o":
            assert number in any_time, f"row {number} is missing from {route}"
        elif number not in BOUGHT_WITHIN:
            assert number not in needed, f"row {number} is asked of {route}"


def test_every_list_of_the_rules_names_papers_that_exist() -> None:
    for route in ROUTES:
        for kind in (*_kinds(route, "required"), *_kinds(route, "usual")):
            assert kind in PAPERS
            assert row_of(kind) is not OTHER


def test_batangs_twenty_papers_are_here() -> None:
    assert len(BATANG) == 20
    assert {kind for kind in BATANG.values() if kind not in PAPERS} == set()
    assert "SYARAT UMUM" in _printed(PAPERS["spk"]).upper()


def test_every_kind_of_the_matrix_has_a_field_list() -> None:
    named = [kind for kind, _ in LISTS]
    assert len(named) == len(set(named))
    assert {kind for row in ROWS for kind in row.kinds} - set(named) == set()


@pytest.mark.parametrize(("slug", "fields"), LISTS, ids=[kind for kind, _ in LISTS])
def test_a_paper_prints_every_item_of_its_field_list(slug: str, fields: dict[str, str]) -> None:
    kind = PAPERS[slug]
    printed = squeezed(_printed(kind))
    known = {*_names(kind.fields), "number", "date", "kabupaten", "kecamatan", "desa"}
    for phrase, where in fields.items():
        if where.startswith("="):
            assert squeezed(where[1:]) in printed, f"{phrase}: {where[1:]} is not printed"
        else:
            assert where in known, f"{phrase}: {where} is no field"
    print(f"{slug}: {len(fields)} items")


def _names(fields: tuple[Field, ...], prefix: str = "") -> Iterator[str]:
    """Field names; those of columns as "items.volume". That each one is printed is checked for
    every kind in its own folder."""
    for field in fields:
        yield prefix + field.name
        yield from _names(field.columns, f"{field.name}.")


def _printed(kind: PaperKind) -> str:
    return printed_text(compose(kind, sample_of(kind), LETTERHEAD, **REGISTERED))
