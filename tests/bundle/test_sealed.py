"""An auditor checks a sealed file without us; whoever touches it is found out (A077)."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pbjdesa.documents import files
from pbjdesa.documents.operations import attach_photo
from pbjdesa.documents.paper.testing import squeezed, text_of
from pbjdesa.documents.queries import papers_of
from pbjdesa.kernel import audit
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.oversight.bundle.archive import prepare
from pbjdesa.oversight.models import Seal
from pbjdesa.oversight.operations import seal_bundle
from pbjdesa.oversight.seals import archive_of, grouped
from pbjdesa.people.models import Appointment
from pbjdesa.procurement.models import Purchase
from tests import scene
from tests.bundle.test_spj import photo
from tests.world import Village, announced, territory, village, watcher

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "periksa.py"
Files = list[tuple[str, bytes]]


@pytest.fixture
def place(db: None) -> Village:
    return announced(village(territory()))


@pytest.fixture
def purchase(place: Village) -> Purchase:
    found = scene.purchase_in(place, "paid")
    attach_photo(by=place.by("kasi"), dossier=found.dossier, kind="barang", photo=photo())
    return found


def sealed(purchase: Purchase, by: Appointment) -> Seal:
    return seal_bundle(by=by, purchase=purchase, prepared=prepare(purchase))


def unpacked(archive: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return [(one.filename, found.read(one)) for one in found.infolist()]


def packed(members: Files, folder: Path) -> Path:
    place = folder / "berkas.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return place


def verdict(place: Path) -> tuple[int, str]:
    """What the script says, run as an auditor runs it: alone, and without our environment."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, place], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_an_untouched_file_is_whole_and_names_its_seal(
    place: Village, purchase: Purchase, tmp_path: Path
) -> None:
    seal = sealed(purchase, place.by("sekdes"))
    file = tmp_path / "berkas.zip"
    file.write_bytes(archive_of(seal))
    code, said = verdict(file)
    assert (code, said.splitlines()[0][:4], said.splitlines()[-1]) == (0, "UTUH", seal.manifest)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "isi")
    assert verdict(tmp_path / "isi") == (0, said)


def test_it_holds_papers_photos_data_and_the_log(place: Village, purchase: Purchase) -> None:
    held = dict(unpacked(archive_of(sealed(purchase, place.by("sekdes")))))
    names = " ".join(held)
    for paper in papers_of(purchase.dossier):
        assert f"-{paper.kind}" in names
    assert "SPJ.pdf" in held
    assert photo() in held.values()
    releases = json.loads(held["data/ocds.json"])["releases"]
    assert releases[0]["ocid"].endswith(purchase.ocid_suffix)
    assert "purchase.pay" in held["riwayat/paket.csv"].decode()
    assert held["periksa.py"] == SCRIPT.read_bytes()


def test_the_seal_stands_on_the_cover_and_in_the_chain(place: Village, purchase: Purchase) -> None:
    seal = sealed(purchase, place.by("sekdes"))
    held = dict(unpacked(archive_of(seal)))
    assert squeezed(grouped(seal.manifest)) in squeezed(text_of(held["SAMPUL.pdf"]))
    assert files.sha256_of(held["MANIFES.json"]) == seal.manifest
    event = audit.history(purchase).last()
    assert event is not None
    assert (event.verb, event.hash) == ("oversight.seal_bundle", seal.event)
    assert event.data["manifest"] == seal.manifest


def test_private_numbers_stay_inside_the_papers(place: Village, purchase: Purchase) -> None:
    held = unpacked(archive_of(sealed(purchase, place.by("sekdes"))))
    for name, content in held:
        if not name.endswith((".pdf", ".jpg")):
            for secret in (b"091234567801000", b"0123456789", b"081229990001"):
                assert secret not in content, name


def test_nothing_of_it_lies_readable_on_the_disk(place: Village, purchase: Purchase) -> None:
    seal = sealed(purchase, place.by("sekdes"))
    kept = files.read(seal.file.sha256)
    assert kept[:2] != b"PK"
    assert b"MANIFES" not in kept


def at(name: str, change: Callable[[bytes], bytes]) -> Callable[[Files], Files]:
    def touch(members: Files) -> Files:
        assert any(one.startswith(name) for one, _ in members)
        return [
            (one, change(content) if one.startswith(name) else content) for one, content in members
        ]

    return touch


