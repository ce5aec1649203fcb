"""Tim Pelaksana Kegiatan: how large, of whom, and who may not sit in it."""

from dataclasses import replace

from pbjdesa.procurement.rules import Facts, TenderFacts, tpk_is_lawful
from pbjdesa.regulations.rules import TpkMember, tpk_problems
from pbjdesa.regulations.ruleset import RuleSet
from tests.rule_values.values import changes

KETUA = TpkMember("ketua", "perangkat_desa")
SEKRETARIS = TpkMember("sekretaris", "lkd")
ANGGOTA = TpkMember("anggota", "masyarakat")
TEAM = (KETUA, SEKRETARIS, ANGGOTA)


def stops(rules: RuleSet, *members: TpkMember) -> str | None:
    """What the guard before the request says of this team."""
    problems = tuple(tpk_problems(rules, members))
    return tpk_is_lawful(Facts(tender=TenderFacts(tpk_problems=problems)))


@changes("tpk.size_min", to=5)
def test_three_people_may_be_too_few(before, after):
    assert stops(before, *TEAM) is None
    assert stops(after, *TEAM) == "TPK paling sedikit 5 orang. Tambah anggotanya."


@changes("tpk.odd", to=False)
def test_four_people_may_be_enough(before, after):
    four = (*TEAM, replace(ANGGOTA, element="lkd"))
    assert "harus ganjil" in (stops(before, *four) or "")
    assert stops(after, *four) is None


@changes("tpk.positions", to=("ketua", "anggota"))
def test_a_team_may_do_without_a_secretary(before, after):
    team = (KETUA, replace(ANGGOTA, element="lkd"), ANGGOTA)
    assert "belum punya sekretaris" in (stops(before, *team) or "")
    assert stops(after, *team) is None


@changes("tpk.elements", to=("perangkat_desa", "masyarakat"))
def test_lkd_may_be_left_out_of_the_team(before, after):
    team = (KETUA, replace(SEKRETARIS, element="masyarakat"), ANGGOTA)
    assert "Unsur lkd belum ada" in (stops(before, *team) or "")
    assert stops(after, *team) is None


@changes("tpk.every_element", to=False)
def test_a_team_may_come_from_some_elements_only(before, after):
    team = tuple(replace(member, element="masyarakat") for member in TEAM)
    assert "Unsur perangkat desa belum ada" in (stops(before, *team) or "")
    assert stops(after, *team) is None


@changes("tpk.excluded", to=("kepala_desa", "sekdes", "kaur_keuangan", "pka"))
def test_a_member_of_the_bpd_may_sit_in_the_team_where_the_rules_let_them(before, after):
    team = (KETUA, SEKRETARIS, replace(ANGGOTA, offices=frozenset({"bpd"})))
    assert stops(before, *team) == ("Badan Permusyawaratan Desa tidak boleh menjadi anggota TPK.")
    assert stops(after, *team) is None
