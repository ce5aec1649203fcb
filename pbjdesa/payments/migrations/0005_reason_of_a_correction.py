from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0004_tax_corrections"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="taxline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", models.F("computed")))
                | models.Q(("reason", ""), _negated=True),
                name="corrected_tax_has_a_reason",
            ),
        ),
    ]
