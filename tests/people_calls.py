"""A working call of each operation about persons and offices; each takes the scene of `calls`."""

from collections.abc import Callable
from copy import copy
from datetime import date
from typing import Any

from pbjdesa.kernel import clock
from pbjdesa.people import invitations
from pbjdesa.people import operations as people
from pbjdesa.people.operations import TpkSeat, form_tpk
from pbjdesa.people.succession import Successor, succeed
from pbjdesa.planning.teams import decree_tpk
from tests.world import hire

Call = Callable[[Any], object]

SEATS = (
    TpkSeat("tpk_ketua", "perangkat_desa", name="Purwanto Adi"),
    TpkSeat("tpk_sekretaris", "lkd", name="Nurhayati Sari"),
    TpkSeat("tpk_anggota", "masyarakat", name="Suparti Dewi"),
)


def of_teams() -> dict[str, Call]:
    """Forming a TPK."""

    def forming(act: Callable[..., object], **extra: object) -> Call:
        return lambda scene: act(
            by=scene.place.by("kepala_desa"),
            desa=scene.place.desa,
            seats=SEATS,
            from_date=clock.today(),
            **extra,
        )

    return {
        "people.form_tpk": forming(form_tpk, decree="141/5/2026"),
        "planning.decree_tpk": forming(decree_tpk),
    }


def of_people() -> dict[str, Call]:
    def kab(s: Any):
        return s.place.desa.kab

    def fresh(s: Any):
        return people.register_person(by=None, kab=kab(s), name="Wartini", desa=s.place.desa)

    def letter(s: Any) -> str:
        return invitations.invite(by=None, office="kasi", kab=kab(s), desa=s.place.desa).code

    return {
        "people.register_person": fresh,
        "people.appoint": lambda s: people.appoint(
            by=s.place.by("kepala_desa"),
            person=fresh(s),
            office="tpk_ketua",
            from_date=date(2026, 1, 2),
            desa=s.place.desa,
        ),
        "people.end_appointment": lambda s: people.end_appointment(
            by=None,
            appointment=hire(kab(s), "tpk_anggota", "Sumini", desa=s.place.desa),
            until_date=date(2026, 12, 31),
        ),
        "people.succeed": lambda s: succeed(
            by=s.place.by("kepala_desa"),
            old=copy(s.place.by("kaur")),  # the scene keeps its own, as the rollback does
            new=Successor("141/07/2026", clock.today("WIB"), name="Suparjo"),
        ),
        "people.open_account": lambda s: people.open_account(
            by=None, person=fresh(s), username="wartini"
        ),
        "people.close_account": lambda s: people.close_account(by=None, person=fresh(s)),
        "people.invite": letter,
        "people.redeem": lambda s: invitations.redeem(by=None, code=letter(s), name="Suparman"),
    }
