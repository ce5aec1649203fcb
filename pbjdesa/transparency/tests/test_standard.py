"""The published package against OCDS 1.1.5 itself.

Our own checks run always; the official schema and the Data Review Tool run on top wherever the
standard's files are.
"""

from typing import Any

import orjson
import pytest

from pbjdesa.transparency.queries import package_of, releases_of
from pbjdesa.transparency.tests.shape import faults
from pbjdesa.transparency.tests.standard import review_findings, schema_errors, standard_folder
from tests.stories import STEPS, purchase_at
from tests.world import announced, territory, village

pytestmark = pytest.mark.django_db


@pytest.fixture
def package() -> dict[str, Any]:
    place = announced(village(territory()))
    for number, step in enumerate(STEPS):
        purchase_at(place, step, taxed=step in ("paid", "closed"), hours=24 * number)
    uri = "https://pbj.contoh.go.id/publik/33.24.04.2005/ocds.json"
    found = package_of(place.desa, releases_of(place.desa), uri)
    decoded: dict[str, Any] = orjson.loads(orjson.dumps(found))
    return decoded


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of the review tool's own libraries
def test_a_village_with_every_story_has_no_findings(package: dict[str, Any]) -> None:
    assert len(package["releases"]) == 17
    assert faults(package) == []
    folder = standard_folder()
    if folder is not None:
        assert schema_errors(folder, package) == []
        assert review_findings(folder, package) == {}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of the review tool's own libraries
def test_the_checks_find_what_is_planted(package: dict[str, Any]) -> None:
    tender = package["releases"][0]["tender"]
    tender |= {"desaKhusus": "x", "title": "", "procurementMethod": "penawaran", "id": 7}
    package["releases"][1]["date"] = "2026-05-06"
    assert len(faults(package)) >= 4
    folder = standard_folder()
    if folder is not None:
        assert schema_errors(folder, package)
        assert {"validation", "additional", "empty"} <= set(review_findings(folder, package))
