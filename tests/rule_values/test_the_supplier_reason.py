"""Swakelola comes first: a supplier needs a reason, where the rules want one."""

import re

import pytest
from django.urls import reverse

from pbjdesa.contracts.operations import send_order
from pbjdesa.kernel.errors import Refused
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.desa.summaries import answers
from tests.clients import client_for
from tests.rule_values.papers import printed
from tests.rule_values.values import changes
from tests.rule_values.villages import put_in_force, village_under
from tests.world import Village, announced, draft, territory, village

QUESTION = "Alasan tidak swakelola"


@changes("procedure.swakelola_reason_required", to=False)
def test_a_purchase_gives_its_reason_where_the_rules_want_one(db, before, after):
    place = village_under(before)
    asked = _without_reason(place)
    with pytest.raises(Refused, match="mengapa tidak swakelola"):
        send_order(by=place.by("kasi"), purchase=asked)
    put_in_force(after)
    free = _without_reason(place)
    send_order(by=place.by("kasi"), purchase=free)
    assert QUESTION in {row["label"] for row in answers(asked)}
    assert QUESTION not in {row["label"] for row in answers(free)}


def _without_reason(place: Village) -> Purchase:
    purchase = draft(place)
    Purchase.objects.like(purchase).filter(pk=purchase.pk).update(supplier_reason="")
    purchase.refresh_from_db()
    return purchase


@changes("procedure.swakelola_reason_required", to=False)
def test_the_usual_reason_is_there_without_a_tap_and_stands_on_paper(db, before, after):
    place = village_under(before)
    texts = []
    for rules in (before, after):
        put_in_force(rules)
        purchase = draft(place)
        send_order(by=place.by("kasi"), purchase=purchase)
        texts.append(printed(purchase.dossier, "spesifikasi"))
    assert "tidak dapat dibuat sendiri oleh desa" in texts[0]
    assert QUESTION not in texts[1]


def test_another_reason_is_picked_on_a_page_of_its_own(db):
    place = village(territory(), logins=True)
    announced(place)
    purchase, browser = draft(place), client_for("pagersari-kasi")
    address = reverse("draft-reason", args=[purchase.pk])
    assert address in {row.get("url") for row in answers(purchase)}
    shown = browser.get(address).content.decode()
    key = re.search(r'name="(kunci)" value="([^"]+)"', shown)
    assert key is not None
    sent = {key[1]: key[2]}
    assert "Pilih satu alasan" in browser.post(address, {**sent, "reason": "x"}).content.decode()
    assert browser.post(address, {**sent, "reason": "no_skill"}).status_code in {302, 303}
    purchase.refresh_from_db()
    assert purchase.supplier_reason == "no_skill"
