"""The schema fits the distributed engine: keys hold their home, and the main job runs on such keys.

The engine itself cannot run in a test. Its two functions are stood in for by ones that refuse what
it refuses: a table whose primary key lacks the distribution column.
"""

import pytest
from django.db import connection

from pbjdesa.config import distribution
from pbjdesa.delivery.operations import accept_handover
from pbjdesa.payments.operations import approve_request, pay, request_payment, verify_request
from tests.stories import purchase_at
from tests.world import announced, territory, village

STAND_INS = """
CREATE FUNCTION create_reference_table(name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  PERFORM name::regclass;
END $$;
CREATE FUNCTION create_distributed_table(name text, key text, colocate_with text DEFAULT '')
RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (
    SELECT 1 FROM pg_constraint c WHERE c.conrelid = name::regclass AND c.contype IN ('p', 'u')
    AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid
                    AND a.attname = key AND a.attnum = ANY (c.conkey))
  ) OR EXISTS (
    SELECT 1 FROM pg_index i WHERE i.indrelid = name::regclass AND i.indisunique
    AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = i.indrelid
                    AND a.attname = key AND a.attnum = ANY (i.indkey))
  ) THEN
    RAISE EXCEPTION 'cannot create constraint on %: it does not include %', name, key;
  END IF;
END $$;
"""


def test_no_key_and_no_link_goes_without_its_home() -> None:
    assert distribution.key_problems() == []


def test_every_table_of_ours_is_spread_or_copied() -> None:
    spread = {model._meta.db_table for model in distribution.spread_models()}
    copied = {model._meta.db_table for model in distribution.global_models()}
    assert "procurement_purchase" in spread
    assert "kernel_auditevent" in spread
    assert "territories_desa" in copied
    assert not spread & copied
    made = "\n".join(distribution.statements())
    for table in spread:
        assert f"create_distributed_table('{table}', 'kab_id'" in made
    for table in copied:
        assert f"create_reference_table('{table}')" in made


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_main_job_runs_on_keys_that_hold_their_home() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(STAND_INS)
        for statement in distribution.statements():
            cursor.execute(statement)
    place = announced(village(territory()))
    purchase = purchase_at(place, "received")
    accept_handover(by=place.by("kepala_desa"), purchase=purchase)
    request_payment(by=place.by("kasi"), purchase=purchase)
    verify_request(by=place.by("sekdes"), purchase=purchase)
    approve_request(by=place.by("kepala_desa"), purchase=purchase)
    pay(by=place.by("kaur_keuangan"), purchase=purchase, way="cash")
    purchase.refresh_from_db()
    assert purchase.state == "closed"


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_stand_in_refuses_what_the_engine_refuses() -> None:
    with connection.cursor() as cursor:
        cursor.execute(STAND_INS)
        with pytest.raises(Exception, match="does not include kab_id"):
            cursor.execute("SELECT create_distributed_table('procurement_purchase', 'kab_id')")
