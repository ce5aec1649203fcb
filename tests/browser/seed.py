"""Fills a fresh data folder for the browser tests: `python -m tests.browser.seed FACTS.json`."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import django


def main(target: Path) -> None:
    """Make schema, villages and purchases; write what the tests must know to `target`."""
    django.setup()
    from django.db import transaction
    from django.test.utils import setup_test_environment

    from pbjdesa.config.preparation import bring_up_to_date
    from pbjdesa.kernel import clock
    from tests import world

    setup_test_environment()
    bring_up_to_date()
    world.YEAR = clock.today("WIB").year
    with transaction.atomic():  # one write to the disk instead of thousands
        facts = _people_and_purchases(world.territory())
    target.write_text(json.dumps(facts), "utf-8")


def _people_and_purchases(kab: Any) -> dict[str, Any]:
    from pbjdesa.people.operations import appoint, open_account, register_person
    from tests import world
    from tests.browser import asking, door, villages

    places = [villages.of_every_state(kab), villages.overfull(kab)]
    places += [villages.ready_to_order(kab), villages.for_bad_input(kab)]
    for name in (villages.JOURNEY, villages.SILENT):
        places.append(villages.Town(kab, name, announced=False).place)
    for name in (villages.NO_SCRIPT, villages.KEYBOARD, villages.PRACTICE):
        places.append(villages.Town(kab, name).place)
    places.append(villages.with_imports(kab))
    places += [villages.people_only(kab, name) for name in (villages.EMPTY, villages.IMPORT)]
    places.append(asking.of_every_point(kab))
    places.append(door.of_suppliers(kab))
    mixed = villages.Town(kab, villages.MIXED)
    for stage in ("draft", "ordered", "received"):
        mixed.remember(stage, mixed.purchase(stage, volume="1"))
    places.append(mixed.place)

    watchers = {}
    desa = world.desa_named(kab, villages.WALK)
    for office in ("camat", "pendamping"):
        world.watcher(kab, office, desa, username=office)
        watchers[office] = office
    above = {
        "inspektorat": "Hartono",
        "admin_kabupaten": "Wahyu Nugroho",
        "operator": "Dewi Anggraini",
    }
    for office, name in above.items():
        person = register_person(by=None, kab=kab, name=name)
        appoint(by=None, person=person, office=office, from_date=date(2024, 1, 2))
        open_account(by=None, person=person, username=office, pin=world.PIN)
        watchers[office] = office
    return villages.facts(places, watchers)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
