"""A kabupaten calls the PKA by another name: screens and papers follow, the right to act stays."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from pbjdesa.contracts.operations import send_order
from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.regulations.changes import Footing, changed
from pbjdesa.regulations.operations import adopt_rules
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.territories.models import Kabupaten
from tests.clients import client_for
from tests.rule_pages.hands import START, text_of
from tests.rule_values.papers import printed
from tests.world import YEAR, announced, draft, hire, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def rename(by: Appointment, name: str, short: str) -> None:
    """Call the PKA otherwise from the first of December on."""
    basis = in_force("33.24", START)
    footing = Footing("33.24", "33.24_kendal", START, "Pasal 2", "A", "Perbup 9/2026")
    says = {"name": name, "short": short}
    rules = changed(rules_of(basis), "titles.pka", says, footing)
    adopt_rules(by=by, rules=rules, basis=basis, start=START)


def test_screens_say_the_local_name_of_the_role(kab: Kabupaten) -> None:
    place = announced(village(kab, logins=True))
    before = draft(place)
    rename(hire(kab, "admin_kabupaten", "Sari Utami"), "Pengelola Kegiatan Desa", "PKD")
    with clock.frozen(datetime(YEAR, 12, 1, 3, tzinfo=UTC)):
        kades = client_for("pagersari-kepala_desa")
        after = draft(place)
        old = text_of(kades.get(reverse("purchase-detail", args=[before.pk])))
        new = text_of(kades.get(reverse("purchase-detail", args=[after.pk])))
    assert "Menunggu Kasi/Kaur (KPA)." in old
    assert "Giliran: Kasi/Kaur (KPA)." in old
    assert "Menunggu Kasi/Kaur (PKD)." in new
    assert "KPA" not in new


def test_papers_say_it_too_and_the_right_to_act_follows_the_office(kab: Kabupaten) -> None:
    place = announced(village(kab, logins=True))
    rename(hire(kab, "admin_kabupaten", "Sari Utami"), "Pengelola Kegiatan Desa", "PKD")
    with clock.frozen(datetime(YEAR, 12, 1, 3, tzinfo=UTC)):
        purchase = draft(place)
        send_order(by=place.by("kasi"), purchase=purchase)
        purchase.refresh_from_db()
        assert purchase.state == "ordered"
        said = printed(purchase.dossier, "surat_pesanan")
    assert "PKD" in said
    assert "KPA" not in said