def one_byte(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def events(change: Callable[[list[dict[str, object]]], object]) -> Callable[[bytes], bytes]:
    """The log with its events changed, and written anew."""

    def touch(content: bytes) -> bytes:
        chain = json.loads(content)
        change(chain["peristiwa"])
        return json.dumps(chain, ensure_ascii=False).encode()

    return touch


def forged(link: dict[str, dict[str, object]]) -> None:
    """An event with another office, its own hash worked out anew."""
    link["isi"]["by"][2] = "kepala_desa"  # type: ignore[index]
    link["hash"] = audit.digest(link["isi"])  # type: ignore[assignment]


CHAIN = "riwayat/rantai.json"
TOUCHED: dict[str, tuple[Callable[[Files], Files], str]] = {
    "one byte of a paper": (at("surat/01", one_byte), "BERUBAH: surat/01"),
    "one byte of the bound file": (at("SPJ.pdf", one_byte), "BERUBAH: SPJ.pdf"),
    "one byte of a photo": (at("foto/", one_byte), "BERUBAH: foto/"),
    "one byte of the data": (at("data/paket.json", one_byte), "BERUBAH: data/paket.json"),
    "one byte of the cover": (at("SAMPUL.pdf", one_byte), "BERUBAH: SAMPUL.pdf"),
    "one byte of the script": (at("periksa.py", one_byte), "BERUBAH: periksa.py"),
    "a paper removed": (
        lambda members: [one for one in members if not one[0].startswith("surat/02")],
        "HILANG: surat/02",
    ),
    "the cover removed": (
        lambda members: [one for one in members if one[0] != "SAMPUL.pdf"],
        "HILANG: SAMPUL.pdf",
    ),
    "the seal removed": (
        lambda members: [one for one in members if one[0] != "SEGEL.json"],
        "HILANG: SEGEL.json",
    ),
    "the log removed": (lambda members: [one for one in members if one[0] != CHAIN], CHAIN),
    "a paper added": (
        lambda members: [*members, ("surat/99-kuitansi.pdf", b"%PDF-1.7")],
        "TAMBAHAN: surat/99-kuitansi.pdf",
    ),
    "a paper twice": (lambda members: [*members, members[2]], "GANDA: "),
    "two papers swapped": (
        lambda members: [members[0], members[1], members[3], members[2], *members[4:]],
        "URUTAN: surat/02",
    ),
    "a paper swapped in the manifest too": (
        at("MANIFES.json", lambda text: text.replace(b'"ukuran"', b'"Ukuran"')),
        "BERUBAH: MANIFES.json",
    ),
    "an event changed": (
        at(CHAIN, events(lambda links: links[3]["isi"].update(verb="purchase.none"))),  # type: ignore[attr-defined]
        "RIWAYAT: peristiwa",
    ),
    "an event forged with a new hash": (
        at(CHAIN, events(lambda links: forged(links[3]))),  # type: ignore[arg-type]
        "RIWAYAT: peristiwa",
    ),
    "an event removed": (at(CHAIN, events(lambda links: links.pop(3))), "RIWAYAT: peristiwa"),
    "two events swapped": (
        at(CHAIN, events(lambda links: links.insert(2, links.pop(3)))),
        "RIWAYAT: peristiwa",
    ),
    "the newest event cut off": (
        at(CHAIN, events(lambda links: links.pop())),
        "RIWAYAT: peristiwa terakhir hilang",
    ),
    "the seal of another file": (
        at("SEGEL.json", lambda text: text.replace(b'"cover"', b'"Cover"')),
        "SEGEL",
    ),
}


# A file that holds a name twice is one of the attacks.
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_whoever_touches_it_is_found_out_by_name(
    place: Village, purchase: Purchase, tmp_path: Path
) -> None:
    whole = unpacked(archive_of(sealed(purchase, place.by("sekdes"))))
    assert verdict(packed(whole, tmp_path))[0] == 0
    unseen = []
    for what, (touch, sentence) in TOUCHED.items():
        code, said = verdict(packed(touch(whole), tmp_path))
        if code != 1 or sentence not in said or "UTUH. Cocokkan" in said:
            unseen.append((what, code, said))
    assert unseen == []


@pytest.mark.parametrize("broken", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_sealed_file_is_refused_with_a_sentence(tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "berkas.zip"
    file.write_bytes(broken)
    code, said = verdict(file)
    assert code == 1
    assert "TIDAK UTUH" in said


def test_a_byte_changed_on_the_way_is_named(
    place: Village, purchase: Purchase, tmp_path: Path
) -> None:
    content = archive_of(sealed(purchase, place.by("sekdes")))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        paper = next(one for one in archive.infolist() if one.filename.startswith("surat/01"))
    spot = paper.header_offset + 1_000
    file = tmp_path / "berkas.zip"
    file.write_bytes(content[:spot] + bytes([content[spot] ^ 1]) + content[spot + 1 :])
    code, said = verdict(file)
    assert (code, f"BERUBAH: {paper.filename}." in said) == (1, True)


def test_who_watches_over_the_village_seals_too_and_others_do_not(
    place: Village, purchase: Purchase
) -> None:
    desa = place.desa
    for office in ("camat", "inspektorat"):
        assert sealed(purchase, watcher(desa.kab, office, desa)).pk
    elsewhere = village(desa.kab, "Curugsewu").by("sekdes")
    with pytest.raises(Refused):
        sealed(purchase, elsewhere)


def test_a_photo_that_comes_in_between_is_not_left_out(place: Village, purchase: Purchase) -> None:
    prepared = prepare(purchase)
    attach_photo(by=place.by("kasi"), dossier=purchase.dossier, kind="barang", photo=photo("red"))
    with pytest.raises(Conflict):
        seal_bundle(by=place.by("sekdes"), purchase=purchase, prepared=prepared)


def test_the_script_is_short_and_needs_nothing_but_python() -> None:
    source = SCRIPT.read_text("utf-8")
    assert len(source.splitlines()) <= 120
    assert "pbjdesa" not in source
