"""What the village's short form of a supplier and the register's long one share."""

from typing import Any

from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import SameSupplier
from pbjdesa.suppliers.states import EntityType
from pbjdesa.web.forms import Form
from pbjdesa.web.http import Problems


def read_basics(form: Form) -> dict[str, Any]:
    """What every supplier is asked, in the village's short form as in the register's long one."""
    return {
        "name": form.text("name", most=150, needed="Isi nama toko, contoh Toko Sumber Rejeki."),
        "owner_name": form.text("owner_name", most=120, needed="Isi nama pemiliknya."),
        "address": form.text(
            "address", most=200, needed="Isi alamatnya, contoh Dusun Krajan RT 02."
        ),
        "entity_type": form.choice(
            "entity_type", dict(EntityType.choices), "Pilih bentuk usahanya."
        ),
        "phone": form.text("phone", most=20),
        "npwp": form.text("npwp", most=25),
        "bank": form.text("bank", most=120),
        "pkp": form.raw("pkp") == "ya",
    }


def same_supplier(problems: Problems) -> Supplier | None:
    """Who is in the register already, where a new one was refused because of that."""
    refusal = problems.refusal
    return refusal.supplier if isinstance(refusal, SameSupplier) else None
