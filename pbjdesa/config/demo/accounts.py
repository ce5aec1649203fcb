"""The demo's log-ins. Only the demo keeps PINs in clear, in a file that init never makes."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class DemoAccount:
    """How one invented person logs in. `role` is the office's slug."""

    role: str
    office: str
    village: str
    village_code: str
    kecamatan: str
    name: str
    username: str
    pin: str


def accounts_file() -> Path:
    """Where the demo's PINs lie; that it exists says that this is a demo."""
    return Path(settings.DEMO_ACCOUNTS)


def write_accounts(accounts: list[DemoAccount]) -> None:
    """Keep the log-ins, readable for this user only."""
    new = accounts_file().with_suffix(".new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump([asdict(account) for account in accounts], out, ensure_ascii=False, indent=1)
    new.replace(accounts_file())


def read_accounts() -> list[DemoAccount]:
    """The kept log-ins; none where this is no demo."""
    try:
        rows = json.loads(accounts_file().read_text("utf-8"))
    except FileNotFoundError:
        return []
    return [DemoAccount(**row) for row in rows]
