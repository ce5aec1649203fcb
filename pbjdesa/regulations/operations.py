"""Regulations into the database: from files, by a change that an admin adopts; and confirmations.

Loading again changes nothing; a change is always a new version, and the old one stays as it was for
the purchases that began under it (A002).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Protocol

from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.regulations import queries
from pbjdesa.regulations.checks import problems_of
from pbjdesa.regulations.grounds import Grounded
from pbjdesa.regulations.loader import load_rulesets, ruleset_to_json
from pbjdesa.regulations.models import RuleSetVersion, ValueConfirmation
from pbjdesa.regulations.overlay import differences, same_rule
from pbjdesa.regulations.rules import KNOWN_METHODS, in_force
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.schema import grounds_in
from pbjdesa.territories.models import Kabupaten

KEEPER = "admin_kabupaten"
"""The office that keeps the regulations of its kabupaten (the register of offices lies above)."""
FURTHEST = timedelta(days=731)
"""How far ahead a change may begin: a slip in the year would bar every change before it."""


class Named(Protocol):
    """Somebody with a name."""

    @property
    def name(self) -> str: ...


class Keeper(audit.Signer, Protocol):
    """An appointment as far as regulations need to know it."""

    @property
    def kab(self) -> Kabupaten: ...
    @property
    def person(self) -> Named: ...
    @property
    def full_title(self) -> str: ...
    def holds_on(self, day: date) -> bool: ...


@operation
def load_regulations(*, by: audit.Signer | None, methods: Collection[str]) -> list[RuleSetVersion]:
    """Load every regulation file that is not loaded yet; `methods` are those the product knows.

    Confirmations of values that a newer version of the same file leaves as they were go along.
    Raises Refused with every slip in the files; then nothing is loaded.
    """
    rulesets = load_rulesets(methods=methods)
    versions = []
    for rules in rulesets:
        start, end = in_force(rules, rulesets)
        before = RuleSetVersion.objects.filter(slug=rules.key).order_by("-loaded_at").first()
        version, created = RuleSetVersion.objects.get_or_create(
            slug=rules.key,
            sha256=audit.digest([file.sha256 for file in rules.files]),
            defaults={
                "id": new_id(),
                "kab_code": rules.instrument.kabupaten,
                "title": rules.instrument.full_title,
                "in_force_from": start,
                "in_force_until": end,
                "content": ruleset_to_json(rules),
                "loaded_at": clock.now(),
            },
        )
        if created and before is not None:
            _carry_confirmations(before, version, ValueConfirmation.objects.filter(version=before))
        versions.append(version)
        record(version, by=by, data={"slug": version.slug, "new": created})
    return versions


@operation
def confirm_value(
    *, by: Keeper, version: RuleSetVersion, key: str, article: str = ""
) -> ValueConfirmation:
    """Say that one value was compared with the text of the regulation, in `article` where known.

    Raises Refused when the office may not, the value is empty or there is none at `key`; Conflict
    when somebody has confirmed it already.
    """
    (row,) = _confirm(by, version, {key: article})
    return row


@operation
def confirm_values(
    *, by: Keeper, version: RuleSetVersion, articles: Mapping[str, str]
) -> list[ValueConfirmation]:
    """Confirm several values at once: their keys, each with its article ("" when not named).

    The version itself is not touched. Raises like `confirm_value`; then nothing is confirmed.
    """
    if not articles:
        raise Refused("Tandai paling sedikit satu nilai yang sudah dicocokkan.")
    return _confirm(by, version, articles)


def _confirm(
    by: Keeper, version: RuleSetVersion, articles: Mapping[str, str]
) -> list[ValueConfirmation]:
    _check_keeper(by, version)
    known = dict(grounds_in(queries.confirmed_rules(version, by.kab.code)))
    rows = []
    for key, article in articles.items():
        ground = known.get(key)
        if ground is None:
            raise Refused("Nilai ini tidak ada dalam aturan. Buka lagi halamannya.")
        _check_open(ground)
        rows.append(
            ValueConfirmation(
                id=new_id(by.kab.shard),
                kab=by.kab,
                version=version,
                key=key,
                article=article,
                name=by.person.name,
                title=by.full_title,
                at=clock.now(),
            )
        )
    ValueConfirmation.objects.bulk_create(rows)
    record(rows[0], by=by, data={"rules": version.sha256, "keys": dict(articles)})
    return rows


@operation
def withdraw_confirmations(
    *, by: Keeper, version: RuleSetVersion, keys: Collection[str]
) -> list[str]:
    """Take back what was confirmed by mistake; answers the keys that are open again.

    The record keeps who had confirmed what. Raises Refused when none of `keys` is confirmed here; a
    confirmation that stands in the file itself stays.
    """
    _check_keeper(by, version)
    rows = list(ValueConfirmation.objects.filter(kab=by.kab, version=version, key__in=keys))
    if not rows:
        raise Refused("Tandai paling sedikit satu konfirmasi yang dibatalkan.")
    found = sorted(row.key for row in rows)
    record(rows[0], by=by, data={"rules": version.sha256, "keys": found})
    ValueConfirmation.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return found


def _check_open(ground: Grounded) -> None:
    if ground.confirmed:
        raise Conflict(say("Nilai ini sudah {label}.", label=ground.label))
    if getattr(ground, "value", ground) is None or getattr(ground, "days", ground) is None:
        raise Refused("Nilai ini belum diisi. Isi dulu lewat Ubah aturan.")


def _check_keeper(by: Keeper, version: RuleSetVersion | None = None) -> None:
    """Raise Refused unless `by` keeps the regulations here today, and the version binds here."""
    if by.office != KEEPER:
        raise Refused("Hanya admin kabupaten yang dapat mengubah atau mengonfirmasi aturan.")
    if not by.holds_on(clock.today(by.kab.zone)):
        raise Refused("Jabatan Anda di sini sudah berakhir. Minta SK baru.")
    if version is not None and version.kab_code not in ("", by.kab.code):
        raise Refused("Aturan ini milik kabupaten lain.")


@operation
def adopt_rules(
    *, by: Keeper, rules: RuleSet, basis: RuleSetVersion, start: date
) -> RuleSetVersion:
    """Put changed rules in force from `start`, tomorrow at the earliest (A002).

    `basis` is the version that would hold on that day, and that the person has seen beside the
    change. It ends the day before. What the change leaves alone stays confirmed. Raises Refused
    when the date or the rules do not fit, Conflict when somebody changed the rules meanwhile.
    """
    _check_keeper(by, basis)
    check_start(by.kab, start)
    if problems := problems_of(rules, KNOWN_METHODS):
        raise Refused(*problems)
    old = RuleSetVersion.objects.select_for_update().get(pk=basis.pk)
    if queries.in_force(by.kab.code, start).pk != old.pk:
        raise Conflict("Aturan baru saja diubah. Buka lagi halamannya, lalu ulangi.")
    if not differences(queries.rules_of(old), rules):
        raise Refused("Tidak ada yang berubah. Periksa lagi isian Anda.")
    until = rules.instrument.in_force_until
    own, number = old.kab_code == by.kab.code, new_id(by.kab.shard)
    version = RuleSetVersion.objects.create(
        id=number,
        slug=rules.key,
        kab_code=by.kab.code,
        title=rules.instrument.full_title,
        in_force_from=start,
        in_force_until=until.value + timedelta(days=1) if until else None,
        sha256=audit.digest([str(number), *(file.sha256 for file in rules.files)]),
        content=ruleset_to_json(rules),
        loaded_at=clock.now(),
        kab=by.kab,
        based_on=old,
        adopted_by=f"{by.person.name}, {by.full_title}",
    )
    if own:
        old.in_force_until = start
        old.save(update_fields=["in_force_until"])
    confirmed = ValueConfirmation.objects.filter(version=old, kab=by.kab)
    _carry_confirmations(old, version, confirmed)
    record(version, by=by, data={"slug": version.slug, "sha256": version.sha256})
    return version


def check_start(kab: Kabupaten, start: date) -> None:
    """Raise Refused unless a change may begin on `start`: in the future, after all others."""
    today = clock.today(kab.zone)
    if start <= today:
        raise Refused(
            "Aturan baru paling cepat berlaku besok. Pilih tanggal sesudah hari ini.", field="start"
        )
    if start > today + FURTHEST:
        raise Refused("Tanggal mulai paling lama dua tahun lagi. Periksa tahunnya.", field="start")
    later = [one for one in queries.coming(kab.code, start) if one.in_force_from > start]
    if later:
        raise Refused(
            say(
                "Ada aturan lain yang mulai berlaku {day}. Pilih tanggal itu atau sesudahnya.",
                day=plain_date(later[-1].in_force_from),
            ),
            field="start",
        )


@operation
def withdraw_rules(*, by: Keeper, version: RuleSetVersion) -> RuleSetVersion:
    """Take back an adopted change before its first day; the version before it goes on.

    Raises Refused when it has begun, was not adopted here, or carries a later change.
    """
    _check_keeper(by, version)
    row = RuleSetVersion.objects.select_for_update().get(pk=version.pk)
    if row.kab_id != by.kab_id or row.based_on is None:
        raise Refused("Hanya perubahan yang dibuat di sini yang dapat dibatalkan.")
    if row.in_force_from <= clock.today(by.kab.zone):
        raise Refused("Aturan ini sudah berlaku. Buat perubahan baru.")
    if row.never_in_force:
        raise Conflict("Perubahan ini sudah dibatalkan atau diganti.")
    before = row.based_on
    if before.kab_code == row.kab_code:
        before.in_force_until = row.in_force_until
        before.save(update_fields=["in_force_until"])
    row.in_force_until = row.in_force_from
    row.save(update_fields=["in_force_until"])
    record(row, by=by, data={"slug": row.slug})
    return row


def _carry_confirmations(
    old: RuleSetVersion, new: RuleSetVersion, confirmed: Iterable[ValueConfirmation]
) -> None:
    """What one version says as the other did was compared with the same text."""
    before = dict(grounds_in(queries.rules_of(old)))
    after = dict(grounds_in(queries.rules_of(new)))
    ValueConfirmation.objects.bulk_create(
        ValueConfirmation(
            id=new_id(row.kab.shard),
            kab=row.kab,
            version=new,
            key=row.key,
            article=row.article,
            name=row.name,
            title=row.title,
            at=row.at,
        )
        for row in confirmed
        if row.key in before and row.key in after and same_rule(before[row.key], after[row.key])
    )
