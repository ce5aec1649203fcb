"""A working call of each operation that forms a TPK."""

from collections.abc import Callable
from typing import Any

from pbjdesa.kernel import clock
from pbjdesa.people.operations import TpkSeat, form_tpk
from pbjdesa.planning.teams import decree_tpk

SEATS = (
    TpkSeat("tpk_ketua", "perangkat_desa", name="Purwanto Adi"),
    TpkSeat("tpk_sekretaris", "lkd", name="Nurhayati Sari"),
    TpkSeat("tpk_anggota", "masyarakat", name="Suparti Dewi"),
)


def of_teams() -> dict[str, Callable[[Any], object]]:
    """By the operation's name; each takes the scene of `tests.calls`."""

    def forming(act: Callable[..., object], **extra: object) -> Callable[[Any], object]:
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
