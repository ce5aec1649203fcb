"""Writing the budget and the plan: typed activities and lines, and the announcement."""

from dataclasses import dataclass
from decimal import Decimal

from pbjdesa.documents.operations import issue_paper, open_dossier
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.planning import queries
from pbjdesa.planning.models import (
    Activity,
    BudgetLine,
    BudgetYear,
    ProcurementPlan,
)
from pbjdesa.planning.plan import plan_rows, plan_total
from pbjdesa.planning.rules import line_amount, settled
from pbjdesa.planning.siskeudes.codes import account_marks, activity_marks, official_accounts
from pbjdesa.planning.states import Level, Origin
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.titles import announcer_words, media_words
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home, same_home


def hold_year(desa: Desa, year: int) -> BudgetYear:
    """Lock the budget of a year: of two who add activities at once, one waits."""
    BudgetYear.objects.of(desa).get_or_create(
        **home(desa), year=year, defaults={"id": new_id(desa.kab.shard)}
    )
    return BudgetYear.objects.of(desa).select_for_update().get(year=year)


@operation
def type_activity(
    *, by: Appointment, desa: Desa, year: int, code: str, name: str, ceiling: int
) -> Activity:
    """Write an activity by hand; an import finds it by its code later and does not double it.

    One that an import or an undo removed comes back under its old id.
    """
    check_authority(by, desa=desa)
    hold_year(desa, year)
    known = Activity.objects.of(desa).filter(year=year, code=code).first()
    if known is not None and known.removed_at is None:
        raise Refused(say("Kegiatan {code} sudah ada. Pilih kode lain.", code=code), field="code")
    activity = known or Activity(**home(desa), year=year, code=code)
    activity.name, activity.ceiling = name, ceiling
    activity.marks = list(activity_marks(code))
    activity.origin, activity.removed_at = Origin.TYPED, None
    activity.save()
    record(activity, by=by, data={"code": code, "ceiling": ceiling})
    return activity


@operation
def change_activity(*, by: Appointment, activity: Activity, name: str, ceiling: int) -> Activity:
    """Change an activity that was typed; one from Siskeudes is changed there and imported again."""
    check_authority(by, desa=activity.desa)
    activity = _locked(activity)
    if activity.origin != Origin.TYPED:
        raise Refused("Kegiatan ini dari Siskeudes. Ubah di Siskeudes, lalu impor lagi.")
    taken = queries.balance_of(activity).committed
    planned = sum(line.amount for line in _active_lines(activity))
    for least, why in ((taken, "sudah dipesan"), (planned, "jumlah barisnya")):
        if ceiling < least:
            raise Refused(
                say(
                    "Pagu terlalu kecil: {why} {least}. Isi paling sedikit angka itu.",
                    why=why,
                    least=rupiah(least),
                ),
                field="ceiling",
            )
    activity.name, activity.ceiling = name, ceiling
    activity.save()
    record(activity, by=by, data={"ceiling": ceiling})
    return activity


@dataclass(frozen=True)
class TypedLine:
    """A line as somebody types it: volume and unit price, or the sum of a whole account."""

    account_code: str
    description: str
    fund_sources: str = ""
    volume: Decimal | None = None
    unit: str = ""
    unit_price: int | None = None
    amount: int | None = None


@operation
def type_line(
    *,
    by: Appointment,
    activity: Activity,
    account_code: str,
    description: str,
    fund_sources: str = "",
    volume: Decimal | None = None,
    unit: str = "",
    unit_price: int | None = None,
    amount: int | None = None,
) -> BudgetLine:
    """Write a budget line by hand.

    An item of an account whose total is known takes from that total. Raises Refused when the lines
    would pass the activity's ceiling or the total of the account.
    """
    check_authority(by, desa=activity.desa)
    activity = _locked(activity)
    typed = TypedLine(account_code, description, fund_sources, volume, unit, unit_price, amount)
    line = BudgetLine(**same_home(activity), activity=activity, origin=Origin.TYPED)
    _write_typed(activity, line, typed)
    record(line, by=by, data={"account": account_code, "amount": line.amount})
    return line


