"""A supplier's phone with one link, as a test client: what it sends and what it gets."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from pbjdesa.kernel.once import new_key
from pbjdesa.procurement.models import Invitee, Purchase
from tests.tenders import START, TenderVillage

NOW = START + timedelta(hours=1)
NAMES = ("Toko Bangunan Jaya", "UD Sinar Patean")


@dataclass
class Asked:
    """A round of offers, and the way in of each supplier."""

    place: TenderVillage
    purchase: Purchase
    invitees: list[Invitee]
    tokens: list[str]
    codes: list[str]
    items: list[int]


class Phone:
    """A supplier's phone with one link."""

    def __init__(self, asked: Asked, number: int = 0) -> None:
        self.asked, self.number, self.client = asked, number, Client()
        self.home = f"/p/{asked.tokens[number]}/"

    def get(self, page: str = "", status: int = 200) -> str:
        response = self.client.get(self.home + page)
        assert response.status_code == status, (page, response.status_code)
        return re.sub(r"\s+", " ", response.content.decode())

    def send(self, page: str = "", key: str = "", **fields: object) -> tuple[int, str]:
        """Status, and the page that it leads to or shows."""
        data = {"kunci": key or new_key(), **fields}
        response = self.client.post(self.home + page, data)
        where = response.get("Location", "").removeprefix(self.home)
        return response.status_code, where or response.content.decode()

    def come_in(self) -> "Phone":
        status, where = self.send(code=self.asked.codes[self.number].lower())
        assert (status, where) == (302, "isi/")
        return self

    def offer(self, *prices: str, act: str = "periksa", **more: object) -> tuple[int, str]:
        typed = {f"price_{pk}": price for pk, price in zip(self.asked.items, prices, strict=True)}
        terms = {"work_days": "7", "valid_days": "30", "statement": "1", "papers": ["ktp"]}
        return self.send("isi/", act=act, **{**terms, **typed, **more})

    def confirm(self, **more: object) -> tuple[int, str]:
        seen = re.findall(r'name="seen" value="(\w+)"', self.get("periksa/"))[0]
        return self.send("periksa/", seen=seen, **more)

    def complete(self, *prices: str) -> None:
        assert self.offer(*prices) == (302, "periksa/")
        assert self.confirm() == (302, "bukti/")
