"""Which rules hold where and when."""

import functools
from datetime import date

from django.db.models import Q

from pbjdesa.kernel.errors import Refused
from pbjdesa.regulations.loader import ruleset_from_json
from pbjdesa.regulations.models import RuleSetVersion
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


def taxes_on(day: date) -> TaxTable:
    """The national tax table in force on a day."""
    return table_on(_tax_tables(), day)


@functools.cache
def _tax_tables() -> tuple[TaxTable, ...]:
    return load_tax_tables()