@operation
def change_line(*, by: Appointment, line: BudgetLine, typed: TypedLine) -> BudgetLine:
    """Change a line that was typed, as long as nothing was bought from it."""
    check_authority(by, desa=line.desa)
    activity, line = _own_line(line)
    _write_typed(activity, line, typed)
    record(line, by=by, data={"account": line.account_code, "amount": line.amount})
    return line


@operation
def remove_line(*, by: Appointment, line: BudgetLine) -> None:
    """Take a typed line away, as long as nothing was bought from it. It is marked, not deleted."""
    check_authority(by, desa=line.desa)
    activity, line = _own_line(line)
    line.removed_at = clock.now()
    line.save()
    _settle(_active_lines(activity))
    record(line, by=by, data={"account": line.account_code, "amount": line.amount})


def _locked(activity: Activity) -> Activity:
    activity = activity.lock()
    if activity.removed_at is not None:
        raise Conflict("Kegiatan ini sudah tidak ada di anggaran. Buka lagi daftarnya.")
    return activity


def _own_line(line: BudgetLine) -> tuple[Activity, BudgetLine]:
    activity = _locked(line.activity)
    line = line.lock()
    if line.removed_at is not None:
        raise Conflict("Baris ini sudah dihapus. Buka lagi halaman kegiatannya.")
    if line.origin != Origin.TYPED:
        raise Refused("Baris ini dari Siskeudes. Ubah di Siskeudes, lalu impor lagi.")
    if queries.balance_of_line(line).committed:
        raise Refused("Baris ini sudah dipakai belanja. Isinya tidak bisa diubah lagi.")
    return activity, line


def _active_lines(activity: Activity) -> list[BudgetLine]:
    rows = BudgetLine.objects.like(activity).filter(activity=activity, removed_at__isnull=True)
    return list(rows.order_by("pk"))


def _write_typed(activity: Activity, line: BudgetLine, typed: TypedLine) -> None:
    """Put what was typed on the line, and settle its account, or refuse."""
    active = _active_lines(activity)
    others = [each for each in active if each.pk != line.pk]
    account, wanted = typed.account_code, typed.description.casefold()[:150]
    is_item = typed.volume is not None
    line.level = Level.ITEM if is_item else Level.ACCOUNT
    line.account_code, line.account_name = account, official_accounts().get(account, "")[:200]
    line.description, line.fund_sources = typed.description, typed.fund_sources
    line.volume, line.unit, line.unit_price = typed.volume, typed.unit, typed.unit_price
    line.amount = line_amount(typed.volume, typed.unit_price, typed.amount)
    line.total = None if is_item else line.amount
    line.marks = list(
        account_marks(account, activity.code, named="", description=wanted, old_scheme=False)
    )
    line.key = _free_key(activity, line, f"{activity.code}|{account}|{wanted}")
    _refuse_second_total(line, others)
    amounts = settled([*others, line])
    if sum(amounts) > max(activity.ceiling, sum(each.amount for each in active)):
        way_out = ", atau ubah pagunya" if activity.origin == Origin.TYPED else ""
        raise Refused(
            say(
                "Jumlah semua baris melewati pagu kegiatan. Kurangi baris ini{way_out}.",
                way_out=way_out,
            ),
            field="amount",
        )
    _refuse_more_than_total(line, active, others)
    _refuse_what_is_ordered(activity, others, amounts)
    line.save()
    _settle([*others, line])


def _refuse_second_total(line: BudgetLine, others: list[BudgetLine]) -> None:
    if line.total is None:
        return
    same = [o for o in others if o.account_code == line.account_code and o.total is not None]
    if any(other.fund_sources == line.fund_sources for other in same):
        raise Refused(
            say(
                "Jumlah rekening {account_code} sudah ada. Isi volume dan harga satuannya.",
                account_code=line.account_code,
            ),
            field="volume",
        )


