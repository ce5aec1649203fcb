"""What several tests of a round need."""

from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase, Tender
from tests.rule_values.values import NATIONAL, changed
from tests.rule_values.villages import put_in_force


def tender_of(purchase: Purchase) -> Tender:
    """The present round of a purchase that has one."""
    found = queries.tender_of(purchase)
    assert found is not None
    return found


def under(**values: object) -> None:
    """From now on the kabupaten has these values (two underscores stand for a dot)."""
    rules = NATIONAL
    for address, value in values.items():
        rules = changed(rules, address.replace("__", "."), value)
    put_in_force(rules)
