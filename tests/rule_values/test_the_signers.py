"""Who acts and who signs: orders, the chain of handovers, the chain of a payment request."""

import pytest

from pbjdesa.contracts.operations import send_order
from pbjdesa.documents.queries import papers_of
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.offices import PKA
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import actors_of, facts_of, move_named, outline_of, tasks
from pbjdesa.procurement.rules import goods_are_handed_over
from pbjdesa.regulations.rules import in_chain
from pbjdesa.regulations.ruleset import RuleSet
from tests.rule_values.values import changes
from tests.rule_values.villages import put_in_force, under, village_under
from tests.world import draft


def may(rules: RuleSet, purchase: Purchase, move: str) -> frozenset[str]:
    """The offices that may make a move under these rules."""
    purchase = under(rules, purchase)
    return actors_of(purchase, move_named(purchase, move))


@changes("signatories.order", to="kaur")
def test_the_rules_name_who_may_order(db, before, after):
    place = village_under(before)
    send_order(by=place.by("kasi"), purchase=draft(place))
    put_in_force(after)
    with pytest.raises(Refused, match="bukan tugas jabatan Anda"):
        send_order(by=place.by("kasi"), purchase=draft(place))


@changes("signatories.handover_chain", to=("penyedia", "kasi", "sekdes"))
def test_the_rules_name_who_takes_the_goods_over(db, before, after):
    purchase = draft(village_under(before))
    assert may(before, purchase, "receive_goods") == PKA
    assert may(before, purchase, "accept_handover") == {"kepala_desa"}
    assert may(after, purchase, "receive_goods") == {"kasi"}
    assert may(after, purchase, "accept_handover") == {"sekdes"}


@changes("signatories.handover_chain_tpk", to=("tpk", "kepala_desa", "kepala_desa"))
def test_what_the_village_made_itself_has_a_chain_of_its_own(before, after):
    assert in_chain(before, "swakelola", "handover_chain", 2) == "pka"
    assert in_chain(after, "swakelola", "handover_chain", 2) == "kepala_desa"
    assert in_chain(after, "pembelian_langsung", "handover_chain", 2) == "pka"


@changes("signatories.spp_chain", to=("pka", "kaur_keuangan", "sekdes", "kepala_desa"))
def test_the_rules_name_who_verifies_approves_and_pays(db, before, after):
    place = village_under(before)
    purchase = draft(place)
    moves = ("verify_request", "approve_request", "pay", "close")
    assert [set(may(before, purchase, move)) for move in moves] == [
        {"sekdes"},
        {"kepala_desa"},
        {"kaur_keuangan"},
        {"kaur_keuangan"},
    ]
    assert [set(may(after, purchase, move)) for move in moves] == [
        {"kaur_keuangan"},
        {"sekdes"},
        {"kepala_desa"},
        {"kepala_desa"},
    ]
    send_order(by=place.by("kasi"), purchase=purchase)
    Purchase.objects.like(purchase).filter(pk=purchase.pk).update(state="requested")
    under(before, purchase)
    assert [task.move.name for task in tasks(place.actor("sekdes"))] == ["verify_request"]
    under(after, purchase)
    assert [task.move.name for task in tasks(place.actor("sekdes"))] == []
    assert [task.move.name for task in tasks(place.actor("kaur_keuangan"))] == ["verify_request"]


@changes("signatories.inspection", to=("pka",))
def test_the_tpk_inspects_only_where_the_rules_name_it_first(db, before, after):
    purchase = draft(village_under(before))
    Purchase.objects.like(purchase).filter(pk=purchase.pk).update(method="permintaan_penawaran")
    assert outline_of(under(before, purchase)).tpk_inspects
    assert not outline_of(under(after, purchase)).tpk_inspects


@changes("payment.after_handover", to=False)
def test_money_may_be_asked_for_before_the_village_took_the_goods_over(db, before, after):
    place = village_under(before)
    bases = []
    for rules in (before, after):
        put_in_force(rules)
        purchase = draft(place)
        send_order(by=place.by("kasi"), purchase=purchase)
        facts = facts_of(purchase, move_named(purchase, "request_payment"), place.by("kasi"))
        order = next(one for one in papers_of(purchase.dossier) if one.kind == "surat_pesanan")
        bases.append((order.data["payment_basis"], goods_are_handed_over(facts) is None))
    assert bases == [("berita acara serah terima dan nota", False), ("nota", True)]
