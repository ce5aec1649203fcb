"""Log-in letters: a code that is shown once, for an official who has no account yet."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.people.invitations import invite, shown
from pbjdesa.people.models import Appointment
from pbjdesa.territories.models import Desa
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import keep_secret, taken_secret


def letter_page(
    request: PageRequest, by: Appointment, seat: Appointment, desa: Desa, back_url: str
) -> HttpResponse:
    """Make the letter of this official with one tap, then show its code once, to print or copy."""
    problems = Problems()
    if request.method == "POST":
        with problems.catching():
            return act_once(request, lambda: _write(request, by, seat, desa))
    code = taken_secret(request, _purpose(seat))
    context = {
        "seat": seat,
        "code": code,
        "facts": [
            {"label": "Nama", "value": seat.person.name},
            {"label": "Jabatan", "value": f"{seat.full_title}, Desa {desa.name}"},
            {"label": "Buka di HP", "value": f"{settings.ORIGIN}{reverse('invitation')}"},
            {"label": "Kode", "value": code},
        ],
        "back_url": back_url,
    }
    response = page(request, "desa/team_letter.html", context, problems)
    response["Cache-Control"] = "no-store"
    return response


def _purpose(seat: Appointment) -> str:
    return f"letter-{seat.pk}"


def _write(request: PageRequest, by: Appointment, seat: Appointment, desa: Desa) -> str:
    made = invite(by=by, office=seat.office, kab=by.kab, desa=desa, person=seat.person)
    keep_secret(request, _purpose(seat), shown(made.code))
    return request.path
