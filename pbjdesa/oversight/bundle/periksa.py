#!/usr/bin/env python3
"""Memeriksa berkas bersegel sebuah paket, tanpa internet dan tanpa program lain.

Cara pakai:  python3 periksa.py BERKAS.zip   (atau folder hasil ekstraknya)
Kode keluar: 0 bila utuh, 1 bila ada yang berubah, hilang, bertambah, atau salah urutan.
"""

import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

MANIFEST, SEAL, COVER, CHAIN = "MANIFES.json", "SEGEL.json", "SAMPUL.pdf", "riwayat/rantai.json"
OUTSIDE = {MANIFEST, SEAL, COVER}
Read = Callable[[str], bytes]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest(event: Any) -> str:
    """The hash of an event: SHA-256 of JSON with sorted keys and no spaces."""
    text = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode())


def opened(place: Path) -> tuple[list[str], Read]:
    """The names in the archive, in its order, and how to read one; a broken one reads as empty."""
    if place.is_dir():
        names = sorted(p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file())
        return names, lambda name: (place / name).read_bytes()
    archive = zipfile.ZipFile(place)

    def read(name: str) -> bytes:
        try:
            return archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            return b""

    return [one.filename for one in archive.infolist()], read


def wrong_files(wanted: dict[str, str], names: list[str], read: Read) -> Iterator[str]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"GANDA: {name} ada lebih dari satu kali."
    for name in sorted(set(names) - set(wanted) - OUTSIDE):
        yield f"TAMBAHAN: {name} tidak ada dalam manifes."
    for name, expected in wanted.items():
        if name not in names:
            yield f"HILANG: {name}."
        elif sha256(read(name)) != expected:
            yield f"BERUBAH: {name}."


def wrong_order(wanted: list[str], names: list[str]) -> list[str]:
    there = [name for name in names if name in wanted]
    pairs = zip(there, [name for name in wanted if name in there], strict=False)
    return [f"URUTAN: {one} berada di tempat {name}." for one, name in pairs if one != name][:1]


def wrong_links(chain: dict[str, Any]) -> Iterator[str]:
    """Every event that was changed, left out, put in or moved."""
    previous, number = chain["sebelum"], chain["mulai"]
    for link in chain["peristiwa"]:
        event = link["isi"]
        if digest(event) != link["hash"]:
            yield f"RIWAYAT: peristiwa {event['chain'][3]} berubah."
        if event["previous"] != previous or event["chain"][3] != number:
            yield f"RIWAYAT: peristiwa {number} hilang, bertambah, atau salah urutan."
        previous, number = link["hash"], event["chain"][3] + 1
    if previous != chain["kepala"]:
        yield "RIWAYAT: peristiwa terakhir hilang, atau kepala rantai berubah."


def wrong_seal(seal: dict[str, Any], head: str, read: Read) -> Iterator[str]:
    event = seal["peristiwa"]
    if digest(event) != seal["hash"] or event["previous"] != head:
        yield f"SEGEL: {SEAL} berubah, atau bukan lanjutan riwayat ini."
    for name, said in ((MANIFEST, event["data"]["manifest"]), (COVER, event["data"]["cover"])):
        if sha256(read(name)) != said:
            yield f"BERUBAH: {name}. Isinya bukan yang disegel."


def check(place: Path) -> tuple[list[str], str]:
    """Everything that is wrong, as sentences (none when the file is whole), and the seal."""
    names, read = opened(place)
    if absent := [name for name in (MANIFEST, SEAL, COVER, CHAIN) if name not in names]:
        return [f"HILANG: {name}." for name in absent], ""
    try:
        wanted = {one["nama"]: one["sha256"] for one in json.loads(read(MANIFEST))["berkas"]}
    except (ValueError, KeyError, TypeError):
        return [f"BERUBAH: {MANIFEST} tidak terbaca."], ""
    found = list(wrong_files(wanted, names, read))
    found += [] if place.is_dir() else wrong_order(list(wanted), names)
    try:
        chain, seal = json.loads(read(CHAIN)), json.loads(read(SEAL))
        found += [*wrong_links(chain), *wrong_seal(seal, chain["kepala"], read)]
    except (ValueError, KeyError, TypeError, IndexError):
        found.append(f"BERUBAH: {CHAIN} atau {SEAL} tidak terbaca.")
    return found, sha256(read(MANIFEST))


def main(arguments: list[str]) -> int:
    try:
        found, seal = check(Path(arguments[0]))
    except (OSError, IndexError, zipfile.BadZipFile):
        found, seal = ["Berkas tidak terbaca. Cara pakai: python3 periksa.py BERKAS.zip"], ""
    verdict = f"UTUH. Cocokkan segel ini dengan sampul dan halaman paket:\n{seal}"
    sys.stdout.write(("\n".join([*found, "TIDAK UTUH."]) if found else verdict) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
