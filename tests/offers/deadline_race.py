"""Suppliers who send across the closing time while the TPK opens, in real time and with pauses.

`python -m tests.offers.deadline_race ROUNDS [--careless]` works on the database of its environment
(see apart.py) and prints how many accepted offers were missing at the opening, and how many were
late. `--careless` decides as a program does that looks at the clock before it waits: it shows that
this race would find the fault, and ends with the first round that did, or after ROUNDS.
"""

import argparse
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (after the settings)
from django.db import connection  # noqa: E402

from pbjdesa.kernel import clock, deadline  # noqa: E402
from pbjdesa.kernel.errors import Conflict, Refused  # noqa: E402
from pbjdesa.planning.promises import release  # noqa: E402
from pbjdesa.procurement import operations, queries  # noqa: E402
from pbjdesa.procurement.models import Invitee, Offer, OfferLine, Purchase, Tender  # noqa: E402
from pbjdesa.procurement.operations import offering  # noqa: E402
from tests import tenders  # noqa: E402
from tests.tenders import TenderVillage  # noqa: E402
from tests.world import territory  # noqa: E402

COUNTED = ("rounds", "accepted", "refused", "opened", "suppliers")
COUNTED += ("missing", "unknown", "late", "errors")
SUPPLIERS = 12
OPENERS = 2
PAUSES = (0.0, 0.0, 0.0, 0.0, 0.01, 0.05)
"""Seconds that a server may stand still while it holds or awaits a lock."""
UNTIL_CLOSING = timedelta(seconds=0.8)
AFTER_CLOSING = timedelta(seconds=0.2)

_real_instant = deadline.instant
_begun = threading.local()


@dataclass
class Round:
    """What one round brought."""

    counts: Counter[str] = field(default_factory=Counter)
    last: dict[int, int | None] = field(default_factory=dict)
    """By supplier: the unit price of the last accepted offer; None after it was taken back."""


def pausing() -> datetime:
    """The shared clock on a server that stands still now and then."""
    time.sleep(random.choice(PAUSES))
    moment = _real_instant()
    time.sleep(random.choice(PAUSES))
    return moment


def careless(invitee: Invitee) -> tuple[Tender, datetime]:
    """Looks at the clock where the transaction begins, and waits for nobody."""
    tender = Tender.objects.like(invitee).get(pk=invitee.tender_id)
    moment: datetime = _begun.at
    if tender.closes_at is None or moment >= tender.closes_at:
        raise Refused("Penawaran ini terlambat.")
    time.sleep(random.uniform(0, 0.3))
    return tender, moment


def ask_all(place: TenderVillage) -> Purchase:
    """A request that closes in a moment, sent to everybody."""
    purchase = tenders.hps_draft(place)
    operations.hand_to_tpk(by=place.by("kasi"), purchase=purchase)
    tenders.prepare(place, purchase, closes_at=clock.now() + timedelta(days=1))
    tender = operations.send_request(by=place.by("tpk_ketua"), purchase=purchase)
    tender.closes_at = clock.now() + UNTIL_CLOSING
    tender.save()
    return purchase


def hammer(seen: Round, purchase: Purchase, invitee: Invitee, entry: str, stop: datetime) -> None:
    """One supplier sends again and again, and takes back now and then, until well past the hour."""
    tender = queries.tender_of(purchase)
    assert tender is not None
    assert tender.closes_at is not None
    items = [item.pk for item in queries.items_of(purchase)]
    while (begun := clock.now()) < stop:
        _begun.at = begun
        price = random.randrange(1_000, 10_000_000)
        content = operations.OfferContent(dict.fromkeys(items, price), 7, 30, True)
        try:
            if random.random() < 0.1:
                operations.withdraw_offer(by=None, invitee=invitee, note="Salah.", entry=entry)
                seen.last[invitee.pk] = None
                continue
            operations.send_offer(by=None, invitee=invitee, content=content, entry=entry)
        except Conflict:
            continue
        except Refused:
            seen.counts["refused"] += 1
            time.sleep(0.02)
            continue
        seen.last[invitee.pk] = price
        seen.counts["accepted"] += 1
        seen.counts["late"] += begun >= tender.closes_at
        time.sleep(random.uniform(0, 0.05))


def open_soon(seen: Round, place: TenderVillage, purchase: Purchase, stop: datetime) -> None:
    """A member of the TPK presses the button until it opens."""
    while clock.now() < stop:
        try:
            operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)
            seen.counts["opened"] += 1
        except Conflict:
            return
        except Refused:
            time.sleep(random.uniform(0, 0.02))


def alone(act: Callable[[], None], seen: Round) -> None:
    """Run in a thread with a connection of its own; a fault is counted and told."""
    try:
        act()
    except Exception as fault:
        seen.counts["errors"] += 1
        print(f"{type(fault).__name__}: {fault}", flush=True)
    finally:
        connection.close()


def one_round(place: TenderVillage) -> Counter[str]:
    """One request from its last half second to its opening; what was lost or late."""
    purchase, seen = ask_all(place), Round()
    asked = tenders.invitees(purchase)
    entries = {invitee.pk: queries.new_entry(invitee) for invitee in asked}
    tender = queries.tender_of(purchase)
    assert tender is not None
    tender.closes_at = clock.now() + UNTIL_CLOSING
    tender.save()
    stop = tender.closes_at + AFTER_CLOSING
    acts = [
        partial(hammer, seen, purchase, invitee, entries[invitee.pk], stop) for invitee in asked
    ]
    acts += [partial(open_soon, seen, place, purchase, stop + AFTER_CLOSING)] * OPENERS
    threads = [threading.Thread(target=alone, args=(act, seen)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not seen.counts["opened"]:
        operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)
        seen.counts["opened"] += 1
    compare(seen, queries.tender_of(purchase))
    release(by=place.by("kasi"), purchase_id=purchase.pk, activity=place.activity)
    return seen.counts


def compare(seen: Round, tender: Tender | None) -> None:
    """Is what was opened exactly what was last accepted of each supplier, and all of it in time?"""
    assert tender is not None
    assert tender.closes_at is not None
    opened = {offer.invitee_id: offer for offer in queries.living_offers(tender)}
    lines = OfferLine.objects.like(tender).filter(offer__invitee__tender=tender)
    price = {line.offer_id: line.unit_price for line in lines}
    wanted = {pk: value for pk, value in seen.last.items() if value is not None}
    for pk, value in wanted.items():
        offer = opened.get(pk)
        seen.counts["missing"] += offer is None or price.get(offer.pk) != value
    seen.counts["unknown"] += len(set(opened) - set(wanted))
    every = Offer.objects.like(tender).filter(invitee__tender=tender)
    seen.counts["late"] += every.filter(received_at__gte=tender.closes_at).count()
    seen.counts["suppliers"] += len(wanted)


def main() -> None:
    """Run the rounds and print what they brought."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", type=int)
    parser.add_argument("--careless", action="store_true")
    args = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    deadline.instant = pausing
    if args.careless:
        offering.hold_open_round = careless
    place = tenders.tender_village(territory(), shops=SUPPLIERS)
    total: Counter[str] = Counter()
    began = time.monotonic()
    for number in range(args.rounds):
        random.seed(number)
        total += one_round(place)
        total["rounds"] += 1
        if args.careless and total["missing"]:
            break
    told = {name: total[name] for name in COUNTED}
    print(json.dumps({**told, "seconds": round(time.monotonic() - began, 1)}))


if __name__ == "__main__":
    main()
