"""The first day of an installation: accounts, init, letters, and the check of chains."""

import csv
import json
import stat
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from pbjdesa.config import cli, preparation
from pbjdesa.config.commands import demo_accounts, init, invite, load_demo, verify_chains
from pbjdesa.config.demo.accounts import DemoAccount, accounts_file, write_accounts
from pbjdesa.kernel import audit
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.invitations import redeem
from pbjdesa.people.models import Account, Invitation, Person
from pbjdesa.people.pins import check_pin
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Desa, Kabupaten
from tests.beside import as_before


@pytest.fixture
def beside() -> Iterator[None]:
    with as_before():
        yield


ACCOUNT = DemoAccount(
    role="kepala_desa",
    office="Kepala Desa",
    village="Pagersari",
    village_code="33.24.04.2005",
    kecamatan="Patean",
    name="Darsono Pamungkas",
    username="kades",
    pin="012345",
)


@pytest.mark.usefixtures("beside")
def test_the_accounts_are_named_for_people_and_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(Refused, match="tidak ada data contoh"):
        demo_accounts.run(Namespace(json=False, all=False))
    write_accounts([ACCOUNT])
    assert demo_accounts.run(Namespace(json=True, all=False)) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["accounts"][0]["role"] == "kepala_desa"
    assert said["accounts"][0]["village"] == "Pagersari"
    assert said["login_url"].endswith("/masuk")
    assert demo_accounts.run(Namespace(json=False, all=False)) == 0
    assert "kades  PIN 012345" in capsys.readouterr().out


def options(**given: object) -> Namespace:
    base = {"kabupaten": "33.24", "admin": "Galih Wirayuda", "operator": None, "regions": None}
    return Namespace(**{**base, "invite": None, **given})


@pytest.mark.django_db
@pytest.mark.usefixtures("beside")
class TestInit:
    """The first day in earnest."""

    def test_it_holds_the_villages_one_administrator_and_nothing_of_the_demo(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert init.run(options()) == 0
        said = capsys.readouterr().out
        kab = Kabupaten.objects.get()
        assert Desa.objects.filter(kab=kab).count() == 266
        assert Person.objects.of(kab).count() == 1
        assert not Purchase.objects.of(kab).exists()
        account = Account.objects.get()
        pin = said.split("PIN ")[1].split()[0]
        check_pin(account, pin)
        assert account.username in said
        assert not accounts_file().exists()

    @pytest.mark.slow
    def test_letters_let_a_village_begin_the_same_day(self, tmp_path: Path) -> None:
        path = tmp_path / "undangan.csv"
        init.run(options(invite=str(path), operator="Rizal"))
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert len(rows) == 266 * 5 + 20 * 2
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        mine = [row for row in rows if row["kode"] == "33.24.04.2005"]
        assert [row["jabatan"] for row in mine] == [
            "Kepala Desa",
            "Sekretaris Desa",
            "Kepala Seksi",
            "Kepala Urusan",
            "Kaur Keuangan",
        ]
        welcome = redeem(by=None, code=mine[0]["kode_undangan"], name="Suparjo")
        assert welcome.appointment.desa.code == "33.24.04.2005"

    def test_it_begins_nothing_twice(self) -> None:
        init.run(options())
        with pytest.raises(Refused, match="sudah dipakai"):
            init.run(options())
        with pytest.raises(Refused, match="sudah dipakai"):
            load_demo.run(Namespace(if_empty=False))

    def test_it_does_not_begin_on_a_demo(self) -> None:
        write_accounts([ACCOUNT])
        with pytest.raises(Refused, match="data contoh"):
            init.run(options())
        assert not Kabupaten.objects.exists()

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"kabupaten": "99.99"}, "load-regions"),
            ({"admin": "  "}, "nama orangnya"),
            ({"invite": "/nirvana/undangan.csv"}, "Folder"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_begun(
        self, given: dict[str, str], said: str
    ) -> None:
        with pytest.raises(Refused, match=said):
            init.run(options(**given))
        assert not Kabupaten.objects.exists()
        assert not Account.objects.exists()

    def test_an_existing_file_is_never_written_over(self, tmp_path: Path) -> None:
        path = tmp_path / "undangan.csv"
        path.write_text("penting")
        with pytest.raises(Refused, match="sudah ada"):
            init.run(options(invite=str(path)))
        assert path.read_text() == "penting"

    def test_a_demo_is_never_loaded_afterwards(self) -> None:
        init.run(options())
        assert preparation.demo_was_loaded()

    def test_a_lost_letter_is_replaced_for_one_village(self, tmp_path: Path) -> None:
        init.run(options())
        wanted = Namespace(out=str(tmp_path / "a.csv"), kabupaten=None, desa="33.24.04.2005")
        assert invite.run(wanted) == 0
        assert Invitation.objects.count() == 5
        for code in ("33.24.04.9999", "62.13.01.2001", "x"):
            wrong = Namespace(out=str(tmp_path / "b.csv"), kabupaten=None, desa=code)
            with pytest.raises(Refused):
                invite.run(wrong)
        assert not (tmp_path / "b.csv").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("beside")
def test_a_chain_that_was_tampered_with_fails_the_check(
    capsys: pytest.CaptureFixture[str],
) -> None:
    init.run(options())
    capsys.readouterr()
    assert verify_chains.run(Namespace(json=True)) == 0
    assert json.loads(capsys.readouterr().out)["broken"] == {}
    kab = Kabupaten.objects.get()
    head = audit.ChainHead.objects.get(kab_id=kab.pk, owner_kind="kab")
    audit.ChainHead.objects.filter(kab_id=kab.pk, pk=head.pk).update(hash="0" * 64)
    assert verify_chains.run(Namespace(json=False)) == 1
    assert "head is not the last event" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    ["init", "invite", "load-demo", "demo-accounts", "verify-chains", "load-regions"],
)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert ended.value.code == 0
    assert "cara pakai" in capsys.readouterr().out
