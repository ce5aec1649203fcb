"""The rows of one village and one year, and the names the file itself gives to codes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.archive import Archive
from pbjdesa.planning.siskeudes.codes import account_code, activity_code, village_code
from pbjdesa.planning.siskeudes.figures import read_year
from pbjdesa.planning.siskeudes.notes import Notes
from pbjdesa.planning.siskeudes.tables import (
    BUDGET_TABLES,
    REF_KEGIATAN,
    REK3,
    REK4,
    SUMBER,
    VERSION,
    Row,
    Table,
    read_rows,
)


@dataclass(slots=True)
class VillageRows:
    """The rows of the wanted year by table name, and the years in which the village has rows."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)

    def of(self, table: Table) -> list[Row]:
        """The rows of one table, each once."""
        return self.tables.get(table.name, [])


@dataclass(frozen=True, slots=True)
class FileNames:
    """What the file's own reference tables say."""

    version: str
    accounts: dict[str, str]
    activities: dict[str, str]
    funds: dict[str, str]
    old_scheme: bool


def village_rows(
    archive: Archive, notes: Notes, village: str, year: int, *, alone: bool
) -> VillageRows:
    """Read each budget table once and keep what belongs to the village and the year.

    `village` may be empty: then the file holds no rows, and only its columns are checked. In a
    file where the village is `alone`, rows without a readable village code are its own, and told.
    """
    found = VillageRows()
    skipping = "" if alone else village
    for table in BUDGET_TABLES:
        rows = [
            row
            for row in read_rows(archive, table, notes, skipping)
            if _belongs(row, table, notes, village, year, found.years)
        ]
        found.tables[table.name] = list(_once(rows, table, notes))
    return found


def file_names(archive: Archive, notes: Notes) -> FileNames:
    """Read the version and the names of codes that the file brings along."""

    def pairs(table: Table) -> Iterator[tuple[str, str]]:
        code, name = table.required
        return ((row.get(code), row.get(name)) for row in read_rows(archive, table, notes))

    versions = [row.get("Versi") for row in read_rows(archive, VERSION, notes)]
    version = next((each for each in reversed(versions) if each), "")
    kinds = {account_code(code): name.lower() for code, name in pairs(REK3)}
    # Permendagri 113/2014 kept goods and services under 5.1.2; today that is 5.2.
    old_scheme = "barang" in kinds.get("5.1.2", "") or version.upper().startswith(("V1", "1."))
    return FileNames(
        version=version,
        accounts={account_code(code): name for code, name in pairs(REK4) if name},
        activities={activity_code(code, ""): name for code, name in pairs(REF_KEGIATAN) if name},
        funds={code.upper(): name for code, name in pairs(SUMBER) if code},
        old_scheme=old_scheme,
    )


def _belongs(
    row: Row, table: Table, notes: Notes, village: str, year: int, years: set[int]
) -> bool:
    code = village_code(row.get("Kd_Desa"))
    if code != village:
        if not code:
            _note(notes, table, row, "Kd_Desa", row.get("Kd_Desa"), "04.2005.")
        return False
    found = read_year(row.get("Tahun"))
    if found is None:
        _note(notes, table, row, "Tahun", row.get("Tahun"), str(year))
        return False
    years.add(found)
    return found == year


def _note(notes: Notes, table: Table, row: Row, column: str, text: str, example: str) -> None:
    notes.add(
        "error",
        "key_unreadable",
        table.file,
        row.line,
        f"Kolom {column} berisi “{text[:30]}”, seharusnya seperti {example}",
        "Baris ini dilewati.",
    )


def _once(rows: list[Row], table: Table, notes: Notes) -> Iterator[Row]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        content = tuple(row.cells.values())
        if content not in first:
            first[content] = row.line
            yield row
            continue
        notes.add(
            "warning",
            "duplicate_row",
            table.file,
            row.line,
            say("Baris ini sama persis dengan baris {first}.", first=first[content]),
            "Dihitung sekali saja.",
        )
