from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('procurement', '0004_why_offers_close_later'),
    ]

    operations = [
        migrations.AddField(
            model_name='negotiation',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
    ]
