"""Forming a TPK by decree: the appointments and the paper that they rest on.

It stands in this stage because the team is fixed while the year is planned (RKP Desa), and because
papers are above people: the operation that seats the team cannot write its decree itself.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pbjdesa.documents.models import Document
from pbjdesa.documents.operations import issue_paper, open_dossier
from pbjdesa.kernel import clock
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KEPALA_DESA
from pbjdesa.people.operations import TpkSeat, form_tpk
from pbjdesa.people.queries import position_of, tpk_of
from pbjdesa.people.states import TpkElement
from pbjdesa.planning.models import Activity
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.territories.models import Desa

FOR_THE_YEAR = "untuk semua kegiatan"


@operation
def decree_tpk(
    *,
    by: Appointment,
    desa: Desa,
    seats: Sequence[TpkSeat],
    from_date: date,
    activity: Activity | None = None,
) -> Document:
    """The kepala desa forms a team, for the year or for one activity, and gets the decree to sign.

    Raises Refused as `form_tpk` does; then no number is used up and nobody holds a seat.
    """
    check_authority(by, desa=desa, offices={KEPALA_DESA.slug})
    rules = rules_of(in_force(desa.kab.code, from_date))
    dossier = open_dossier(by=by, desa=desa, title=f"SK TPK {from_date.year}", year=from_date.year)
    document = issue_paper(
        by=by,
        dossier=dossier,
        kind="sk_tpk",
        data=_decree_data(by, desa, seats, from_date, activity, rules),
        rules=rules,
        dated=clock.today(desa.zone),
    )
    form_tpk(
        by=by,
        desa=desa,
        seats=seats,
        decree=document.number,
        from_date=from_date,
        activity_prefixes=_prefixes(activity),
    )
    record(document, by=by, data={"from": from_date.isoformat(), "number": document.number})
    return document


def _prefixes(activity: Activity | None) -> tuple[str, ...]:
    return (activity.code,) if activity else ()


def _decree_data(
    by: Appointment,
    desa: Desa,
    seats: Sequence[TpkSeat],
    from_date: date,
    activity: Activity | None,
    rules: RuleSet,
) -> dict[str, Any]:
    scope = f"untuk kegiatan {activity.code} {activity.name}" if activity else FOR_THE_YEAR
    return {
        "scope": scope,
        "fiscal_year": from_date.year,
        "regulation": rules.instrument.full_title,
        "from_date": from_date.isoformat(),
        "earlier_decree": _earlier_decree(desa, from_date, _prefixes(activity)),
        "honor_max": rules.tpk.honor_max.value,
        "members": [
            {
                "name": seat.person.name if seat.person else seat.name,
                "element": str(TpkElement(seat.element).label) if seat.element else "",
                "position": position_of(seat.office).capitalize(),
                "note": "",
            }
            for seat in seats
        ],
        "kepala_desa_name": by.person.name,
    }


def _earlier_decree(desa: Desa, from_date: date, prefixes: tuple[str, ...]) -> str:
    """The decree of the team of the same activities that this one follows."""
    team = tpk_of(desa, from_date)
    found = [seat.decree for seat in team if tuple(seat.activity_prefixes) == prefixes]
    return next((decree for decree in found if decree), "")
