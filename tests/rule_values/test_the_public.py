"""What the public sees of a purchase, and whether it sees anything."""

from pbjdesa.contracts.operations import send_order
from pbjdesa.procurement.models import Purchase
from pbjdesa.transparency.gathering import facts_of
from pbjdesa.transparency.models import Release
from pbjdesa.transparency.queries import public_village, shown_of
from tests.rule_values.values import changes
from tests.rule_values.villages import put_in_force, under, village_under
from tests.world import draft


@changes("publication.portal", to=False)
def test_the_public_pages_of_a_village_are_open_or_not(db, before, after):
    place = village_under(before)
    assert public_village(place.desa.code) == place.desa
    send_order(by=place.by("kasi"), purchase=draft(place))
    assert Release.objects.of(place.desa).count() == 1
    put_in_force(after)
    assert public_village(place.desa.code) is None
    send_order(by=place.by("kasi"), purchase=draft(place))
    assert Release.objects.of(place.desa).count() == 1


@changes("publication.fields", to=())
def test_each_field_is_told_only_where_the_rules_say_so(db, before, after):
    place = village_under(before)
    purchase = draft(place)
    send_order(by=place.by("kasi"), purchase=purchase)
    told, silent = facts_of(under(before, purchase)), facts_of(under(after, purchase))
    assert (told.method_label, told.activity_code, told.place) == (
        "Pembelian Langsung",
        "01.01.04",
        "Kantor Desa Pagersari",
    )
    assert (told.value, told.hps, told.budget) == (540_000, 540_000, 540_000)
    assert all((told.items, told.supplier, told.due_on, told.pays_publicly))
    assert (silent.method_label, silent.activity_code, silent.place) == ("", "", "")
    assert (silent.value, silent.hps, silent.budget) == (None, None, None)
    assert not any((silent.items, silent.supplier, silent.due_on, silent.pays_publicly))
    assert "foto" in shown_of(under(before, purchase))
    assert "foto" not in shown_of(under(after, purchase))


@changes("publication.hide_hps", to="until_award")
def test_the_estimate_is_kept_back_until_the_choice_is_made(db, before, after):
    purchase = draft(village_under(before))
    assert "hps" in shown_of(under(before, purchase))
    assert "hps" not in shown_of(under(after, purchase))
    Purchase.objects.like(purchase).filter(pk=purchase.pk).update(state="ordered")
    assert "hps" in shown_of(under(after, purchase))


@changes("publication.hide_personal_data", to=False)
def test_numbers_of_people_are_masked_unless_the_rules_let_them_stand(db, before, after):
    purchase = draft(village_under(before))
    Purchase.objects.like(purchase).filter(pk=purchase.pk).update(place="Toko Wagiman 081234567890")
    assert facts_of(under(before, purchase)).place == "Toko Wagiman [disembunyikan]"
    assert facts_of(under(after, purchase)).place == "Toko Wagiman 081234567890"
