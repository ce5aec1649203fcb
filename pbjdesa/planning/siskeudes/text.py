"""From the bytes of a CSV file to numbered lines of text, and from lines to records.

Exports come in UTF-8, in Windows' cp1252, or half and half; with any line end; with quotes that
hold line breaks, and with quotes that nobody closed. A broken line costs that line only.
"""

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import IO, NamedTuple, cast

LONGEST_LINE = 65_536
"""Characters. A budget row has a few hundred; more than this is not a table."""
MOST_JOINED = 40
"""Line breaks inside one quoted text, after which the quote counts as never closed."""

_BLANK = ' ,;\t|"\n'
"""A line of nothing but these is a blank row of a spreadsheet."""

_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class PhysicalLine(NamedTuple):
    """One line of the file; `text` is None where it is too long to be a table row."""

    number: int
    text: str | None


class Record(NamedTuple):
    """One CSV record; `cells` is None where the line could not be taken apart."""

    number: int
    text: str
    cells: list[str] | None


def _as_cp1252(problem: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows does, one by one, and never fail."""
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    wrong = problem.object[problem.start : problem.end]
    try:
        return wrong.decode("cp1252"), problem.end
    except UnicodeDecodeError:
        return wrong.decode("latin-1"), problem.end


codecs.register_error("siskeudes_cp1252", _as_cp1252)


def physical_lines(stream: IO[bytes]) -> Iterator[PhysicalLine]:
    """Decode while reading; every line end (CRLF, LF, CR) counts as one line."""
    head = cast(io.BufferedReader, stream).peek(2)[:2]
    encoding = _BOMS.get(head, "utf-8-sig")
    text = io.TextIOWrapper(stream, encoding, errors="siskeudes_cp1252", newline=None)
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line.endswith("\n"):
            yield PhysicalLine(number, line.replace("\0", ""))
            continue
        while (rest := text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
            pass
        yield PhysicalLine(number, None)


def records(lines: Iterator[PhysicalLine], delimiter: str, width: int) -> Iterator[Record]:
    """Take lines apart into cells; `width` is the number of columns of the header.

    A quoted text may go on over several lines. If what comes out is not as wide as the header,
    the quote was a slip: only its first line is given up and the next lines are read afresh.
    """
    waiting: deque[PhysicalLine] = deque()
    while line := waiting.popleft() if waiting else next(lines, None):
        number, text = line
        if text is None:
            yield Record(number, "", None)
        elif not text.strip(_BLANK):
            continue
        elif '"' not in text:
            yield Record(number, text, text.rstrip("\n").split(delimiter))
        elif text.count('"') % 2 == 0:
            yield Record(number, text, split_cells(text, delimiter))
        else:
            yield _joined(number, text, lines, waiting, delimiter, width)


def split_cells(text: str, delimiter: str) -> list[str] | None:
    """The cells of one line, or None where the quotes make no sense."""
    try:
        return next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), None)
    except csv.Error:
        return None


def _joined(
    number: int,
    first: str,
    lines: Iterator[PhysicalLine],
    waiting: deque[PhysicalLine],
    delimiter: str,
    width: int,
) -> Record:
    taken: list[PhysicalLine] = []

    def feed() -> Iterator[str]:
        yield first
        while len(taken) < MOST_JOINED:
            following = waiting.popleft() if waiting else next(lines, None)
            if following is None:
                return
            taken.append(following)
            if following.text is None:
                return
            yield following.text

    try:
        cells = next(csv.reader(feed(), delimiter=delimiter, skipinitialspace=True), None)
    except csv.Error:
        cells = None
    if taken and (cells is None or len(cells) != width):
        waiting.extendleft(reversed(taken))
        return Record(number, first, None)
    return Record(number, first + "".join(line.text or "" for line in taken), cells)


def fit(text: str, longest: int) -> str:
    """The text, or as much of it as fits, ending in an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
