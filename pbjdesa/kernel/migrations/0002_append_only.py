"""Audit events are append-only. SQLite guards itself by trigger; on PostgreSQL and Citus the
database role of the server has no UPDATE or DELETE right on the table (docs/operating.md)."""

from django.db import migrations

TRIGGERS = {"audit_no_update": "UPDATE", "audit_no_delete": "DELETE"}


def guard(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for name, act in TRIGGERS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON kernel_auditevent "
            "BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END"
        )


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = (("kernel", "0001_initial"),)
    operations = (migrations.RunPython(guard, unguard),)
