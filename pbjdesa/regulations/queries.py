"""Which rules hold where and when."""

import functools
from datetime import date

from django.db.models import Q

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.regulations.loader import ruleset_from_json
from pbjdesa.regulations.models import RuleSetVersion, ValueConfirmation
from pbjdesa.regulations.overlay import Confirmed, overlaid
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.taxes import TaxTable, load_tax_tables, table_on


def in_force(kab_code: str, day: date) -> RuleSetVersion:
    """The version that binds a kabupaten on a day: its own, else the national default.

    Of several files of one instrument the newest loaded one counts. Raises Refused when nothing
    was loaded yet.
    """
    version = (
        RuleSetVersion.objects.filter(kab_code__in=(kab_code, ""), in_force_from__lte=day)
        .filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=day))
        .order_by("-kab_code", "-in_force_from", "-loaded_at")
        .first()
    )
    if version is None:
        raise Refused("Aturan pengadaan belum dimuat. Hubungi admin kabupaten.")
    return version


def rules_of(version: RuleSetVersion) -> RuleSet:
    """The typed rules of a pinned version; read once per process, since versions never change."""
    return _read(version.pk)


@functools.lru_cache(maxsize=64)
def _read(version_id: int) -> RuleSet:
    return ruleset_from_json(
        RuleSetVersion.objects.values_list("content", flat=True).get(pk=version_id)
    )


def versions_of(kab_code: str) -> list[RuleSetVersion]:
    """Every version that binds or bound a kabupaten, the newest first, without their contents."""
    return list(
        RuleSetVersion.objects.filter(kab_code__in=(kab_code, ""))
        .defer("content")
        .order_by("-in_force_from", "-loaded_at")
    )


def coming(kab_code: str, day: date) -> list[RuleSetVersion]:
    """The versions of a kabupaten itself that begin after `day`, the last to begin first."""
    return [
        version
        for version in versions_of(kab_code)
        if version.kab_code and version.in_force_from > day and not version.never_in_force
    ]


def confirmations_of(version: RuleSetVersion, kab_code: str) -> dict[str, Confirmed]:
    """What a kabupaten has confirmed of a version, by the key of the value."""
    rows = ValueConfirmation.objects.filter(version_id=version.pk, kab__code=kab_code)
    return {
        row.key: Confirmed(
            by=f"{row.name}, {row.title}",
            on=clock.in_zone(row.at, row.kab.zone).date(),
            article=row.article,
        )
        for row in rows.select_related("kab")
    }


def confirmed_rules(version: RuleSetVersion, kab_code: str) -> RuleSet:
    """The rules of a version with what the kabupaten has confirmed of them; two queries at most."""
    rules = rules_of(version)
    confirmed = confirmations_of(version, kab_code)
    return overlaid(rules, confirmed) if confirmed else rules


def taxes_on(day: date) -> TaxTable:
    """The national tax table in force on a day."""
    return table_on(_tax_tables(), day)


@functools.cache
def _tax_tables() -> tuple[TaxTable, ...]:
    return load_tax_tables()
