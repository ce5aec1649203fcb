"""Everything that the guards of a purchase look at, gathered in one place."""

from dataclasses import replace

from pbjdesa.documents.queries import papers_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.workflow import Move
from pbjdesa.people.models import Appointment
from pbjdesa.people.queries import person_keys_of_officials
from pbjdesa.planning import queries as planning
from pbjdesa.procurement.models import Purchase, PurchaseItem
from pbjdesa.procurement.models.purchase import BEFORE_THE_CHOICE
from pbjdesa.procurement.queries.purchases import (
    choice_for,
    clashes,
    commitments_of,
    deciding_value,
    duties_done,
    is_witnessed,
    items_of,
    method_of,
    outline_of,
    rules_for,
    split_warning,
)
from pbjdesa.procurement.queries.standing import tender_facts
from pbjdesa.procurement.rules import Facts, ItemFacts, TenderFacts, sources_in
from pbjdesa.suppliers.queries import person_key


def facts_of(purchase: Purchase, move: Move, by: Appointment) -> Facts:
    """Everything that the guards look at, as far as this stage knows it."""
    rules = rules_for(purchase)
    items = items_of(purchase)
    facts = Facts(
        plan_announced=planning.current_plan(purchase.desa, purchase.year) is not None,
        announcement_required=rules.procedure.require_announcement.value,
        over_budget_blocks=rules.procedure.over_budget.value == "block",
        activity_left=planning.balance_of(purchase.activity).left + _own(purchase),
        items=tuple(_item_facts(purchase, item) for item in items),
        supplier_chosen=purchase.supplier_id is not None,
        why_supplier_needed=rules.procedure.swakelola_reason_required.value,
        why_supplier=purchase.supplier_reason,
        due_date_known=purchase.needed_by is not None,
        due_date_passed=purchase.needed_by is not None
        and purchase.needed_by < clock.today(purchase.desa.zone),
        clashes=_clashes(purchase, move, by) + _seller_clashes(purchase),
        note=purchase.note,
    )
    choice = choice_for(purchase, deciding_value(purchase, items))
    blocks_splits = rules.split_guard.action.value == "block"
    outline = outline_of(purchase)
    return replace(
        facts,
        camat_reviews=outline.camat_reviews,
        tpk_inspects=outline.tpk_inspects,
        negotiation_needed=outline.negotiation_needed,
        hps_needed=rules.methods[method_of(purchase).slug].hps.value == "required",
        hps_sources_min=rules.hps.price_sources_min.value,
        hps_age=_hps_age(purchase) if rules.hps.valid_days.value is not None else 0,
        hps_valid_days=rules.hps.valid_days.value,
        pays_after_handover=rules.payment.after_handover.value,
        hps_over_ceiling_blocks=rules.procedure.hps_over_ceiling.value == "block",
        tender=tender_facts(purchase) if purchase.state in _CHOOSING else TenderFacts(),
        split_blocked=split_warning(purchase) if blocks_splits else "",
        method=method_of(purchase).slug,
        method_of_value=choice.method,
        method_label=choice.label,
    )


_CHOOSING = frozenset((*BEFORE_THE_CHOICE, "awarded"))
"""Afterwards no guard looks at the round any more."""


def _own(purchase: Purchase) -> int:
    """What this purchase itself holds of the activity: it does not stand in its own way."""
    return sum(row.committed for row in commitments_of(purchase))


def _clashes(purchase: Purchase, move: Move, by: Appointment) -> tuple[str, ...]:
    done, key = duties_done(purchase), by.person.key
    witnessed = is_witnessed(purchase, move.duty, key, done) if move.duty else True
    return clashes(purchase, move.duty, key, done, witnessed=witnessed)


def _item_facts(purchase: Purchase, item: PurchaseItem) -> ItemFacts:
    held = sum(row.committed for row in commitments_of(purchase).filter(line=item.line))
    return ItemFacts(
        item.description,
        item.volume,
        item.hps_unit_price,
        item.unit_price,
        planning.balance_of_line(item.line).left + held,
        len(sources_in(item.hps_source)),
        _standard_price(purchase, item),
    )


def _standard_price(purchase: Purchase, item: PurchaseItem) -> int | None:
    """The kabupaten's limit for a price of the HPS, where its rules make it one (R-70)."""
    if not rules_for(purchase).hps.standard_price_ceiling.value:
        return None
    return planning.standard_price(purchase.desa, item.description, item.unit)


def _hps_age(purchase: Purchase) -> int:
    """Days since the HPS was fixed; 0 while it is not."""
    dated = [paper.dated for paper in papers_of(purchase.dossier) if paper.kind == "hps"]
    return (clock.today(purchase.desa.zone) - max(dated)).days if dated else 0


def _seller_clashes(purchase: Purchase) -> tuple[str, ...]:
    """Nobody who holds an office in the village sells to it (A089), nor whoever held one while
    this purchase was prepared."""
    if purchase.supplier is None:
        return ()
    seller = person_key(purchase.supplier)
    if seller in person_keys_of_officials(purchase.desa, clock.today(purchase.desa.zone)):
        return ("Pemilik toko ini perangkat desa. Pilih toko lain.",)
    if clashes(purchase, "bid", seller, duties_done(purchase)):
        return ("Pemilik toko ini pernah mengurus belanja ini. Pilih toko lain.",)
    return ()
