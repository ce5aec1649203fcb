"""Reads every public page that can be reached by links, as a search engine or a thief would."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.test import Client

LINK = re.compile(r'(?:href|src|action)="([^"#]*)')
DATA_LINK = re.compile(r'"(?:url|uri|publicationPolicy)":"([^"#]*)')
PUBLIC = ("/publik/", "/cek/")


def crawl(start: Iterable[str], most: int = 5_000) -> dict[str, str]:
    """Every public address with its content, following links from `start`."""
    client, found = Client(), {}
    waiting = list(start)
    while waiting and len(found) < most:
        address = waiting.pop()
        if address in found:
            continue
        response = client.get(address)
        assert response.status_code in (200, 404), (address, response.status_code)
        text = "" if response["Content-Type"].startswith("image/") else response.content.decode()
        found[address] = text
        waiting += [link for link in _links(address, text) if link not in found]
    return found


def _links(address: str, text: str) -> list[str]:
    path = address.partition("?")[0]
    found = []
    for link in [*LINK.findall(text), *DATA_LINK.findall(text)]:
        link = link.replace("&amp;", "&").removeprefix(settings.ORIGIN)
        whole = path + link if link.startswith("?") else link
        if whole.startswith(PUBLIC):
            found.append(whole)
    return found
