from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from pbjdesa.kernel.guard import whole_database


def keep_what_the_rule_gave(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now nothing could be corrected: every tax is what its rule gave."""
    with whole_database():
        apps.get_model("payments", "TaxLine").objects.update(computed=models.F("amount"))


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0003_penalties"),
    ]

    operations = [
        migrations.AddField(
            model_name="taxline",
            name="computed",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="taxline",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.RunPython(keep_what_the_rule_gave, migrations.RunPython.noop),
    ]
