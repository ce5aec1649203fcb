"""What a contract says, what being late costs, and who is shut out."""

from datetime import date, timedelta

import pytest

from pbjdesa.contracts.operations import sign_contract
from pbjdesa.contracts.paperwork import contract_data
from pbjdesa.contracts.rules import late_penalty
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.queries import letterhead_of, papers_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.operations import TpkSeat, form_tpk
from pbjdesa.planning.teams import decree_tpk
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.suppliers.operations import list_sanction
from tests import chosen
from tests.rule_values.papers import printed, words_of
from tests.rule_values.values import changes, changes_each
from tests.rule_values.villages import put_in_force, under
from tests.tenders import OPENING, TenderVillage
from tests.world import hire

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TERMS = {
    "contract.penalty_permille": (2, "2 ‰", "2/1000", "dua per seribu"),
    "contract.penalty_base": ("remaining", "bagian yang belum diserahkan"),
    "contract.penalty_cap_percent": (5, "5 (lima)"),
    "contract.retention_percent": (10, "10 (sepuluh)"),
    "contract.warranty_months": (6, "6 (enam)"),
    "contract.advance_percent": (20, "20 (dua puluh)"),
    "contract.amendment_cap_percent": (10, "10 (sepuluh)"),
    "contract.force_majeure_notice.days": (14, "14 (empat belas) hari kalender sejak"),
    "contract.force_majeure_notice.kind": ("working", "7 (tujuh) hari kerja sejak"),
    "contract.suspension.days": (21, "21 (dua puluh satu) hari kalender bukan"),
    "contract.suspension.kind": ("working", "28 (dua puluh delapan) hari kerja bukan"),
    "contract.subcontract": (True, "Sebagian pekerjaan boleh dialihkan"),
    "payment.spp_deadline.days": (5, "5 (lima) hari kerja setelah"),
}
"""Address → the other value, and the words of which the contract then holds one more."""


@pytest.fixture(scope="module")
def awarded(place) -> Purchase:
    """A purchase whose winner was chosen."""
    purchase = chosen.awarded(place)
    Purchase.objects.like(purchase).filter(pk=purchase.pk).update(category="konstruksi")
    return purchase


@pytest.mark.parametrize("kind", ["spk", "surat_perjanjian"])
@changes_each({address: other[0] for address, other in TERMS.items()})
def test_each_term_of_the_rules_stands_in_the_contract(
    place, awarded, address, before, after, kind
):
    usual, other = (_contract(rules, awarded, kind, place) for rules in (before, after))
    words = TERMS[address][1:]
    assert usual != other
    assert any(other.count(one) > usual.count(one) for one in words)


def _contract(rules: RuleSet, purchase: Purchase, kind: str, place: TenderVillage) -> str:
    """The text of the contract under these rules."""
    purchase = under(rules, purchase)
    award = queries.award_of(purchase)
    data = contract_data(purchase, award, kind, place.by("kasi"))
    return words_of(compose(PAPERS[kind], data, letterhead_of(purchase.desa, rules)))


@changes_each(
    {
        "contract.penalty_permille": 2,
        "contract.penalty_base": "remaining",
        "contract.penalty_cap_percent": 1,
    }
)
def test_being_late_costs_what_the_rules_say(before, after):
    late = {"value": 10_000_000, "done_value": 4_000_000, "days": 20}
    assert late_penalty(before, **late) == 200_000
    expected = {2: 400_000}.get(after.contract.penalty_permille.value or 0)
    if after.contract.penalty_base.value == "remaining":
        expected = 120_000
    if after.contract.penalty_cap_percent.value == 1:
        expected = 100_000
    assert late_penalty(after, **late) == expected


@changes("publication.result_announced", to=False)
def test_the_result_is_put_on_the_notice_board_where_the_rules_want_it(place, before, after):
    kinds = []
    for rules in (before, after):
        purchase = under(rules, chosen.awarded(place))
        with clock.frozen(OPENING + timedelta(days=1)):
            sign_contract(by=place.by("kasi"), purchase=purchase)
        kinds.append({paper.kind for paper in papers_of(purchase.dossier)})
    assert kinds[0] - kinds[1] == {"pengumuman_hasil"}


@changes("suppliers.sanction_months_max", to=6)
def test_a_supplier_is_shut_out_no_longer_than_the_rules_say(place, before, after):
    admin = hire(place.desa.kab, "admin_kabupaten", "Sri Hartati")
    year = {
        "by": admin,
        "supplier": place.shops[2],
        "reason": "Data palsu.",
        "decree": "Keputusan 7/2026",
        "from_date": date(2026, 7, 1),
        "until_date": date(2027, 6, 30),
    }
    put_in_force(after)
    with pytest.raises(Refused):
        list_sanction(**year)
    put_in_force(before)
    assert list_sanction(**year).until_date == date(2027, 6, 30)


def _seats() -> list[TpkSeat]:
    return [
        TpkSeat("tpk_ketua", "perangkat_desa", name="Sugeng"),
        TpkSeat("tpk_sekretaris", "lkd", name="Wahyuni"),
        TpkSeat("tpk_anggota", "masyarakat", name="Tarno"),
    ]


@changes("tpk.appointed_per", to=("kegiatan",))
def test_a_team_is_formed_for_the_year_or_for_an_activity_as_the_rules_say(place, before, after):
    form = {
        "by": place.by("kepala_desa"),
        "desa": place.desa,
        "seats": _seats(),
        "decree": "SK 3/2026",
        "from_date": clock.today(place.desa.zone) + timedelta(days=5),
    }
    put_in_force(after)
    with pytest.raises(Refused, match="SK TPK per kegiatan"):
        form_tpk(**form)
    put_in_force(before)
    assert len(form_tpk(**form)) == 3


@changes("tpk.honor_max", to=350_000)
def test_the_decree_of_a_team_names_the_most_it_may_be_paid(place, before, after):
    texts = []
    for days, rules in enumerate((before, after), 5):
        put_in_force(rules)
        decree = decree_tpk(
            by=place.by("kepala_desa"),
            desa=place.desa,
            seats=[
                TpkSeat(seat.office, seat.element, name=f"{seat.name} {days}") for seat in _seats()
            ],
            from_date=clock.today(place.desa.zone) + timedelta(days=days),
        )
        texts.append(printed(decree.dossier, "sk_tpk"))
    assert "Rp350.000" not in texts[0]
    assert "Rp350.000" in texts[1]
