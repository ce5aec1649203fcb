"""The step in which prices are talked about with the supplier whose turn it is."""

from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.queries import tpk_of
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Offer, Purchase, Tender
from pbjdesa.web.desa.steps.evaluation import estimate, round_of
from pbjdesa.web.desa.steps.page import StepPage, Work
from pbjdesa.web.desa.summaries import Row
from pbjdesa.web.forms import Form, near_days, plain_text, typed_parts

MOST_GUESTS = 2
HOURS = tuple(f"{hour:02}.00" for hour in range(24))
"""The whole day: at every moment one of them has just been, and can be suggested."""


def _partner(purchase: Purchase, form: Form) -> Offer | None:
    """With whose offer it is talked about: the one that was picked, else the first whose turn it
    is; several only where prices are equal."""
    partners = queries.partners_of(round_of(purchase))
    picked = [one for one in partners if str(one.pk) == form.raw("offer")]
    return next(iter([*picked, *partners]), None)


def _negotiating(purchase: Purchase, form: Form) -> dict[str, Any]:
    tender = round_of(purchase)
    partner = _partner(purchase, form)
    sent = bool(form.raw("kunci"))
    failed = [one for one in queries.ranking(tender) if one.talks == "failed"]
    found: dict[str, Any] = {
        "partner": partner,
        "failed": [one.offer.invitee.supplier.name for one in failed],
        "ways_url": reverse("purchase-return", args=[purchase.pk]),
        "skip_url": ""
        if queries.outline_of(purchase).negotiation_needed
        else reverse("purchase-step", args=[purchase.pk, "pemenang"]),
    }
    if partner is None:
        return found
    today = clock.today(purchase.desa.zone)
    partners = queries.partners_of(tender)
    return {
        **found,
        "partners": _several(partners),
        "items": _talk_items(purchase, tender, partner, form),
        "quick": near_days(today)[:1],
        "value": form.raw("held_on") if sent else today.isoformat(),
        "parts": typed_parts(form, "held_on") if sent else {},
        "hours": [(hour, hour) for hour in HOURS],
        "hour": form.raw("held_hour") if sent else _last_hour(purchase),
        "place": form.raw("place") if sent else tender.place,
        "team": _team(purchase),
        "there": form.chosen("team") if sent else [key for key, _ in _team(purchase)],
        "guest": form.raw("guest") if sent else partner.invitee.supplier.owner_name,
        "guest_as": form.raw("guest_as") if sent else "Pemilik",
        "agreed": form.raw("agreed"),
        "talk_note": form.raw("talk_note"),
    }


def _several(partners: list[Offer]) -> list[tuple[str, str]]:
    """The choice between equal prices; nothing to choose where there is one."""
    if len(partners) < 2:
        return []
    return [(str(one.pk), one.invitee.supplier.name) for one in partners]


def _talk_items(purchase: Purchase, tender: Tender, partner: Offer, form: Form) -> list[Row]:
    lines = queries.lines_of(tender)[partner.pk]
    rows = []
    for item in queries.items_of(purchase):
        line, name = lines.get(item.pk), f"price_{item.pk}"
        offered = line.unit_price if line else None
        limit = min(offered or 0, item.hps_unit_price or 0)
        rows.append(
            {
                "name": name,
                "label": f"{item.description}, harga satu {item.unit}",
                "hint": say(
                    "{volume} {unit}. Penawaran {offered}, HPS {hps}.",
                    volume=volume(item.volume),
                    unit=item.unit,
                    offered=rupiah(offered or 0),
                    hps=rupiah(item.hps_unit_price or 0),
                ),
                "value": form.raw(name) if form.raw("kunci") else limit or "",
            }
        )
    return rows


def _last_hour(purchase: Purchase) -> str:
    return HOURS[clock.in_zone(clock.now(), purchase.desa.zone).hour]


def _team(purchase: Purchase) -> list[tuple[str, str]]:
    today = clock.today(purchase.desa.zone)
    seats = tpk_of(purchase.desa, today, purchase.activity.code)
    return [(str(seat.pk), f"{seat.person.name}, {seat.full_title}") for seat in seats]


def _negotiate(by: Appointment, purchase: Purchase, form: Form) -> Work:
    partner = _partner(purchase, form)
    prices = {item.pk: form.rupiah(f"price_{item.pk}") for item in queries.items_of(purchase)}
    held_at = _held_at(purchase, form)
    place = form.text("place", most=200, needed="Tulis tempatnya, contoh Kantor Desa.")
    agreed = form.choice("agreed", {"ya": "", "tidak": ""}, "Pilih hasil negosiasinya.") == "ya"
    note = form.text("talk_note", most=500) if not agreed else ""
    people = _present(purchase, form)

    def work() -> str:
        if partner is None or held_at is None:
            raise Refused("Tidak ada penawaran untuk dinegosiasi. Pilih cara lain.")
        operations.record_negotiation(
            by=by,
            purchase=purchase,
            offer=partner,
            prices=prices,
            held_at=held_at,
            place=place,
            present=people,
            agreed=agreed,
            note=note,
        )
        if agreed:
            return "Negosiasi tercatat. Berita acaranya sudah jadi."
        return "Tercatat belum sepakat. Lihat langkah berikutnya."

    return work


def _held_at(purchase: Purchase, form: Form) -> datetime | None:
    hour = form.choice("held_hour", dict.fromkeys(HOURS), "Pilih jamnya.")
    day = form.day("held_on")
    if day is None or not hour:
        return None
    local = datetime.combine(day, time(int(hour[:2])), clock.ZONES[purchase.desa.zone])
    return local.astimezone(UTC)


def _present(purchase: Purchase, form: Form) -> list[tuple[str, str]]:
    guest = form.text("guest", most=120, needed="Tulis nama wakil penyedia.")
    guest_as = form.text("guest_as", most=120, needed="Tulis jabatannya, contoh Pemilik.")
    today = clock.today(purchase.desa.zone)
    seats = tpk_of(purchase.desa, today, purchase.activity.code)
    ticked = [
        (seat.person.name, seat.full_title) for seat in seats if str(seat.pk) in form.chosen("team")
    ]
    if not ticked:
        form.problems.add("Pilih anggota TPK yang hadir.", "team")
    others = [plain_text(form.raw(f"other_{at}"))[:240] for at in range(MOST_GUESTS)]
    return [
        (guest, guest_as),
        *ticked,
        *(
            (name.strip(), office.strip() or "Tamu")
            for name, _, office in (other.partition(",") for other in others if other)
        ),
    ]


PAGES = {
    "record_negotiation": StepPage(
        _negotiate, "desa/steps/negotiation.html", rows=estimate, more=_negotiating
    ),
}
