"""An import of a budget file: applied whole, written down so that it can be taken back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pbjdesa.documents import files
from pbjdesa.documents.models import StoredFile
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.money import group, rupiah
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KAUR, SEKDES
from pbjdesa.planning import queries
from pbjdesa.planning.matching import compare
from pbjdesa.planning.models import Activity, BudgetImport, BudgetLine, BudgetUpload
from pbjdesa.planning.operations import hold_year
from pbjdesa.planning.rules import settled
from pbjdesa.planning.siskeudes.model import BudgetExport
from pbjdesa.planning.states import ImportState
from pbjdesa.planning.stored import StoredBudget, columns_before, save_edits
from pbjdesa.planning.values import Difference
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home

_NAME_WIDTH = 200
MOST_LINES = 20_000
"""Lines of one village and year; the largest have some two thousand."""
MOST_NAMED = 5
"""Rows named one by one in a refusal; the rest is counted."""


class NothingChanged(Refused):
    """The budget is already what the file says."""


class SeenOtherwise(Refused):
    """The budget changed since the differences were shown; nothing was applied."""


def preview(*, desa: Desa, year: int, export: BudgetExport) -> Difference:
    """What `import_budget` would change now. Raises Refused when the file is of no use."""
    _check_file(export, year)
    return _difference(StoredBudget(desa, year), export)


def _check_file(export: BudgetExport, year: int) -> None:
    if export.year != year:
        raise ValueError(f"the export is of {export.year}, not of {year}")
    refuse_unusable(export)


def refuse_unusable(export: BudgetExport) -> None:
    """Raises Refused, with what the reader says, when the file holds no budget lines; and when it
    holds more than any village has.
    """
    if len(export.lines) > MOST_LINES:
        raise Refused(
            say("Berkas ini memuat {count} baris untuk satu desa.", count=group(len(export.lines))),
            "Ekspor lagi dari Siskeudes, lalu coba zip yang baru.",
            field="file",
        )
    if not export.holds_lines:
        said = [each.sentence for each in export.problems if each.code == "no_lines"]
        raise Refused(*said or ["Berkas ini tidak memuat baris belanja."], field="file")


def _difference(budget: StoredBudget, export: BudgetExport) -> Difference:
    activities, lines = budget.activity_values(), budget.line_values()
    if export.partial:
        named = {activity.code for activity in export.activities}
        activities = [row for row in activities if row.code in named]
        lines = [row for row in lines if row.code in named]
    return compare(activities, lines, export)


KEEPERS = frozenset({KAUR.slug, SEKDES.slug})
"""Who keeps the village's budget; an operator's command acts without an office (`by=None`)."""


@operation
def import_budget(
    *,
    by: Appointment | None,
    desa: Desa,
    year: int,
    export: BudgetExport,
    sha256: str,
    file_name: str,
    expected: str = "",
) -> BudgetImport:
    """Make the year's budget what the file says (A045). `by` is None for the operator's command.

    `expected` is the fingerprint of the difference that was shown. Raises Refused when the file
    holds no lines, NothingChanged when there is nothing to do, SeenOtherwise when the budget
    changed since.
    """
    if by is not None:
        check_authority(by, desa=desa, offices=KEEPERS)
    _check_file(export, year)
    whole = hold_year(desa, year)
    budget = StoredBudget(desa, year, locked=True)
    difference = _difference(budget, export)
    if difference.changes_nothing:
        raise NothingChanged(
            "Tidak ada yang berubah.", "Anggaran di sini sudah sama dengan isi berkas."
        )
    if expected and expected != difference.fingerprint:
        raise SeenOtherwise(
            "Anggaran berubah sejak halaman ini dibuka.", "Periksa lagi bedanya di bawah ini."
        )
    before = budget.write(difference)
    whole.imports += 1
    whole.save()
    done = BudgetImport(
        **home(desa),
        year=year,
        number=whole.imports,
        sha256=sha256,
        file_name=file_name[:_NAME_WIDTH],
        version=export.version[:40],
        state=ImportState.APPLIED,
        counts=difference.counts | {"total": difference.total_after},
        problems=[each.to_json() for each in (*difference.problems, *export.problems)],
        before=before,
        imported_at=clock.now(),
    )
    done.save()
    record(done, by=by, data={"year": year, "hash": sha256, "counts": done.counts})
    return done


@operation
def undo_import(*, by: Appointment | None, budget_import: BudgetImport) -> BudgetImport:
    """Put everything that an import changed back as it was (A045).

    Rows that it made are marked removed, with whatever was typed below them since. Raises Conflict
    when it was undone already, Refused when a later import stands on it or when something was
    bought that the older budget has no money for.
    """
    if by is not None:
        check_authority(by, desa=budget_import.desa, offices=KEEPERS)
    hold_year(budget_import.desa, budget_import.year)
    done = budget_import.lock()
    if done.state == ImportState.UNDONE:
        raise Conflict("Impor ini sudah dibatalkan.")
    undo = Undo(done, locked=True)
    if undo.obstacles:
        raise Refused(*undo.obstacles)
    undo.write()
    done.state = ImportState.UNDONE
    done.save()
    record(done, by=by, data={"year": done.year, "number": done.number})
    return done


@dataclass(frozen=True)
class _Part:
    """A line as it will be (see rules.PartOfAccount)."""

    row: BudgetLine
    fields: Mapping[str, Any]

    @property
    def account_code(self) -> str:
        return str(self._get("account_code"))

    @property
    def fund_sources(self) -> str:
        return str(self._get("fund_sources"))

    @property
    def total(self) -> int | None:
        total = self._get("total")
        return None if total is None else int(total)

    @property
    def amount(self) -> int:
        return int(self._get("amount"))

    @property
    def removed(self) -> bool:
        return self._get("removed_at") is not None

    def _get(self, name: str) -> Any:
        return self.fields.get(name, getattr(self.row, name))


class Undo:
    """What taking an import back would do, and what stands in its way."""

    def __init__(self, done: BudgetImport, *, locked: bool = False) -> None:
        self._done = done
        self._budget = budget = StoredBudget(done.desa, done.year, locked=locked)
        self._activities = _edits(budget.activities, done.before["activities"])
        self._lines = _edits(budget.lines, done.before["lines"])
        leaving = {id_ for id_, fields in self._activities.items() if fields.get("removed_at")}
        self.typed_since = [
            line
            for line in budget.lines.values()
            if line.activity_id in leaving and line.pk not in self._lines and not line.removed_at
        ]
        """Lines that somebody typed into activities that will be gone."""
        self._lines |= {line.pk: {"removed_at": clock.now()} for line in self.typed_since}
        self._settle()

    def _settle(self) -> None:
        """Add the amounts of account totals as they will be: items may have been typed since."""
        touched = {self._budget.lines[id_].activity_id for id_ in self._lines}
        parts: dict[int, list[_Part]] = defaultdict(list)
        for line in self._budget.lines.values():
            part = _Part(line, self._lines.get(line.pk, {}))
            if line.activity_id in touched and not part.removed:
                parts[line.activity_id].append(part)
        for active in parts.values():
            for part, amount in zip(active, settled(active), strict=True):
                if amount != part.amount:
                    self._lines[part.row.pk] = {**part.fields, "amount": amount}

    @property
    def obstacles(self) -> list[str]:
        """Sentences that say why it cannot be undone; empty when it can."""
        later = queries.later_import(self._done)
        if later is not None:
            return [
                say("Sesudah impor ini ada impor ke-{number}.", number=later.number),
                say("Batalkan impor ke-{number} dulu.", number=later.number),
            ]
        short = [
            say(
                "“{name}” sudah dipesan {taken}, anggaran lamanya {then}.",
                name=str(row)[:100],
                taken=rupiah(taken),
                then=rupiah(then),
            )
            for row, taken, then in self._bought()
        ]
        if not short:
            return []
        more = len(short) - MOST_NAMED
        rest = [say("Ada {more} lagi seperti ini.", more=more)] if more > 0 else []
        way_out = "Batalkan dulu belanjanya, atau impor anggaran yang benar."
        return [*short[:MOST_NAMED], *rest, way_out]

    def _bought(self) -> Iterator[tuple[Activity | BudgetLine, int, int]]:
        """Rows that would be left with less than was taken from them, and less than now."""
        budget = self._budget
        for rows, edits, money in (
            (budget.activities, self._activities, "ceiling"),
            (budget.lines, self._lines, "amount"),
        ):
            for id_, fields in edits.items():
                row = rows[id_]
                now = 0 if row.removed_at else getattr(row, money)
                gone = fields.get("removed_at", row.removed_at)
                then = 0 if gone else fields.get(money, getattr(row, money))
                if budget.taken_from(id_) > then and now > then:
                    yield row, budget.taken_from(id_), then

    def write(self) -> None:
        """Write the older values."""
        desa, budget = self._done.desa, self._budget
        lines = [(budget.lines[id_], fields) for id_, fields in self._lines.items()]
        activities = [(budget.activities[id_], each) for id_, each in self._activities.items()]
        save_edits(Activity.objects.of(desa), activities)
        save_edits(BudgetLine.objects.of(desa), lines)


def _edits(rows: Mapping[int, Any], before: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {
        int(id_): {"removed_at": rows[int(id_)].removed_at or clock.now()}
        if fields is None
        else columns_before(fields)
        for id_, fields in before.items()
    }


@operation
def keep_upload(
    *, by: Appointment, desa: Desa, kept: bytes, sha256: str, file_name: str
) -> BudgetUpload:
    """Keep a budget file between the steps of an import. `kept` holds its harmless part only (see
    `incoming.kept_of`), `sha256` is that of the whole file. The same file is the same upload.
    """
    check_authority(by, desa=desa, offices=KEEPERS)
    inside = files.keep(kept)
    stored = StoredFile.objects.of(desa).filter(sha256=inside).first()
    if stored is None:
        kind = "application/zip" if kept.startswith(b"PK") else "application/json"
        stored = StoredFile(**home(desa), sha256=inside, size=len(kept), media_type=kind)
        stored.save()
    upload = BudgetUpload.objects.of(desa).filter(sha256=sha256).first()
    if upload is None:
        upload = BudgetUpload(
            **home(desa),
            file=stored,
            sha256=sha256,
            file_name=file_name[:_NAME_WIDTH],
            uploaded_at=clock.now(),
            uploaded_by_id=by.pk,
        )
        upload.save()
    record(upload, by=by, data={"hash": sha256})
    return upload
