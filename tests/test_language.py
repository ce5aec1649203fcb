"""A second language needs a file and no code: a catalogue finds every sentence by its template."""

import ast
import gettext as catalogues
import struct
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from pbjdesa.kernel.words import in_language, say
from tests.clients import client_for
from tests.world import announced, territory, village

CODE = Path(__file__).parent.parent / "pbjdesa"

ENGLISH = {
    "Yang harus dikerjakan": "What to do",
    "Mulai belanja": "Start buying",
    "Pilih paling sedikit satu barang.": "Choose at least one thing.",
    "“{typed}” belum jelas. Tulis angka, contoh 2 atau 2,5.": "“{typed}” is unclear. Try 2,5.",
}


def catalogue(words: dict[str, str]) -> bytes:
    """A compiled catalogue in the format of GNU gettext."""
    rows = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **words}.items())
    keys = [key.encode() for key, _ in rows]
    texts = [text.encode() for _, text in rows]
    start = 28 + 16 * len(rows)
    tables, body = b"", b""
    for strings in (keys, texts):
        for string in strings:
            tables += struct.pack("<II", len(string), start + len(body))
            body += string + b"\0"
    head = struct.pack("<IIIIIII", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, start)
    return head + tables + body


@pytest.fixture
def english(tmp_path, settings):
    """The server in English, by a file alone."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(catalogue(ENGLISH))
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
    settings.LANGUAGE_CODE = "en"
    caches = (trans_real._translations, catalogues._translations)
    for cache in caches:
        cache.clear()
    trans_real._default = None
    with translation.override("en"):
        yield
    for cache in caches:
        cache.clear()
    trans_real._default = None


@pytest.mark.django_db
def test_pages_and_refusals_speak_the_language_of_the_file(english) -> None:
    place = announced(village(territory(), logins=True))
    kasi = client_for("pagersari-kasi")
    home = kasi.get("/").content.decode()
    assert "What to do" in home
    assert "Start buying" in home
    address = f"/desa/belanja/baru/{place.activity.pk}/"
    empty = kasi.post(address, {"kunci": ""}).content.decode()
    assert "Choose at least one thing." in empty
    line = place.lines[0].pk
    unclear = kasi.post(address, {"items": [line], f"volume_{line}": "dua"}).content.decode()
    assert "“dua” is unclear. Try 2,5." in unclear


def test_a_sentence_inside_a_sentence_is_translated_too() -> None:
    inner = say("Isi {name}.", name="nama")
    outer = say("{place} {reason}", place="Bagian 1:", reason=inner)
    words = {"Isi {name}.": "Fill in {name}.", "Bagian 1:": "Part 1:"}
    assert outer == "Bagian 1: Isi nama."
    assert in_language(outer, lambda text: words.get(text, text)) == "Part 1: Fill in nama."


def test_what_people_type_is_never_a_template() -> None:
    sentence = say("“{typed}” belum jelas.", typed="{0.__class__}")
    assert sentence == "“{0.__class__}” belum jelas."
    assert in_language(sentence, str) == sentence


def sources() -> list[Path]:
    """Our modules that speak to people; operators' commands and tests apart."""
    left_out = ("migrations", "tests", "config", "demo")
    return [
        path
        for path in sorted(CODE.rglob("*.py"))
        if not path.name.startswith("test_") and not set(left_out) & set(path.parts)
    ]


def made_on_the_spot(path: Path, root: Path = CODE) -> list[str]:
    """Refusals and problems whose sentence is put together where no catalogue can find it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        said = node.args if name in {"Refused", "Conflict"} else []
        if name == "add" and "problems" in ast.unparse(node.func):
            said = node.args[:1]
        if any(isinstance(argument, ast.JoinedStr) for argument in said):
            found.append(f"{path.relative_to(root)}:{node.lineno}")
    return found


def test_no_refusal_is_put_together_outside_say() -> None:
    assert [place for path in sources() for place in made_on_the_spot(path)] == []


def test_the_rule_above_sees_a_breach(tmp_path) -> None:
    module = tmp_path / "module.py"
    module.write_text('raise Refused(f"Isi {name}.")')
    assert made_on_the_spot(module, tmp_path) == ["module.py:1"]
