"""The TPK: who sits in it, their log-in letters, and forming a new one, a seat a page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Account, Appointment
from pbjdesa.people.offices import DESA_OFFICES, KEPALA_DESA, TPK
from pbjdesa.people.queries import as_members, tpk_of
from pbjdesa.people.states import TpkElement
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.rules import tpk_problems
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.territories.models import Desa
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.letters import letter_page
from pbjdesa.web.desa.lookup import acting, own_desa
from pbjdesa.web.http import PageRequest, page

KADES = frozenset({KEPALA_DESA.slug})


def rules_today(desa: Desa) -> RuleSet:
    """The rules that bind the village now."""
    return rules_of(in_force(desa.kab.code, clock.today(desa.zone)))


@open_to(*DESA_OFFICES)
def show(request: PageRequest) -> HttpResponse:
    """Every team of today with its decree; for the kades also who still needs a log-in."""
    desa = own_desa(request)
    seats = tpk_of(desa, clock.today(desa.zone))
    may_form = bool(request.actor.offices & KADES)
    teams = _teams(desa, seats, with_letters=may_form and not desa.practice)
    context = {
        "teams": teams,
        "warnings": _warnings(desa, [seat for seat in seats if not seat.activity_prefixes]),
        "may_form": may_form,
        "back_url": "/",
    }
    return page(request, "desa/team.html", context)


def _warnings(desa: Desa, seats: list[Appointment]) -> list[str]:
    """What is wrong with the team of the year, as sentences."""
    if not seats:
        return []
    places = [(seat.office, seat.element, seat.person.key) for seat in seats]
    return tpk_problems(rules_today(desa), as_members(desa, places, clock.today(desa.zone)))


def _teams(desa: Desa, seats: list[Appointment], *, with_letters: bool) -> list[dict[str, Any]]:
    accounts = set(
        Account.objects.filter(
            kab_id=desa.kab_id, person_id__in=[seat.person_id for seat in seats]
        ).values_list("person_id", flat=True)
    )
    papers = {
        document.number: document.pk
        for document in Document.objects.of(desa).filter(
            kind="sk_tpk", number__in={seat.decree for seat in seats if seat.decree}
        )
    }
    teams: dict[tuple[str, ...], dict[str, Any]] = {}
    for seat in seats:
        codes = tuple(seat.activity_prefixes)
        known: dict[str, Any] = {
            "heading": _scope(codes),
            "decree": seat.decree,
            "decree_pk": papers.get(seat.decree),
            "since": seat.from_date,
            "members": [],
        }
        needs = with_letters and seat.person_id not in accounts
        teams.setdefault(codes, known)["members"].append(
            {
                "name": seat.person.name,
                "title": seat.full_title,
                "element": TpkElement(seat.element).label if seat.element else "",
                "letter": reverse("tpk-letter", args=[seat.pk]) if needs else "",
            }
        )
    return list(teams.values())


def _scope(codes: tuple[str, ...]) -> str:
    if not codes:
        return "TPK semua kegiatan"
    return say("TPK kegiatan {codes}", codes=", ".join(codes))


@open_to(KEPALA_DESA.slug)
def letter(request: PageRequest, pk: int) -> HttpResponse:
    """A log-in letter for one member: its code is shown once, to be printed or copied."""
    by = acting(request, KADES, "")
    seat = _seat(request, pk)
    return letter_page(request, by, seat, own_desa(request), reverse("tpk"))


def _seat(request: PageRequest, pk: int) -> Appointment:
    """A living seat of this village's TPK."""
    seat: Appointment | None = (
        Appointment.objects.of(own_desa(request))
        .filter(pk=pk, office__in=TPK)
        .select_related("person", "kab", "desa")
        .first()
    )
    if seat is None or not seat.holds_on(clock.today(own_desa(request).zone)):
        raise Http404
    return seat
