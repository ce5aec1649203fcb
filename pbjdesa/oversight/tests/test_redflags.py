"""Every flag: when it fires, when it stays silent, and what it must say of itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pbjdesa.oversight.facts import PurchaseFacts
from pbjdesa.oversight.redflags import pecah_paket, setuju_kilat
from pbjdesa.oversight.registry import REDFLAGS, RedFlag, raised

ROOT = Path(__file__).parents[3]

MILLION = 1_000_000
BOUGHT = PurchaseFacts(
    state="paid",
    value=6 * MILLION,
    method_label="Pembelian Langsung",
    method_limit=10 * MILLION,
    window=(),
    window_words="kegiatan, kode belanja, dan tahun yang sama",
)
CHECKED = datetime(2026, 5, 4, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "numbers"),
    [
        (replace(BOUGHT, window=(5 * MILLION,)), "2 belanja"),
        (replace(BOUGHT, window=(4 * MILLION, 1)), "Rp10.000.001"),
        (replace(BOUGHT, window=(9_900_000,), state="ordered"), "Rp15.900.000"),
        (replace(BOUGHT, value=1, window=(5 * MILLION, 5 * MILLION)), "3 belanja"),
        (replace(BOUGHT, window=(2 * MILLION,) * 9, state="closed"), "10 belanja"),
        (replace(BOUGHT, window=(6 * MILLION,), state="returned"), "Rp12.000.000"),
    ],
)
def test_purchases_that_add_up_beyond_the_limit_are_shown_with_their_sum(
    facts: PurchaseFacts, numbers: str
) -> None:
    said = pecah_paket.sees(facts)
    assert said is not None
    assert numbers in said
    assert "Rp10.000.000" in said


@pytest.mark.parametrize(
    "facts",
    [
        BOUGHT,
        replace(BOUGHT, window=(4 * MILLION,)),
        replace(BOUGHT, window=(5 * MILLION,), state="draft"),
        replace(BOUGHT, window=(5 * MILLION,), state="cancelled"),
        replace(BOUGHT, window=(500 * MILLION,), method_limit=None),
        replace(BOUGHT, value=10 * MILLION, window=()),
        replace(BOUGHT, value=1, window=(3 * MILLION, 3 * MILLION, 3 * MILLION)),
    ],
)
def test_purchases_within_the_limit_stay_silent(facts: PurchaseFacts) -> None:
    assert pecah_paket.sees(facts) is None


@pytest.mark.parametrize("seconds", [0, 1, 5, 12, 29])
def test_an_approval_within_seconds_is_shown(seconds: int) -> None:
    facts = replace(BOUGHT, verified_at=CHECKED, approved_at=CHECKED + timedelta(seconds=seconds))
    assert setuju_kilat.sees(facts) == (
        f"Disetujui {seconds} detik sesudah diperiksa Sekretaris Desa."
    )


@pytest.mark.parametrize("seconds", [30, 31, 300, 86_400, 20 * 86_400])
def test_an_approval_that_took_its_time_stays_silent(seconds: int) -> None:
    facts = replace(BOUGHT, verified_at=CHECKED, approved_at=CHECKED + timedelta(seconds=seconds))
    assert setuju_kilat.sees(facts) is None


@pytest.mark.parametrize(
    "facts",
    [
        BOUGHT,
        replace(BOUGHT, verified_at=CHECKED),
        replace(BOUGHT, approved_at=CHECKED),
        replace(BOUGHT, verified_at=CHECKED, approved_at=CHECKED - timedelta(seconds=5)),
    ],
)
def test_what_has_not_happened_yet_cannot_have_been_too_fast(facts: PurchaseFacts) -> None:
    assert setuju_kilat.sees(facts) is None


def test_flags_that_see_something_come_with_their_sentence() -> None:
    facts = replace(
        BOUGHT,
        window=(6 * MILLION,),
        verified_at=CHECKED,
        approved_at=CHECKED + timedelta(seconds=3),
    )
    assert [one.flag.slug for one in raised(facts)] == ["pecah_paket", "setuju_kilat"]
    assert raised(BOUGHT) == ()


@pytest.mark.parametrize("flag", REDFLAGS, ids=lambda flag: flag.slug)
def test_a_flag_names_its_ground_and_what_may_be_harmless(flag: RedFlag) -> None:
    assert flag.ground
    assert len(flag.innocent) >= 2
    page = ROOT / "docs" / "redflags" / f"{flag.slug}.md"
    assert page.read_text(encoding="utf-8").startswith(f"# {flag.slug}")


def test_every_flag_in_the_folder_is_listed() -> None:
    folder = ROOT / "pbjdesa" / "oversight" / "redflags"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == {flag.slug for flag in REDFLAGS}
