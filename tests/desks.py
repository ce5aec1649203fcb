"""People at their desks, for tests of pages: they open a page, fill in its form, and read on."""

from typing import Any

from django.test import Client

from tests.clients import client_for


class Desk:
    """One official's browser."""

    def __init__(self, username: str) -> None:
        self.client: Client = client_for(username)

    def status(self, address: str) -> int:
        """What a page answers."""
        return self.client.get(address).status_code

    def read(self, address: str) -> str:
        """The page; it must be there."""
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def key(self, address: str) -> str:
        """The key of the form on a page."""
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        return str(answer.context["form_key"])

    def send(self, address: str, **fields: Any) -> str:
        """Fill in the form of a page, and answer what is shown next."""
        filled = {**fields, "kunci": self.key(address)}
        answer = self.client.post(address, filled, follow=True)
        assert answer.status_code in {200, 409, 422}, (address, answer.status_code)
        return answer.content.decode()

    def twice(self, address: str, **fields: Any) -> tuple[str, str]:
        """The same form sent two times, as by a double tap."""
        filled = {**fields, "kunci": self.key(address)}
        first = self.client.post(address, filled)
        second = self.client.post(address, filled)
        assert (first.status_code, second.status_code) == (302, 302)
        return str(first["Location"]), str(second["Location"])
