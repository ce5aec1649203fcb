from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0002_void_requests'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='paymentrequest',
            name='gross_is_net_plus_tax',
        ),
        migrations.AddField(
            model_name='paymentrequest',
            name='penalty',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name='paymentrequest',
            constraint=models.CheckConstraint(condition=models.Q(('gross', models.F('net') + models.F('tax_total') + models.F('penalty'))), name='gross_is_net_plus_tax_plus_penalty'),
        ),
        migrations.AddConstraint(
            model_name='paymentrequest',
            constraint=models.CheckConstraint(condition=models.Q(('penalty__gte', 0)), name='penalty_not_negative'),
        ),
    ]
