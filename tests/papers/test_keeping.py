"""What is printed stays printed: another official or another letterhead changes new papers only."""

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.documents.queries import paper_of, pdf_of
from pbjdesa.kernel import clock
from pbjdesa.people.succession import Successor, succeed
from pbjdesa.procurement.operations import make_sheet
from tests.rule_values.papers import words_of
from tests.rule_values.values import NATIONAL, changed
from tests.rule_values.villages import under
from tests.scene import purchase_in
from tests.world import announced, territory, village, watcher

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]

NEW_KADES = "Wiji Astuti"


def test_a_replaced_official_and_a_changed_letterhead_leave_old_papers_alone() -> None:
    place = announced(village(territory()))
    purchase = purchase_in(place, "ordered")
    old = make_sheet(by=place.by("kasi"), purchase=purchase, kind="kutipan_rkp", typed={})
    printed, kades = pdf_of(old), place.by("kepala_desa").person.name
    succeed(
        by=watcher(place.desa.kab, "camat", place.desa),
        old=place.by("kepala_desa"),
        new=Successor("141/7/2026", clock.today(place.desa.zone), name=NEW_KADES),
    )
    rules = changed(NATIONAL, "letterhead.desa_lines", ("Pemerintah Desa {desa}",))
    purchase = under(rules, purchase)
    new = make_sheet(by=place.by("kasi"), purchase=purchase, kind="kutipan_rkp", typed={})
    old = Document.objects.like(old).get(pk=old.pk)
    assert old.superseded_at is not None
    assert pdf_of(old) == printed
    assert kades in words_of(paper_of(old))
    assert NEW_KADES in words_of(paper_of(new))
    assert paper_of(old).letterhead.lines != paper_of(new).letterhead.lines
    assert paper_of(new).letterhead.lines == ("PEMERINTAH DESA PAGERSARI",)
