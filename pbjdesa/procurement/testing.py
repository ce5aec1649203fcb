"""What every method's table must hold, written once: subclass `MethodChecks` in its test file.

class TestPembelianLangsung(MethodChecks):
    method = METHOD
"""

from typing import ClassVar

from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel.workflow import unreachable
from pbjdesa.people.offices import OFFICES
from pbjdesa.procurement import rules
from pbjdesa.procurement.registry import Method
from pbjdesa.procurement.states import Duty


class MethodChecks:
    """The table is whole: no state without a way in and a way out, no move of unknown things."""

    method: ClassVar[Method]

    @property
    def codes(self) -> set[str]:
        """All states."""
        return {state.code for state in self.method.states}

    @property
    def final(self) -> set[str]:
        """The states in which a purchase has ended."""
        return {state.code for state in self.method.states if state.final}

    def test_every_state_is_reached_from_the_draft_and_only_final_ones_are_left_by_nobody(
        self,
    ) -> None:
        moves = self.method.moves
        assert self.method.states[0].code == "draft"
        assert unreachable(moves, "draft", self.codes) == set()
        assert {code for move in moves for code in move.source} == self.codes - self.final
        assert {move.target for move in moves} <= self.codes

    def test_from_every_state_the_file_can_still_be_closed_or_cancelled(self) -> None:
        for code in self.codes - self.final:
            assert self.final - unreachable(self.method.moves, code, self.codes), code

    def test_every_move_is_made_of_known_things(self) -> None:
        moves = self.method.moves
        assert len({move.name for move in moves}) == len(moves)
        for move in moves:
            assert move.actor
            assert all(slug in OFFICES for slug in move.actor)
            assert all(slug in PAPERS for slug in move.papers)
            assert move.duty in {"", *Duty.values}
            assert move.label
            assert not move.forward or move.article, move.name

    def test_a_step_back_needs_a_note_and_a_duty_looks_for_clashes(self) -> None:
        for move in self.method.moves:
            if not move.forward and move.name != "discard":
                assert rules.note_is_written in move.guards, move.name
            if move.duty:
                assert rules.nobody_clashes in move.guards, move.name

    def test_every_state_before_the_payment_has_a_way_back_or_out(self) -> None:
        for code in self.codes - self.final - {"paid"}:
            moves = self.method.moves
            assert any(code in move.source and not move.forward for move in moves), code

    def test_every_move_has_words_and_an_address_of_its_own(self) -> None:
        steps = [self.method.step(move.name) for move in self.method.moves]
        assert all(step.told and step.heading and step.button for step in steps)
        assert len({step.slug for step in steps}) == len(steps)
        assert set(self.method.steps) <= {move.name for move in self.method.moves}
