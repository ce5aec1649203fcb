"""A release package: the file that is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pbjdesa.transparency.ocds.values import Json, instant, tidy
from pbjdesa.transparency.rules import TRIAL_PREFIX

BUDGET_BREAKDOWN = (
    "https://raw.githubusercontent.com/open-contracting-extensions/"
    "ocds_budget_breakdown_extension/345db699d4915049638a701bf2cb91a7439cff29/extension.json"
)
"""Pinned to a commit: an address that changes under us would change what our data means."""

BIDS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/"
    "ocds_bid_extension/v1.1.5/extension.json"
)

TRIAL_NOTE = "uji coba"


@dataclass(frozen=True)
class Publisher:
    """Who publishes, under which licence and policy: both are addresses; `license` may be empty."""

    name: str
    license: str
    policy: str


def package(
    releases: Sequence[Json], *, publisher: Publisher, uri: str, published_at: datetime, zone: str
) -> Json:
    """The package of `releases`, oldest first.

    While any of them has the placeholder prefix, publisher and policy say that it is a trial.
    """
    trial = any(body["ocid"].startswith(f"{TRIAL_PREFIX}-") for body in releases)
    content: Json = tidy(
        {
            "uri": uri,
            "version": "1.1",
            "extensions": [BIDS, BUDGET_BREAKDOWN],
            "publishedDate": instant(published_at, zone),
            "publisher": {
                "name": f"{publisher.name} ({TRIAL_NOTE})" if trial else publisher.name,
            },
            "license": publisher.license,
            "publicationPolicy": f"{publisher.policy}#uji-coba" if trial else publisher.policy,
            "releases": list(releases),
        }
    )
    return content
