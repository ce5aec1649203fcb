"""An invitation letter becomes a log-in: code and name in, PIN out, shown once.

The code is the form's own key: it is used once, and sent again within minutes by the same person
(the answer was lost on the way) it gives a fresh PIN for the same account.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pbjdesa.people.invitations import Welcome, redeem
from pbjdesa.web.access import open_to_all
from pbjdesa.web.forms import Form
from pbjdesa.web.http import Problems, page

LONGEST_NAME = 120


@open_to_all
def redeem_letter(request: HttpRequest) -> HttpResponse:
    """Type the code of the letter and one's own name."""
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        code = form.text("code", most=40, needed="Isi kode dari surat undangan.")
        name = form.text("name", most=LONGEST_NAME, needed="Isi nama lengkap Anda.")
        if not problems:
            with problems.catching():
                return _welcome(request, redeem(by=None, code=code, name=name))
    context = {"code": form.raw("code"), "name": form.raw("name")}
    return page(request, "pengelola/invitation.html", context, problems)


def _welcome(request: HttpRequest, welcome: Welcome) -> HttpResponse:
    appointment = welcome.appointment
    place = appointment.desa or appointment.kecamatan or appointment.kab
    response = page(
        request,
        "pengelola/welcome.html",
        {
            "rows": [
                {"label": "Nama", "value": appointment.person.name},
                {"label": "Jabatan", "value": f"{appointment.full_title}, {place.name}"},
                {"label": "Nama masuk", "value": welcome.account.username},
                {"label": "PIN", "value": welcome.pin},
            ],
            "login_url": f"{reverse('login')}?nama={welcome.account.username}",
        },
    )
    response["Cache-Control"] = "no-store"
    return response
