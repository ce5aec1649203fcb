"""The register of single villages becomes one of the kabupaten, and no row is lost.

The way is walked by a program of its own, on a database of its own: a table that is taken apart
in the middle of a test would be missing for all others.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pbjdesa.kernel import clock, guard
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.secrets import keyed_hash, seal

with guard.whole_database():
    call_command("migrate", "suppliers", "0001", verbosity=0)
    apps = MigrationExecutor(connection).loader.project_state([("suppliers", "0001_initial")]).apps
    model = apps.get_model
    kab = model("territories", "Kabupaten").objects.create(
        id=new_id(), code="33.24", name="Contoh", provinsi="Contoh", zone="WIB"
    )
    kecamatan = model("territories", "Kecamatan").objects.create(
        id=new_id(), kab=kab, code="33.24.01", name="Contoh"
    )
    desa = model("territories", "Desa").objects.create(
        id=new_id(), kab=kab, kecamatan=kecamatan, code="33.24.01.2001", name="Contoh"
    )
    for number, nib in enumerate(("1234567890123", "1234567890123", "")):
        model("suppliers", "Supplier").objects.create(
            id=new_id(), kab=kab, desa=desa, name=f"Toko {number}", entity_type="individual",
            owner_name="Wagiman", address="Dusun Krajan", phone="0812-2999-0001", nib=nib,
            bank_sealed=seal("bank", "Bank Contoh 0123456789"), registered_at=clock.now(),
        )
    call_command("migrate", verbosity=0)
    from pbjdesa.suppliers.models import Supplier
    rows = list(Supplier.objects.order_by("name").values_list(
        "status", "nib", "status_note", "phone_hash", "bank_hash", "desa", "place_desa", "kecamatan"
    ))
    print(json.dumps({
        "rows": rows, "desa": desa.pk, "kecamatan": kecamatan.pk,
        "phone": keyed_hash("phone", "81229990001"), "bank": keyed_hash("bank", "0123456789"),
    }))
"""


@pytest.mark.slow
def test_rows_of_the_old_register_are_carried_over(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PBJDESA_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(answer.stdout.splitlines()[-1])
    rows = found["rows"]
    assert [row[1] for row in rows] == ["1234567890123", "", ""]
    assert ["1234567890123" in row[2] for row in rows] == [False, True, False]
    for row in rows:
        assert row[0] == "accepted"
        assert row[3:5] == [found["phone"], found["bank"]]
        assert row[5:] == [found["desa"], found["desa"], found["kecamatan"]]
