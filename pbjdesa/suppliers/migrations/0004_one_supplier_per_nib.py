from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0003_fill_the_shared_register")]
    operations = [
        migrations.AddConstraint(
            model_name='supplier',
            constraint=models.UniqueConstraint(condition=models.Q(('nib', ''), _negated=True), fields=('kab', 'nib'), name='one_supplier_per_nib'),
        ),
    ]
