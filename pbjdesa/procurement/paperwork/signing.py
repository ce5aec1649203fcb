"""Who signs the papers of a round, by the offices that the rule set names."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KEPALA_DESA
from pbjdesa.people.queries import holders, tpk_of
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork.purchase import starter_data
from pbjdesa.regulations.rules import office_title


def tpk_rows(purchase: Purchase, day: date | None = None) -> list[dict[str, Any]]:
    """Everybody in the team of this activity on a day, ketua first, for the field `tpk`."""
    return [_row(seat) for seat in team_of(purchase, day)]


def team_of(purchase: Purchase, day: date | None = None) -> list[Appointment]:
    """The team of this purchase's activity, ketua first; of today where no day is given."""
    desa = purchase.desa
    return tpk_of(desa, day or clock.today(desa.zone), purchase.activity.code)


def decree_of(purchase: Purchase, day: date | None = None) -> str:
    """Number and date of the decree that formed the team of this activity (A004); of a decree made
    outside the system what was written down of it; "" where nobody wrote it down."""
    number = next((seat.decree for seat in team_of(purchase, day) if seat.decree), "")
    decrees = Document.objects.of(purchase.desa).filter(kind="sk_tpk", number=number)
    paper = decrees.first() if number else None
    if paper is None:
        return number
    return say("Nomor {number} tanggal {date}", number=number, date=clock.plain_date(paper.dated))


def signer_rows(purchase: Purchase, offices: Iterable[str]) -> list[dict[str, Any]]:
    """One row for each office, for the field `signers`. The TPK signs by its ketua; an office that
    nobody holds leaves a line for the name."""
    return [_signer(purchase, office) for office in offices]


def _signer(purchase: Purchase, office: str) -> dict[str, Any]:
    if office == "pka":
        starter = starter_data(purchase)
        return {"name": starter["pka_name"], "position": starter["pka_office"]}
    if office == "tpk" or office.startswith("tpk_"):
        wanted = "tpk_ketua" if office == "tpk" else office
        found = [seat for seat in team_of(purchase) if seat.office == wanted]
    else:
        wanted = office
        found = holders(purchase.desa, office, clock.today(purchase.desa.zone))
    if found:
        return _row(found[0])
    return {"name": None, "position": office_title(queries.rules_for(purchase), wanted)}


def co_signer(purchase: Purchase, offices: tuple[str, ...]) -> str | None:
    """The kepala desa where he signs beside somebody else ("mengetahui"); "" where he does not, and
    None where nobody holds the office: then a line is left."""
    if KEPALA_DESA.slug not in offices or len(offices) == 1:
        return ""
    name = _signer(purchase, KEPALA_DESA.slug)["name"]
    return name if isinstance(name, str) else None


def _row(seat: Appointment) -> dict[str, Any]:
    return {"name": seat.person.name, "position": seat.full_title}
