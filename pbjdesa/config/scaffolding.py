"""Starting points for what people keep adding: a method, a paper, a red flag.

The templates under `scaffolds/<kind>/` lie as the files will lie in the repository; `SLUG` and
`STAGE` in a path, and the words of `_words` in a text, are filled in. What cannot be in the new
folder is said in `lines.txt`, at most three lines.
"""

import keyword
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from pbjdesa.config.console import note, say
from pbjdesa.kernel.errors import Refused

SCAFFOLDS = Path(__file__).with_name("scaffolds")
ROOT = Path(__file__).parents[2]
STAGES = ("planning", "procurement", "contracts", "delivery", "payments", "coaching")
"""The stages that papers are born in."""

_SMALL_PURCHASE = Path("pbjdesa/procurement/methods/pembelian_langsung")
_SLUG = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST_SLUG = 30
_LONGEST_NAME = 60
_TEMPLATE = ".template"


@dataclass(frozen=True)
class Written:
    """What a scaffold wrote, as paths below the root, and the lines still to be added by hand."""

    files: tuple[str, ...]
    lines: tuple[str, ...]


def write(kind: str, slug: str, *, name: str = "", stage: str = "", root: Path = ROOT) -> Written:
    """Write the files of one new thing below `root`, all of them or none.

    `name` is what people read, made from the slug when empty. Raises Refused when the slug or the
    name cannot be used, or when something of that name is there already.
    """
    words = _words(slug, name, stage)
    files = {
        root / _filled_path(path, words): Template(path.read_text("utf-8")).substitute(words)
        for path in sorted((SCAFFOLDS / kind).rglob(f"*{_TEMPLATE}"))
    }
    # A package that other things of the kind live in already may stay as it is.
    fresh = {p: t for p, t in files.items() if not (p.name == "__init__.py" and p.exists())}
    for path in fresh:
        if path.exists():
            raise Refused(f"{path.relative_to(root)} sudah ada. Pilih nama pendek lain.")
    _write_all(fresh)
    lines = Template((SCAFFOLDS / kind / "lines.txt").read_text("utf-8"))
    return Written(
        tuple(path.relative_to(root).as_posix() for path in fresh),
        tuple(lines.substitute(words).splitlines()),
    )


def tell(written: Written, guide: str) -> None:
    """Say what was written (part of the answer), and what is still to be done by hand."""
    for path in written.files:
        say(path)
    note("")
    note("Tambahkan sendiri baris ini:")
    for line in written.lines:
        note(f"  {line}")
    note(f"Panduan: docs/how_to/{guide}.md")


def _words(slug: str, name: str, stage: str) -> dict[str, str]:
    if not _SLUG.fullmatch(slug) or keyword.iskeyword(slug) or len(slug) > _LONGEST_SLUG:
        raise Refused(
            f"“{slug}” tidak bisa menjadi nama pendek.",
            "Pakai huruf kecil, angka, dan garis bawah. Contoh: surat_undangan.",
        )
    name = " ".join(name.split()) or slug.replace("_", " ").title()
    if len(name) > _LONGEST_NAME or set(name) & set('"\\{}*$'):
        raise Refused(
            f"Nama paling panjang {_LONGEST_NAME} huruf, tanpa tanda kutip dan kurung kurawal.",
            'Contoh: --name "Surat Undangan".',
        )
    imports = (
        f"from pbjdesa.{stage}.papers.{slug}.paper import PAPER",
        "from pbjdesa.documents.paper.testing import PaperKindChecks",
    )
    return {
        "slug": slug,
        "name": name,
        "stage": stage,
        "class_name": slug.title().replace("_", ""),
        "imports_of_test": "\n".join(sorted(imports)),
        "table_of_moves": _table_of_moves(slug),
        "words_of_steps": _words_of_steps(),
    }


def _table_of_moves(slug: str) -> str:
    """What a method begins with: the table of the simplest one, which can be lived through."""
    text = (ROOT / _SMALL_PURCHASE / "method.py").read_text("utf-8")
    table = text[text.index("from pbjdesa.") : text.index("METHOD = ")].rstrip()
    return table.replace(_SMALL_PURCHASE.name, slug)


def _words_of_steps() -> str:
    """The words of the one step that is the small purchase's own, as an example to change."""
    text = (ROOT / _SMALL_PURCHASE / "steps.py").read_text("utf-8")
    return text[text.index("from pbjdesa.") :].rstrip()


def _filled_path(template: Path, words: dict[str, str]) -> str:
    below = template.relative_to(SCAFFOLDS).as_posix().removesuffix(_TEMPLATE)
    _, _, path = below.partition("/")
    return path.replace("SLUG", words["slug"]).replace("STAGE", words["stage"])


def _write_all(files: dict[Path, str]) -> None:
    """Every file, or, when the disk refuses one of them, none."""
    written: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as out:
                written.append(path)
                out.write(text)
    except OSError as error:
        for path in written:
            path.unlink()
        raise Refused(f"Berkas tidak dapat ditulis ({error}). Periksa hak tulisnya.") from error
