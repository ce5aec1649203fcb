"""Many hands number letters at once: papers printed, numbers taken, numbers written down.

`python -m tests.register.number_race HANDS` works on the database of its environment (see
tests/offers/apart.py) and prints how many numbers were given, and how many gaps and doubles there
are. Written numbers follow each other, so that none may be missing at the end; half of the hands
that write try a number that another one has.
"""

import argparse
import json
from datetime import date

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (after the settings)

from pbjdesa.documents.models import NumberEntry  # noqa: E402
from pbjdesa.documents.number_register import gaps  # noqa: E402
from pbjdesa.documents.operations import issue_paper, open_dossier  # noqa: E402
from pbjdesa.kernel import clock  # noqa: E402
from pbjdesa.kernel.errors import Refused  # noqa: E402
from pbjdesa.regulations.queries import in_force, rules_of  # noqa: E402
from tests.hands import at_once  # noqa: E402
from tests.register_calls import noted, taken  # noqa: E402
from tests.world import Village, territory, village  # noqa: E402

EACH = 3
WRITTEN = 12
"""Numbers that were given by hand before the others begin to take theirs."""


def work(place: Village, hands: int) -> list[object]:
    """What every hand got: numbers, refusals, faults."""
    today = clock.today(place.desa.zone)
    rules = rules_of(in_force(place.desa.kab.code, today))
    rest = f"SPEK/{place.desa.code}/{today.year}"

    def printed() -> str:
        dossier = open_dossier(by=place.by("kasi"), desa=place.desa, title="Uji", year=today.year)
        return issue_paper(
            by=place.by("kasi"),
            dossier=dossier,
            kind="spesifikasi",
            data={},
            rules=rules,
            dated=today,
        ).number

    def act(hand: int) -> list[object]:
        found: list[object] = []
        for turn in range(EACH):
            try:
                if hand % 3 == 0:
                    found.append(printed())
                elif hand % 3 == 1:
                    found.append(taken(place, series="spesifikasi").number)
                else:
                    # Two hands write the same number down: one of them is refused.
                    at = turn + EACH * (hand // 6) + 1
                    found.append(noted(place, f"{at:03d}/{rest}", series="spesifikasi").number)
            except Refused as refused:
                found.append(refused)
        return found

    # The hand-written numbers come first in the book: the counter stands behind them.
    noted(place, f"{WRITTEN:03d}/{rest}", series="spesifikasi")
    return [
        one
        for answer in at_once(hands, act)
        for one in (answer if isinstance(answer, list) else [answer])
    ]


def figures(place: Village, answers: list[object], year: int) -> dict[str, int]:
    given = [one for one in answers if isinstance(one, str)]
    rows = NumberEntry.objects.of(place.desa).filter(series="spesifikasi")
    written = [row for row in rows if (row.sequence or 0) <= WRITTEN]
    return {
        "given": len(given) + 1,
        "different": len(set(given)) + 1,
        "lines": rows.count(),
        "gaps_after": sum(gap.last > WRITTEN for gap in gaps(place.desa, year)),
        "written": len(written) - 1,
        "refused": sum(isinstance(one, Refused) for one in answers),
        "errors": sum(not isinstance(one, str | Refused) for one in answers),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("hands", type=int)
    call_command("migrate", verbosity=0)
    place = village(territory())
    today: date = clock.today(place.desa.zone)
    answers = work(place, parser.parse_args().hands)
    print(json.dumps(figures(place, answers, today.year)))


if __name__ == "__main__":
    main()
