"""Numbers that were given before the register was kept get their lines.

A series had no gap and was counted by the kind of paper and its year, so the order in which its
papers were issued is the order of their numbers.
"""

from itertools import groupby

from django.db import migrations

from pbjdesa.kernel.guard import whole_database
from pbjdesa.kernel.ids import new_id


def fill(apps, schema_editor):
    documents = apps.get_model("documents", "Document").objects.exclude(number="")
    entries = apps.get_model("documents", "NumberEntry").objects

    def series(row):
        return row.kab_id, row.desa_id, row.kind, row.dated.year

    with whole_database():
        rows = documents.defer("frozen", "data").select_related("kab", "dossier")
        known = set(entries.values_list("kab_id", "document_id"))
        ordered = sorted(rows, key=lambda row: (*series(row), row.issued_at, row.pk))
        for (_, _, kind, year), papers in groupby(ordered, key=series):
            for place, paper in enumerate(papers, start=1):
                if (paper.kab_id, paper.pk) not in known:
                    entries.create(
                        id=new_id(paper.kab.shard),
                        kab_id=paper.kab_id,
                        desa_id=paper.desa_id,
                        series=kind,
                        year=year,
                        sequence=place,
                        number=paper.number,
                        dated=paper.dated,
                        about=paper.title,
                        recipient=paper.dossier.title,
                        document_id=paper.pk,
                        noted_at=paper.issued_at,
                        noted_by_id=paper.issued_by_id,
                    )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_every_number_is_a_line"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
