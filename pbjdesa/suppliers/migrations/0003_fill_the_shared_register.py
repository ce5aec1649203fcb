"""Fill what the shared register compares and searches by, from the rows of single villages."""

from django.db import migrations

from pbjdesa.kernel.secrets import keyed_hash, unseal
from pbjdesa.suppliers.rules.forms import bare
from pbjdesa.suppliers.rules.likeness import bank_digits, same_phone


def fill(apps, schema_editor):
    """The village that wrote a supplier down is where it lies; the first one keeps its NIB."""
    for kab in apps.get_model("territories", "Kabupaten").objects.all():
        suppliers = apps.get_model("suppliers", "Supplier").objects.filter(kab_id=kab.pk)
        known = {""}
        for row in suppliers.select_related("desa").order_by("registered_at", "pk"):
            phone, digits = same_phone(row.phone), bank_digits(unseal("bank", row.bank_sealed))
            nib = bare(row.nib)
            twice = nib in known and nib
            known.add(nib)
            suppliers.filter(pk=row.pk).update(
                place_desa_id=row.desa_id,
                kecamatan_id=row.desa.kecamatan_id,
                phone_hash=keyed_hash("phone", phone) if phone else "",
                bank_hash=keyed_hash("bank", digits) if digits else "",
                nib="" if twice else nib,
                status_note=f"NIB {nib} juga dipakai penyedia lain. Periksa lagi." if twice else "",
            )


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0002_one_register_for_the_kabupaten")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
