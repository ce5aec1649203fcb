"""Forming a TPK: one seat a page, then the day, the activity and the PIN.

Nothing is written before the last page; until then the answers travel in the form itself.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.offices import KEPALA_DESA
from pbjdesa.people.operations import TpkSeat
from pbjdesa.people.queries import offices_held
from pbjdesa.people.states import TpkElement
from pbjdesa.planning import queries as planning
from pbjdesa.planning.models import Activity
from pbjdesa.planning.teams import decree_tpk
from pbjdesa.regulations.rules import office_title
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.territories.models import Desa
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, own_desa
from pbjdesa.web.desa.team import KADES, rules_today
from pbjdesa.web.forms import Form, near_days, typed_parts
from pbjdesa.web.http import PageRequest, Problem, Problems, act_once, page, require_pin
from pbjdesa.web.sessions import flash

NEW = "baru"
MOST_SEATS = 9
"""More seats than any village fills; a form that says more was tampered with."""
PARTS = ("who", "name", "nik", "element")
FIRST_SEATS = {"ketua": "tpk_ketua", "sekretaris": "tpk_sekretaris"}


@dataclass(frozen=True)
class Draft:
    """What was answered so far: the answers of each seat, and which page is open.

    `at` counts seats from 1; one more than the seats is the last page.
    """

    seats: tuple[dict[str, str], ...]
    at: int

    @property
    def last(self) -> bool:
        return self.at > len(self.seats)


def offices_of(count: int, rules: RuleSet) -> tuple[str, ...]:
    """The office of each seat: the named positions once, then members."""
    named = tuple(FIRST_SEATS[one] for one in rules.tpk.positions.value if one in FIRST_SEATS)
    return (*named, *("tpk_anggota",) * max(count - len(named), 0))[: max(count, len(named))]


@open_to(KEPALA_DESA.slug)
def form_team(request: PageRequest) -> HttpResponse:
    """The seats one by one, then the decree."""
    desa = own_desa(request)
    by = acting(request, KADES, "")
    rules = rules_today(desa)
    problems = Problems()
    form = Form(request, problems)
    draft = _read(form, rules)
    if request.method == "POST":
        answer = _turn(request, by, desa, form, draft)
        if isinstance(answer, HttpResponse):
            return answer
        draft = answer
    shown = _last_page if draft.last else _seat_page
    return shown(request, desa, rules, draft, form)


def _read(form: Form, rules: RuleSet) -> Draft:
    """The answers as they came; what is no number counts as the first page."""
    least = rules.tpk.size_min.value
    count = min(max(_number(form.raw("orang"), least), least), MOST_SEATS)
    seats = tuple(
        {part: form.raw(f"{part}_{number}").strip() for part in PARTS}
        for number in range(1, count + 1)
    )
    return Draft(seats, min(max(_number(form.raw("langkah"), 1), 1), count + 1))


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else otherwise


def _turn(
    request: PageRequest, by: Appointment, desa: Desa, form: Form, draft: Draft
) -> Draft | HttpResponse:
    """The page to show after what was sent, or the end of it."""
    back = _number(form.raw("ubah"), 0)
    if 0 < back <= len(draft.seats):
        return Draft(draft.seats, back)
    if form.raw("do") == "tambah" and len(draft.seats) + 2 <= MOST_SEATS:
        more = (dict.fromkeys(PARTS, ""),) * 2
        return Draft((*draft.seats, *more), len(draft.seats) + 1)
    if not draft.last:
        _check_seat(form, draft)
        if form.problems:
            return draft
        at = next((n for n, seat in enumerate(draft.seats, 1) if not seat["who"]), None)
        return Draft(draft.seats, at or len(draft.seats) + 1)
    return _decree(request, by, desa, form, draft) or draft


def _check_seat(form: Form, draft: Draft) -> None:
    """What is missing of the seat on this page."""
    seat, number = draft.seats[draft.at - 1], draft.at
    if not seat["who"]:
        form.problems.add("Pilih orangnya, atau pilih orang baru.", f"who_{number}")
    if seat["who"] == NEW:
        form.text(f"name_{number}", most=120, needed="Isi nama lengkapnya.")
    if seat["nik"] and not (
        seat["nik"].isascii() and seat["nik"].isdigit() and len(seat["nik"]) == 16
    ):
        form.problems.add("NIK terdiri dari 16 angka. Periksa lagi di KTP.", f"nik_{number}")
    form.choice(f"element_{number}", dict(TpkElement.choices), "Pilih asal unsurnya.")


def _decree(
    request: PageRequest, by: Appointment, desa: Desa, form: Form, draft: Draft
) -> HttpResponse | None:
    """Form the team; None with the problems noted."""
    problems = form.problems
    day = form.day("from_date")
    activity = _activity(form, desa)
    seats = _seats(desa, draft, rules_today(desa), problems)
    with problems.catching():
        require_pin(request)
    if problems or day is None:
        return None

    def work() -> str:
        decree_tpk(by=by, desa=desa, seats=seats, from_date=day, activity=activity)
        flash(request, "TPK sudah dibentuk. Cetak SK-nya, lalu tanda tangani.")
        return reverse("tpk")

    answer: HttpResponse | None = None
    with problems.catching():
        answer = act_once(request, work)
    _without_places(problems)
    return answer


def _without_places(problems: Problems) -> None:
    """What is wrong with a seat is said on top: its fields are on another page."""
    here = {"from_date", "pin", "activity", ""}
    problems.found = [one if one.field in here else Problem("", one.text) for one in problems.found]


def _seats(desa: Desa, draft: Draft, rules: RuleSet, problems: Problems) -> list[TpkSeat]:
    """The seats as the operation takes them."""
    people = {str(person.pk): person for person in _people(desa)}
    seats = []
    for office, seat in zip(offices_of(len(draft.seats), rules), draft.seats, strict=True):
        person = people.get(seat["who"])
        if person is None and seat["who"] != NEW:
            problems.add("Masih ada kedudukan yang kosong. Tekan Ubah, lalu pilih orangnya.")
        seats.append(
            TpkSeat(
                office=office,
                element=seat["element"] if seat["element"] in TpkElement.values else "",
                person=person,
                name="" if person else seat["name"][:120],
                nik="" if person else seat["nik"],
            )
        )
    return seats


def _activity(form: Form, desa: Desa) -> Activity | None:
    """The activity that the team is for; None for all."""
    wanted = form.raw("activity")
    if not wanted:
        return None
    found = next((one for one in _activities(desa) if str(one.pk) == wanted), None)
    if found is None:
        form.problems.add("Pilih kegiatan dari daftar.", "activity")
    return found


def _activities(desa: Desa) -> list[Activity]:
    year = clock.today(desa.zone).year
    return [entry.activity for entry in planning.activities(desa, year)]


def _people(desa: Desa) -> list[Person]:
    """Everybody registered in the village, by name."""
    return list(Person.objects.of(desa).order_by("name", "pk"))


def _choices(desa: Desa, rules: RuleSet) -> list[tuple[str, str]]:
    """Who may be chosen: nobody whose office the rules keep out whatever the activity."""
    excluded = set(rules.tpk.excluded.value)
    held = offices_held(desa, clock.today(desa.zone))
    found = [
        (str(person.pk), person.name)
        for person in _people(desa)
        if not excluded & (held.get(person.key, frozenset()) - {"pka"})
    ]
    return [(NEW, "Orang baru"), *found]


def _seat_page(
    request: PageRequest, desa: Desa, rules: RuleSet, draft: Draft, form: Form
) -> HttpResponse:
    office = offices_of(len(draft.seats), rules)[draft.at - 1]
    context = {
        **_common(draft),
        "heading": office_title(rules, office),
        "typed": draft.seats[draft.at - 1],
        "people": _choices(desa, rules),
        "elements": _elements(rules),
        "names": {part: f"{part}_{draft.at}" for part in PARTS},
        "steps": len(draft.seats) + 1,
    }
    return page(request, "desa/team_seat.html", context, form.problems)


def _elements(rules: RuleSet) -> list[tuple[str, str]]:
    wanted = rules.tpk.elements.value
    return [(value, label) for value, label in TpkElement.choices if value in wanted]


def _common(draft: Draft) -> dict[str, Any]:
    """What every page carries on: the answers of the other seats, hidden."""
    return {
        "at": draft.at,
        "count": len(draft.seats),
        "carried": [
            (f"{part}_{number}", seat[part])
            for number, seat in enumerate(draft.seats, 1)
            for part in PARTS
            if number != draft.at and seat[part]
        ],
        "back_url": reverse("tpk"),
    }


def _last_page(
    request: PageRequest, desa: Desa, rules: RuleSet, draft: Draft, form: Form
) -> HttpResponse:
    names = {str(person.pk): person.name for person in _people(desa)}
    offices = offices_of(len(draft.seats), rules)
    today = clock.today(desa.zone)
    sent = form if form.raw("from_date") else None
    context = {
        **_common(draft),
        "chosen": [
            {
                "number": number,
                "title": office_title(rules, office, short=True),
                "name": names.get(seat["who"], seat["name"]) or "Belum dipilih",
                "element": dict(TpkElement.choices).get(seat["element"], ""),
            }
            for number, (office, seat) in enumerate(zip(offices, draft.seats, strict=True), 1)
        ],
        "per_activity": "kegiatan" in rules.tpk.appointed_per.value,
        "per_year": "tahun" in rules.tpk.appointed_per.value,
        "activities": [(str(one.pk), f"{one.code} {one.name}") for one in _activities(desa)],
        "activity": form.raw("activity"),
        "quick": near_days(today),
        "from_date": form.raw("from_date") or today.isoformat(),
        "parts": typed_parts(sent, "from_date"),
        "more": len(draft.seats) + 2 <= MOST_SEATS,
        "steps": len(draft.seats) + 1,
        "citation": _citation(rules),
    }
    return page(request, "desa/team_last.html", context, form.problems)


def _citation(rules: RuleSet) -> str:
    """Which rules the team must meet."""
    size = rules.tpk.size_min.value
    odd = ", ganjil" if rules.tpk.odd.value else ""
    return say("Paling sedikit {size} orang{odd}.", size=size, odd=odd)
