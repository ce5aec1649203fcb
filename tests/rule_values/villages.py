"""A village that lives under a changed rule set."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from pbjdesa.kernel import audit
from pbjdesa.kernel.ids import new_id
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import purchases
from pbjdesa.regulations.loader import ruleset_to_json
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.ruleset import RuleSet
from tests.world import Village, announced, territory, village

LATE = datetime(2100, 1, 1, tzinfo=UTC)
"""After every other version was loaded, also in a test whose clock stands still."""
_ORDER = count()


def put_in_force(rules: RuleSet, kab_code: str = "33.24") -> RuleSetVersion:
    """These rules bind the kabupaten from now on; purchases that began before keep theirs."""
    content = ruleset_to_json(rules)
    version = RuleSetVersion(
        id=new_id(),
        slug=rules.key,
        kab_code=kab_code,
        title=rules.instrument.full_title,
        in_force_from=date(2026, 1, 1),
        sha256=audit.digest([content, str(new_id())]),
        content=content,
        loaded_at=LATE + timedelta(seconds=next(_ORDER)),
    )
    version.save()
    return version


def village_under(rules: RuleSet) -> Village:
    """An invented village that has announced its plan under these rules."""
    kab = territory()
    put_in_force(rules)
    return announced(village(kab))


def under(rules: RuleSet, purchase: Purchase) -> Purchase:
    """The same purchase as if it had begun under these rules."""
    version = put_in_force(rules)
    Purchase.objects.like(purchase).filter(pk=purchase.pk).update(rule_set=version)
    return purchases().like(purchase).get(pk=purchase.pk)  # type: ignore[attr-defined, no-any-return]
