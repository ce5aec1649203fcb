"""Lists cost the same number of queries with one row, with three, and with a thousand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pbjdesa.contracts.operations import send_order
from pbjdesa.documents.models import Document
from pbjdesa.kernel.ids import new_id
from pbjdesa.planning.models import Activity
from pbjdesa.procurement.models import Purchase
from tests.clients import client_for
from tests.world import Village, announced, draft, territory, village

pytestmark = pytest.mark.django_db

FROM_ONE_TO_MANY = (1, 3, 1000)


@pytest.fixture
def place() -> Village:
    found = announced(village(territory(), logins=True))
    send_order(by=found.by("kasi"), purchase=draft(found))
    return found


def grow(place: Village, count: int) -> None:
    """As many purchases, papers and activities as asked for, copies of the first."""
    _copies(Purchase, Purchase.objects.of(place.desa).first(), count, "sequence")
    _copies(Document, Document.objects.of(place.desa).last(), count, "number", "version")
    _copies(Activity, Activity.objects.of(place.desa).first(), count, "code")


def _copies(model, first, count: int, *unique: str) -> None:
    have = model.objects.like(first).count()
    rows = []
    for number in range(have, count):
        row = model.objects.like(first).get(pk=first.pk)
        row.pk = new_id(row.kab.shard)
        for name in unique:
            old = getattr(row, name)
            setattr(row, name, 5000 + number if isinstance(old, int) else f"{old}/{number}")
        rows.append(row)
    model.objects.bulk_create(rows)


@pytest.mark.parametrize(
    ("username", "address"),
    [
        ("pagersari-kasi", "/"),
        ("pagersari-kepala_desa", "/"),
        ("pagersari-kasi", "/desa/belanja/"),
        ("pagersari-kasi", "/desa/belanja/?hal=2"),
        ("pagersari-sekdes", "/desa/berkas/"),
        ("pagersari-kasi", "/desa/belanja/baru/"),
    ],
)
@pytest.mark.slow
def test_a_list_asks_the_same_number_of_questions(
    place: Village, username: str, address: str
) -> None:
    browser = client_for(username)
    counts = []
    for rows in FROM_ONE_TO_MANY:
        grow(place, rows)
        browser.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(address).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 16
