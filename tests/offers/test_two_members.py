"""Two TPK members have the same page open: the second to save is told, and looks again first."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.procurement.models import Purchase
from tests import tenders
from tests.clients import client_for
from tests.tenders import START, tender_village
from tests.world import territory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def keys(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of the page as this member sees it now."""
    return dict(HIDDEN.findall(client.get(address).content.decode()))


def save(client: Client, address: str, fields: dict[str, object]) -> str:
    """Where the answer leads, or the page that says why not."""
    response = client.post(address, fields)
    return response.headers.get("Location") or response.content.decode()


def both(purchase: Purchase, page: str, one, other) -> None:
    address = reverse(page, kwargs={"pk": purchase.pk})
    first, second = client_for("pagersari-tpk_ketua"), client_for("pagersari-tpk_anggota")
    late = keys(second, address)
    assert "/undang/" in save(first, address, {**keys(first, address), **one})
    answer = save(second, address, {**late, **other})
    assert "Anggota TPK lain baru saja mengubah ini." in answer
    assert "/undang/" in save(second, address, {**keys(second, address), **other})


def test_the_second_member_to_save_is_told() -> None:
    with clock.frozen(START):
        place = tender_village(territory(), logins=True)
        purchase = tenders.at_tpk(place)
        shops = [shop.pk for shop in place.shops]
        both(purchase, "request-invitees", {"suppliers": shops}, {"suppliers": shops[:2]})
        assert [row.supplier_id for row in tenders.invitees(purchase)] == shops[:2]
        day = {"closes_at": "lain", "closes_at_jam": "10.00", "place": "Balai"}
        day |= {"closes_at_tgl": "20", "closes_at_bln": "5", "closes_at_thn": "2026"}
        both(
            purchase,
            "request-schedule",
            {**day, "work_days": "14"},
            {**day, "work_days": "20"},
        )
