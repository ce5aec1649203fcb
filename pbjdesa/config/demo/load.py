"""Loading the demo: Kendal's villages, the regulations, and a lively Kecamatan Patean.

Everything happens through the operations that people use, with the clock held at the day of each
step; so papers, numbers, taxes and the audit chain are those of a real year. All or nothing.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from django.db import transaction

from pbjdesa.coaching.operations import leave_note
from pbjdesa.config.demo.accounts import DemoAccount, write_accounts
from pbjdesa.config.demo.asking import OfferStory
from pbjdesa.config.demo.calendar import StoryCalendar
from pbjdesa.config.demo.cast import Cast
from pbjdesa.config.demo.data import content
from pbjdesa.config.demo.filing import complete_files
from pbjdesa.config.demo.limits import let_the_camat_look
from pbjdesa.config.demo.story import Step, Story
from pbjdesa.config.demo.village import Village, open_shops, write_budget, write_prices
from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.planning.operations import announce_plan, type_activity, type_line
from pbjdesa.regulations.operations import load_regulations
from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan
from pbjdesa.territories.operations import load_kabupaten, write_letterhead

KABUPATEN, KECAMATAN = "33.24", "33.24.04"
SEED = 3324
_BUDGET_DAY, _PRICE_DAY, _PLAN_DAY, _CHANGE_DAY = 4, 8, 14, 280
_COACH_NOTES = {
    "Pagersari": "Foto nota makin jelas. Untuk pajak, simpan bukti setor di hari yang sama.",
    "Kalices": "Rencana belum diumumkan. Minggu ini saya datang, kita kerjakan bersama.",
    "Gedong": "Semen dibeli dua kali berdekatan. Catat alasannya di berkas.",
}


@transaction.atomic
def load_demo(told: Callable[[], None] = lambda: None) -> list[DemoAccount]:
    """Fill an empty database; `told` is called after each village. Returns the log-ins."""
    rng = Random(SEED)  # noqa: S311  (invented data that must come out the same each time)
    opening = StoryCalendar(clock.now())
    with clock.frozen(opening.at(1)):
        kab = load_kabupaten(by=None, code=KABUPATEN)
        load_regulations(by=None, methods=KNOWN_METHODS)
        kecamatan = Kecamatan.objects.get(kab=kab, code=KECAMATAN)
        cast = Cast(kab, rng)
        watchers = cast.watchers(kecamatan)
        let_the_camat_look(watchers["admin_kabupaten"], opening)
    for row in content("villages")["village"]:
        _load_village(row, _desa(kab, kecamatan, row["name"]), cast, watchers["pendamping"])
        told()
    write_accounts(cast.accounts)
    return cast.accounts


def _desa(kab: Kabupaten, kecamatan: Kecamatan, name: str) -> Desa:
    desa = Desa.objects.select_related("kab", "kecamatan").get(
        kab=kab, kecamatan=kecamatan, name=name
    )
    return write_letterhead(by=None, desa=desa, address=f"Jalan Balai Desa {name} Nomor 1")


def _load_village(row: dict[str, Any], desa: Desa, cast: Cast, coach: Appointment) -> None:
    calendar = StoryCalendar(clock.now())
    with clock.frozen(calendar.at(2)):
        offers = bool(row.get("offers"))
        officials = cast.officials(desa, planner=row.get("planner", False), offers=offers)
        village = Village(desa, calendar.year, officials, {}, {}, {}, {})
    if row.get("budget", True):
        with clock.frozen(calendar.at(_BUDGET_DAY)):
            write_budget(village, cast.rng, row["size"], offers=offers)
    with clock.frozen(calendar.at(_PRICE_DAY)):
        open_shops(village, cast, offers=offers)
        write_prices(village, cast.rng)
    if row.get("announced", True):
        with clock.frozen(calendar.at(_PLAN_DAY)):
            announce_plan(by=village.by("kepala_desa"), desa=desa, year=village.year)
    for step in _in_order(row, village, cast.rng, calendar):
        at = calendar.soon(step.after) if step.after else calendar.at(step.day)
        if step.not_before is not None:
            at = calendar.past(step.not_before())
        with clock.frozen(at):
            step.act()
    if row.get("filed"):
        with clock.frozen(calendar.at(299.4)):
            complete_files(village)
    if desa.name in _COACH_NOTES:
        with clock.frozen(calendar.at(299.6)):
            leave_note(by=coach, desa=desa, text=_COACH_NOTES[desa.name])


def _in_order(
    row: dict[str, Any], village: Village, rng: Random, calendar: StoryCalendar
) -> list[Step]:
    """The steps of all the village's stories by day, as a year really mixes them."""
    steps = [
        step
        for basket, ending, last_day in row.get("stories", ())
        for step in Story(village, rng, basket, ending).steps(last_day)
    ]
    steps += [
        step
        for basket, ending, last_day in row.get("offers", ())
        for step in OfferStory(village, rng, basket, ending, calendar).steps(last_day)
    ]
    if row.get("change"):
        steps.append(Step(_CHANGE_DAY, lambda: _change_budget(village)))
    return sorted(steps, key=lambda step: step.day)


def _change_budget(village: Village) -> None:
    """A change of the APBDes: a new activity that the announced plan does not show yet."""
    activity = type_activity(
        by=village.by("perencanaan"),
        desa=village.desa,
        year=village.year,
        code="05.01.00",
        name="Penanggulangan Bencana",
        ceiling=6_400_000,
    )
    type_line(
        by=village.by("perencanaan"),
        activity=activity,
        account_code="5.2.1.90",
        description="Terpal dan selimut darurat",
        fund_sources="DDS",
        amount=6_400_000,
    )
