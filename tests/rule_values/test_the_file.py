"""What the file of a purchase must hold, and on which paper it is printed."""

import pytest

from pbjdesa.documents.queries import loose_paper
from pbjdesa.procurement.queries import checklist
from pbjdesa.regulations.rules import file_papers
from tests.rule_values.values import changes, changes_each
from tests.rule_values.villages import under, village_under
from tests.world import draft

ROUTES = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")


@changes_each({f"papers.{route}.required": ("spesifikasi", "hps/dpa") for route in ROUTES})
def test_the_required_papers_of_a_route_are_those_of_the_rules(address, before, after):
    route = address.split(".")[1]
    required = [kinds for kinds, needed in file_papers(after, route) if needed]
    assert required == [("spesifikasi",), ("hps", "dpa")]
    assert len([kinds for kinds, needed in file_papers(before, route) if needed]) > len(required)


@changes_each({f"papers.{route}.usual": ("notulen_rapat",) for route in ROUTES})
def test_the_papers_that_may_be_added_are_those_of_the_rules(address, before, after):
    route = address.split(".")[1]
    assert [kinds for kinds, needed in file_papers(after, route) if not needed] == [
        ("notulen_rapat",)
    ]
    assert file_papers(before, route) != file_papers(after, route)


@pytest.mark.django_db
@changes("papers.pembelian_langsung.required", to=("kak", "spesifikasi"))
def test_the_checklist_of_a_purchase_follows_the_rules_it_began_under(before, after):
    purchase = draft(village_under(before))
    assert len(_required(purchase)) > 2
    assert _required(under(after, purchase)) == [("kak",), ("spesifikasi",)]


def _required(purchase):
    return [line.kinds for line in checklist(purchase) if line.required]


@pytest.mark.django_db
@changes("letterhead.paper_size", to="F4")
def test_papers_are_printed_on_the_size_of_the_rules(before, after):
    desa = village_under(before).desa
    assert loose_paper(desa, before, "hps", {}).size == "A4"
    assert loose_paper(desa, after, "hps", {}).size == "F4"
