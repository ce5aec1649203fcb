"""Who may not be the same person: each cell of each table of duties."""

from pbjdesa.procurement.queries.purchases import DUTY_WORDS
from pbjdesa.procurement.rules import clash_sentences
from pbjdesa.regulations.rules import duty_conflicts
from pbjdesa.regulations.ruleset import RuleSet
from tests.rule_values.values import NATIONAL, addresses, changes_each

FREE = {"X": "-", "W": "-", "-": "X"}
CELLS = [address for address in addresses() if address.startswith("duties.")]


def turned(address: str) -> str:
    """The other answer of a cell: what was forbidden is free, what was free is forbidden."""
    _, method, duty, other = address.split(".")
    return FREE[NATIONAL.duties[method].between(duty, other)]


def refused(rules: RuleSet, address: str) -> bool:
    """Whether somebody who did the earlier duty is stopped at the later one, without a witness."""
    _, method, duty, earlier = address.split(".")
    found = duty_conflicts(rules.duties[method], {earlier: {"Ratna"}}, duty, "Ratna")
    return bool(clash_sentences(found, DUTY_WORDS, False))


@changes_each({address: turned(address) for address in CELLS})
def test_each_cell_stops_one_person_from_doing_both_or_lets_them(address, before, after):
    assert refused(before, address) != refused(after, address)


@changes_each({"duties.permintaan_penawaran.contract.select": "X"})
def test_a_witness_helps_only_where_the_cell_says_so(before, after):
    def stopped(rules: RuleSet, *, witnessed: bool) -> bool:
        matrix = rules.duties["permintaan_penawaran"]
        found = duty_conflicts(matrix, {"select": {"Ratna"}}, "contract", "Ratna")
        return bool(clash_sentences(found, DUTY_WORDS, witnessed))

    assert stopped(before, witnessed=False)
    assert not stopped(before, witnessed=True)
    assert stopped(after, witnessed=True)
