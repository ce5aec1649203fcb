"""Territories: our own list, and the nation's list of codes as CSV."""

from pathlib import Path

import pytest

from pbjdesa.kernel.errors import Refused
from pbjdesa.territories.models import Desa, Kecamatan
from pbjdesa.territories.operations import load_kabupaten, load_region
from pbjdesa.territories.regions import known_codes, own_list, read_region, read_regions, zone_of

FILES = {
    "provinces": "code,name\n62,Kalimantan Tengah\n94,Papua Tengah\n",
    "regencies": "code,province_code,name\n"
    "62.13,62,Kabupaten Barito Timur\n94.01,94,Kabupaten Nabire\n",
    "districts": "code,regency_code,name\n"
    "62.13.01,62.13,Dusun Timur\n62.13.02,62.13,Benua Lima\n94.01.01,94.01,Nabire\n",
    "villages": "code,district_code,name\n"
    "62.13.01.2002,62.13.01,Dorong\n62.13.01.1001,62.13.01,Tamiang Layang\n"
    "62.13.01.3003,62.13.01,Haringen\n94.01.01.2001,94.01.01,Kalisemen\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_kendal_has_20_kecamatan_and_266_desa() -> None:
    kendal = own_list("33.24")
    assert len(kendal.kecamatan) == 20
    assert sum(len(row.desa) for row in kendal.kecamatan) == 266
    patean = next(row for row in kendal.kecamatan if row.code == "33.24.04")
    assert ("2005", "Pagersari") in patean.desa
    assert len(patean.desa) == 14


def test_an_unknown_code_says_where_the_rest_of_the_nation_is() -> None:
    assert known_codes() == ["33.24"]
    with pytest.raises(Refused, match="load-regions"):
        own_list("62.13")


def test_kelurahan_are_left_out_and_adat_villages_are_in(folder: Path) -> None:
    region = read_region(folder, "62.13")
    assert (region.name, region.provinsi, region.zone) == (
        "Kabupaten Barito Timur",
        "Kalimantan Tengah",
        "WIB",
    )
    assert [(row.name, row.desa) for row in region.kecamatan] == [
        ("Dusun Timur", (("2002", "Dorong"), ("3003", "Haringen"))),
        ("Benua Lima", ()),
    ]


def test_the_whole_nation_or_some_of_it(folder: Path) -> None:
    assert [region.code for region in read_regions(folder)] == ["62.13", "94.01"]
    assert [region.zone for region in read_regions(folder, {"94.01"})] == ["WIT"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("villages", None, "tidak ada"),
        ("districts", "kode,nama\n1,2\n", "Kolom code, regency_code, name"),
        ("provinces", "", "Kolom code, name"),
    ],
)
def test_a_broken_folder_is_named(folder: Path, name: str, text: str | None, said: str) -> None:
    path = folder / f"{name}.csv"
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        list(read_regions(folder))


def test_a_code_that_is_not_in_the_folder_is_named(folder: Path) -> None:
    with pytest.raises(Refused, match=r"33\.24"):
        read_region(folder, "33.24")


def test_a_province_without_a_zone_is_refused() -> None:
    with pytest.raises(Refused, match="Zona waktu"):
        zone_of("00")


@pytest.mark.django_db
def test_loading_again_only_adds_what_is_new(folder: Path) -> None:
    kab = load_region(by=None, region=read_region(folder, "62.13"))
    with (folder / "villages.csv").open("a", encoding="utf-8") as out:
        out.write("62.13.02.2001,62.13.02,Banyu Landas\n")
    assert load_region(by=None, region=read_region(folder, "62.13")) == kab
    assert Kecamatan.objects.filter(kab=kab).count() == 2
    codes = Desa.objects.filter(kab=kab).order_by("code").values_list("code", flat=True)
    assert list(codes) == ["62.13.01.2002", "62.13.01.3003", "62.13.02.2001"]


@pytest.mark.django_db
def test_our_own_list_loads_once() -> None:
    first = load_kabupaten(by=None, code="33.24")
    assert load_kabupaten(by=None, code="33.24") == first
    assert Desa.objects.filter(kab=first).count() == 266
