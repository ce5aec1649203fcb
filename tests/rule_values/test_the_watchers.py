"""What those who look over the village's shoulder may read; and rules with one answer only."""

import pytest
from django.urls import reverse

from pbjdesa.contracts.operations import send_order
from pbjdesa.documents.queries import papers_of
from pbjdesa.regulations.ruleset import Evaluation, SupplierRules
from pbjdesa.regulations.schema import Reader
from tests.clients import client_for
from tests.rule_values.values import CHANGED, changes
from tests.rule_values.villages import put_in_force, village_under
from tests.world import draft, watcher


@changes("oversight.watchers_read", to=False)
def test_the_camat_reads_the_papers_of_a_village_where_the_rules_open_them(db, before, after):
    place = village_under(before)
    purchase = draft(place)
    send_order(by=place.by("kasi"), purchase=purchase)
    watcher(place.desa.kab, "camat", place.desa, username="camat")
    browser = client_for("camat")
    address = reverse("paper", args=[papers_of(purchase.dossier)[0].pk])
    assert browser.get(address).status_code == 200
    put_in_force(after)
    refused = browser.get(address)
    assert refused.status_code != 200
    assert "tidak membuka berkas" in refused.content.decode()


ONE_ANSWER = {
    "evaluation.price_rule": (Evaluation, "lowest"),
    "suppliers.sanction_authority": (SupplierRules, "kabupaten"),
}
CHANGED.update(ONE_ANSWER)


@pytest.mark.parametrize("address", ONE_ANSWER)
def test_a_rule_that_the_program_knows_one_answer_to_refuses_every_other(address):
    group, known = ONE_ANSWER[address]
    name = address.split(".")[1]
    for value, slips in ((known, 0), ("lain", 1)):
        reader = Reader("uji.toml")
        reader.read(group, {name: {"value": value, "article": "", "mark": "C"}}, "")
        assert len([one for one in reader.problems if "harus salah satu dari" in one]) == slips
