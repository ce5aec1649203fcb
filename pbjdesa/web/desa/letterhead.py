"""What the village's letters say on top, and where its office lies: written once (A023, A054)."""

import re
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KEPALA_DESA, SEKDES
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.rules import letter_number, letterhead
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.suppliers.rules.places import read_spot, spot_problem
from pbjdesa.territories.models import Desa
from pbjdesa.territories.operations import write_letterhead, write_spot
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, own_desa
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash

KEEPERS = frozenset({KEPALA_DESA.slug, SEKDES.slug})
POSTCODE = re.compile(r"[1-9][0-9]{4}")
LETTER_CODE = re.compile(r"[0-9A-Za-z.\-]+")


@open_to(*KEEPERS)
def write(request: PageRequest) -> HttpResponse:
    """Address, postcode and letter code, with how the letters will begin."""
    desa = own_desa(request)
    by = acting(request, KEEPERS, "")
    rules = rules_of(in_force(desa.kab.code, clock.today(desa.zone)))
    uses_code = any("{kode_surat_desa}" in one.pattern for one in rules.numbering.values())
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    if form is not None:
        typed = _read(form)
        if not uses_code:
            typed["code"] = desa.letter_code
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _save(request, by, desa, typed))
    stored = {"address": desa.address, "postcode": desa.postcode, "code": desa.letter_code}
    stored["spot"] = "" if desa.latitude is None else f"{desa.latitude}, {desa.longitude}"
    context = {
        "typed": {name: form.raw(name) for name in stored} if form else stored,
        "example": _example(desa, rules),
        "numbers_use_code": uses_code,
        "back_url": reverse("home"),
    }
    return page(request, "desa/letterhead.html", context, problems)


def _read(form: Form) -> dict[str, Any]:
    typed: dict[str, Any] = {
        "address": form.text(
            "address", most=150, needed="Tulis alamat kantor desa, contoh Jalan Raya Nomor 1."
        ),
        "postcode": form.text("postcode", most=5),
        "code": form.text("code", most=20),
    }
    if typed["postcode"] and not POSTCODE.fullmatch(typed["postcode"]):
        form.problems.add("Kode pos terdiri dari 5 angka, contoh 51364.", "postcode")
    spot = read_spot(form.text("spot", most=60))
    if form.raw("spot").strip() and spot[0] is None:
        form.problems.add("Tulis dua angka dari peta, contoh -7.051, 110.112.", "spot")
    elif sentence := spot_problem(*spot):
        form.problems.add(sentence, "spot")
    typed["latitude"], typed["longitude"] = spot
    if typed["code"] and not LETTER_CODE.fullmatch(typed["code"]):
        form.problems.add("Kode surat hanya huruf, angka, titik dan garis.", "code")
    return typed


def _save(request: PageRequest, by: Appointment, desa: Desa, typed: dict[str, Any]) -> str:
    write_letterhead(
        by=by,
        desa=desa,
        address=typed["address"],
        postcode=typed["postcode"],
        letter_code=typed["code"],
    )
    write_spot(by=by, desa=desa, latitude=typed["latitude"], longitude=typed["longitude"])
    flash(request, "Kop surat tersimpan. Surat yang baru memakainya, surat lama tetap.")
    return reverse("letterhead")


def _example(desa: Desa, rules: RuleSet) -> dict[str, object]:
    """How the next letter begins."""
    lines, address = letterhead(
        rules,
        "desa",
        kabupaten=desa.kab.name.removeprefix("Kabupaten ").removeprefix("Kota "),
        kecamatan=desa.kecamatan.name,
        desa=desa.name,
        address=desa.address,
        postcode=desa.postcode,
    )
    number = letter_number(
        rules,
        "surat_pesanan",
        1,
        on=clock.today(desa.zone),
        village_code=desa.code,
        village_letter_code=desa.letter_code,
    )
    return {"lines": lines, "address": address, "number": number}
