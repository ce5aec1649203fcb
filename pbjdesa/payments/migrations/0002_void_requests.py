from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='paymentrequest',
            name='state',
            field=models.CharField(choices=[('submitted', 'Diajukan'), ('verified', 'Diperiksa'), ('approved', 'Disetujui'), ('returned', 'Dikembalikan'), ('replaced', 'Diganti'), ('void', 'Batal'), ('paid', 'Dibayar')], max_length=10),
        ),
    ]