def _refuse_more_than_total(
    line: BudgetLine, before: list[BudgetLine], others: list[BudgetLine]
) -> None:
    """Items may not pass the total of their account; where they do already, only come down."""

    def items(lines: list[BudgetLine]) -> int:
        return sum(each.amount for each in of_account(lines) if each.total is None)

    def of_account(lines: list[BudgetLine]) -> list[BudgetLine]:
        return [each for each in lines if each.account_code == line.account_code]

    after = [*others, line]
    totals = [each.total for each in of_account(after) if each.total is not None]
    if totals and items(after) > max(sum(totals), items(before)):
        raise Refused(
            say(
                "Rincian rekening {account_code} melewati jumlahnya, {sum}.",
                account_code=line.account_code,
                sum=rupiah(sum(totals)),
            ),
            field="amount",
        )


def _refuse_what_is_ordered(
    activity: Activity, others: list[BudgetLine], amounts: list[int]
) -> None:
    """An item may not take from an account total what purchases took from it."""
    taken = {entry.line.pk: entry.balance.committed for entry in queries.lines(activity)}
    for other, amount in zip(others, amounts, strict=False):
        if amount < min(taken.get(other.pk, 0), other.amount):
            raise Refused(
                say(
                    "Rekening {account_code} sudah dipesan {taken}. Sisanya tidak cukup untuk "
                    "baris ini.",
                    account_code=other.account_code,
                    taken=rupiah(taken[other.pk]),
                ),
                field="amount",
            )


def _settle(lines: list[BudgetLine]) -> None:
    """Write what items leave of the totals of their accounts."""
    for line, amount in zip(lines, settled(lines), strict=True):
        if line.amount != amount:
            line.amount = amount
            line.save()


def _free_key(activity: Activity, line: BudgetLine, wanted: str) -> str:
    taken = set(
        BudgetLine.objects.like(activity)
        .filter(activity=activity, key__startswith=wanted)
        .exclude(pk=line.pk)
        .values_list("key", flat=True)
    )
    key, count = wanted, 1
    while key in taken:
        count += 1
        key = f"{wanted}|{count}"
    return key


@operation
def announce_plan(*, by: Appointment, desa: Desa, year: int) -> ProcurementPlan:
    """Announce the year's plan, mostly by the kades; a changed plan is a new version (R-02)."""
    rules = rules_of(in_force(desa.kab.code, clock.today(desa.zone)))
    check_authority(by, desa=desa, offices={rules.signatories.announcement.value})
    rows = plan_rows(desa, year)
    if not rows:
        raise Refused(say("Anggaran tahun {year} belum ada. Masukkan anggarannya dulu.", year=year))
    previous = queries.current_plan(desa, year)
    if previous is not None and previous.rows == rows:
        raise Conflict("Rencana ini sudah diumumkan dan tidak berubah.")
    dossier = (
        previous.dossier
        if previous
        else open_dossier(by=by, desa=desa, title=f"Rencana pengadaan {year}", year=year)
    )
    document = issue_paper(
        by=by,
        dossier=dossier,
        kind="pengumuman_rencana",
        data={
            "fiscal_year": year,
            "regulation": rules.instrument.full_title,
            "plan_basis": f"APB Desa Tahun Anggaran {year}",
            "packages": rows,
            "total": plan_total(rows),
            "media": media_words(rules),
            "kepala_desa_name": by.person.name,
        },
        rules=rules,
        words=announcer_words(rules),
        dated=clock.today(desa.zone),
    )
    plan = ProcurementPlan(
        **home(desa),
        year=year,
        version=previous.version + 1 if previous else 1,
        dossier=dossier,
        document=document,
        announced_at=clock.now(),
        announced_by_id=by.pk,
        rows=rows,
        total=plan_total(rows),
    )
    plan.save()
    record(plan, by=by, data={"year": year, "version": plan.version, "total": plan.total})
    return plan
