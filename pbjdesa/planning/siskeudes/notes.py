"""What a reading finds worth telling, collected in the order it is found."""

from pbjdesa.planning.siskeudes.model import Problem, Severity


class Notes:
    """A growing list of problems. Sentences are joined; each one stands alone for the user."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def add(
        self, severity: Severity, code: str, file: str, line: int | None, *sentences: str
    ) -> None:
        """Note one problem. The same one found twice (a table read twice) is kept once."""
        self._found[Problem(severity, code, file, line, " ".join(sentences))] = None

    def extend(self, problems: list[Problem]) -> None:
        """Note problems that were held back until their line was known to count."""
        self._found.update(dict.fromkeys(problems))

    def all(self) -> tuple[Problem, ...]:
        """Errors first, then warnings, then information; by file and line within each."""
        rank = {"error": 0, "warning": 1, "info": 2}
        return tuple(
            sorted(self._found, key=lambda p: (rank[p.severity], p.file, p.line or 0, p.code))
        )
