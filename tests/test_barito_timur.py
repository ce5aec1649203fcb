"""Barito Timur runs from its file alone: no line of code knows this kabupaten."""

import pytest

from pbjdesa.kernel import clock
from pbjdesa.procurement import queries
from pbjdesa.regulations.operations import load_regulations
from pbjdesa.regulations.rules import KNOWN_METHODS, invite_min_for, supplier_papers_for
from pbjdesa.territories.models import Desa
from pbjdesa.territories.operations import load_region
from pbjdesa.territories.regions import KecamatanRow, Region
from tests import chosen, scene, tenders
from tests.world import Village, announced, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FILE = "62.13_barito_timur/perbup_29_2022"


@pytest.fixture
def place() -> Village:
    """An invented village of the kabupaten."""
    rows = (KecamatanRow("62.13.01", "Contoh", (("2001", "Contohan"),)),)
    load_region(
        by=None,
        region=Region("62.13", "Kabupaten Barito Timur", "Kalimantan Tengah", "WIB", rows),
    )
    load_regulations(by=None, methods=KNOWN_METHODS)
    desa = Desa.objects.select_related("kab", "kecamatan").get(code="62.13.01.2001")
    return village(desa.kab, desa=desa)


def test_a_direct_purchase_runs_to_its_end(place: Village) -> None:
    purchase = scene.purchase_in(announced(place), "closed")
    purchase.refresh_from_db()
    assert (purchase.state, purchase.rule_set.slug) == ("closed", FILE)


def test_asking_for_offers_runs_to_its_end(place: Village) -> None:
    asking = announced(tenders.with_tpk(place))
    purchase = chosen.to_state(asking, "closed")
    purchase.refresh_from_db()
    assert (purchase.state, purchase.rule_set.slug) == ("closed", FILE)
    assert invite_min_for(queries.rules_for(purchase), "permintaan_penawaran", purchase.hps) == 2


def test_who_sells_a_genset_shows_a_licence(place: Village) -> None:
    with clock.frozen(tenders.START):
        purchase = tenders.hps_draft(announced(tenders.with_tpk(place)))
    rules = queries.rules_for(purchase)
    plain = supplier_papers_for(rules, "permintaan_penawaran", purchase.hps, ["Semen 40 kg"])
    genset = supplier_papers_for(rules, "permintaan_penawaran", purchase.hps, ["Genset 5 kVA"])
    assert set(genset) - set(plain) == {"izin_usaha", "npwp"}
