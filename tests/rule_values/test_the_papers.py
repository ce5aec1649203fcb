"""What stands on the papers: names of offices, signatures, places, arms."""

from datetime import date
from pathlib import Path

import pytest

from pbjdesa.contracts.operations import send_order
from pbjdesa.delivery.operations import accept_handover, keep_receipt, receive_goods
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.testing import sample_of
from pbjdesa.documents.queries import letterhead_of, loose_paper
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.operations import approve_request, pay, request_payment, verify_request
from pbjdesa.people.operations import appoint, register_person
from pbjdesa.planning.operations import announce_plan
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.titles import paper_words
from tests.rule_values.papers import printed, words_of
from tests.rule_values.values import changes, changes_each
from tests.rule_values.villages import put_in_force, village_under
from tests.scene import JPEG
from tests.world import YEAR, Village, draft, territory, village

OFFICES = ("kepala_desa", "sekdes", "kasi", "kaur", "kaur_keuangan", "bpd", "camat")
TEAM = ("tpk_ketua", "tpk_sekretaris", "tpk_anggota")


@changes_each(
    {f"titles.{office}.name": "Petinggi" for office in ("kepala_desa", "sekdes", "kasi", "kaur")}
    | {f"titles.{office}.short": "Juru" for office in ("kaur_keuangan", "bpd", *TEAM)}
)
def test_who_is_appointed_bears_the_local_title(db, address, before, after):
    kab = territory()
    desa = village(kab).desa
    office = address.split(".")[1]
    titles = []
    for rules in (before, after):
        put_in_force(rules)
        person = register_person(by=None, kab=kab, name="Sri Mulyani", desa=desa)
        seat = appoint(by=None, person=person, office=office, from_date=date(2026, 1, 2), desa=desa)
        titles.append(seat.full_title)
    word = after.titles[office].name if address.endswith("name") else after.titles[office].short
    assert titles[0] != titles[1]
    assert titles[1].endswith(word)


@changes_each(
    {
        "titles.pka.short": "KPA",
        "titles.tpk.short": "Panitia",
        "titles.tpk.name": "Panitia Pengadaan",
        "titles.kaur_keuangan.name": "Bendahara Desa",
        "titles.camat.name": "Mantri",
        "titles.pka.name": "Kuasa Pengguna Anggaran",
    }
)
def test_papers_call_an_office_by_its_local_name(address, before, after):
    _, office, form = address.split(".")
    usual, local = getattr(before.titles[office], form), getattr(after.titles[office], form)
    assert paper_words(before) == {}
    assert paper_words(after) == {usual: local}


@changes("titles.kepala_desa.name", to="Kuwu")
def test_the_words_of_a_paper_change_but_not_what_people_typed(db, before, after):
    place = village_under(before)
    kind = PAPERS["bast_kades"]
    data = sample_of(kind) | {"output": "Papan nama Kepala Desa"}

    def text(rules: RuleSet) -> str:
        return words_of(
            compose(kind, data, letterhead_of(place.desa, rules), words=paper_words(rules))
        )

    assert "selaku Pemegang" in text(before)
    assert "Kuwu" not in text(before)
    assert "kepada Kuwu" in text(after)
    assert "Papan nama Kepala Desa" in text(after)


@changes("titles.sekdes.name", to="Carik")
def test_a_blank_form_bears_the_local_names_too(db, before, after):
    desa = village_under(before).desa
    assert "Sekretaris Desa" in words_of(loose_paper(desa, before, "kuitansi", {}))
    assert "Carik" in words_of(loose_paper(desa, after, "kuitansi", {}))


@changes("signatories.announcement", to="sekdes")
def test_the_rules_name_who_announces_the_plan(db, before, after):
    place = village(territory())
    put_in_force(before)
    with pytest.raises(Refused):
        announce_plan(by=place.by("sekdes"), desa=place.desa, year=YEAR)
    put_in_force(after)
    with pytest.raises(Refused):
        announce_plan(by=place.by("kepala_desa"), desa=place.desa, year=YEAR)
    plan = announce_plan(by=place.by("sekdes"), desa=place.desa, year=YEAR)
    text = printed(plan.dossier, "pengumuman_rencana")
    assert "Sekretaris Desa Pagersari mengumumkan" in text
    assert "Endah Lestari" in text


@changes("publication.media", to=("situs_desa",))
def test_the_plan_says_where_it_is_announced(db, before, after):
    texts = []
    for rules in (before, after):
        kab = territory()
        put_in_force(rules)
        place = village(kab, "Pagersari" if rules is before else "Curugsewu")
        plan = announce_plan(by=place.by("kepala_desa"), desa=place.desa, year=YEAR)
        texts.append(printed(plan.dossier, "pengumuman_rencana"))
    assert "dipasang di papan pengumuman, halaman publik dan" in texts[0]
    assert "dipasang di situs desa dan" in texts[1]


@changes("payment.receipt_signers", to=("penerima", "kaur_keuangan", "kepala_desa"))
def test_only_those_sign_the_receipt_whom_the_rules_name(db, before, after):
    place = village_under(before)
    assert {"Telah diverifikasi,", "Pelaksana,"} <= _receipt(place, before)
    signed = _receipt(place, after)
    assert not {"Telah diverifikasi,", "Pelaksana,"} & signed
    assert {"Yang menerima,", "Setuju dibayarkan,", "Lunas dibayar,"} <= signed


def _receipt(place: Village, rules: RuleSet) -> set[str]:
    """The lines of the receipt of a purchase from its beginning to its payment."""
    put_in_force(rules)
    purchase = draft(place)
    kasi = place.by("kasi")
    send_order(by=kasi, purchase=purchase)
    keep_receipt(by=kasi, purchase=purchase, photo=JPEG)
    receive_goods(by=kasi, purchase=purchase)
    accept_handover(by=place.by("kepala_desa"), purchase=purchase)
    request_payment(by=kasi, purchase=purchase)
    verify_request(by=place.by("sekdes"), purchase=purchase)
    approve_request(by=place.by("kepala_desa"), purchase=purchase)
    pay(by=place.by("kaur_keuangan"), purchase=purchase, way="transfer")
    return set(printed(purchase.dossier, "kuitansi").splitlines())


@changes("signatories.spp_chain", to=("pka", "kaur", "kepala_desa", "kaur_keuangan"))
def test_the_payment_request_names_who_verifies_here(db, before, after):
    place = village_under(before)
    texts = []
    for rules in (before, after):
        put_in_force(rules)
        purchase = draft(place)
        kasi = place.by("kasi")
        send_order(by=kasi, purchase=purchase)
        keep_receipt(by=kasi, purchase=purchase, photo=JPEG)
        receive_goods(by=kasi, purchase=purchase)
        accept_handover(by=place.by("kepala_desa"), purchase=purchase)
        request_payment(by=kasi, purchase=purchase)
        texts.append(printed(purchase.dossier, "spp"))
    assert "Sekretaris Desa\nEndah Lestari" in texts[0]
    assert "Kepala Urusan\nRatna Wulandari" in texts[1]


@changes("letterhead.logo", to=False)
def test_the_arms_of_the_kabupaten_stand_on_letters_where_the_rules_want_it(
    db, settings, tmp_path, before, after
):
    desa = village_under(before).desa
    settings.FILES = str(tmp_path / "files")
    assert letterhead_of(desa, before).logo == ""
    Path(tmp_path / "logo").mkdir()
    Path(tmp_path / "logo" / "33.24.png").write_bytes(JPEG)
    assert letterhead_of(desa, before).logo
    assert letterhead_of(desa, after).logo == ""
