"""What people read and type about a supplier."""

from typing import Any

from django.http import HttpRequest

from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import SupplierData
from pbjdesa.suppliers.queries import Found, RatingCount
from pbjdesa.suppliers.rules.places import read_spot
from pbjdesa.suppliers.states import EntityType
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan
from pbjdesa.web.forms import Form
from pbjdesa.web.supplier_form import read_basics

ELSEWHERE = "luar"
FIELDS = (
    "name",
    "owner_name",
    "entity_type",
    "place",
    "address",
    "phone",
    "goods",
    "nib",
    "npwp",
    "owner_nik",
    "bank",
    "kbli",
    "spot",
    "pkp",
)


def place_options(kab: Kabupaten, villages: list[Desa]) -> list[tuple[str, str]]:
    """Where a business may lie: these villages by name, another village or town of a kecamatan, or
    outside the kabupaten."""
    rows = Kecamatan.objects.filter(kab=kab).order_by("name")
    return [
        *((f"desa-{one.pk}", f"Desa {one.name}") for one in villages),
        *((f"kecamatan-{one.pk}", f"Kecamatan {one.name}, desa lain") for one in rows),
        (ELSEWHERE, "Di luar kabupaten"),
    ]


def read_supplier(form: Form, kab: Kabupaten, places: list[tuple[str, str]]) -> SupplierData:
    """What stands in the form, each slip noted at its field."""
    desa, kecamatan, elsewhere = _place(form, kab, places)
    latitude, longitude = read_spot(form.text("spot", most=60))
    if form.raw("spot").strip() and latitude is None:
        form.problems.add("Tulis dua angka dari peta, contoh -7.051, 110.112.", "spot")
    return SupplierData(
        **read_basics(form),
        owner_nik=form.text("owner_nik", most=25),
        nib=form.text("nib", most=25),
        goods=form.text("goods", most=300),
        kbli=form.text("kbli", most=60),
        place_desa=desa,
        kecamatan=kecamatan,
        elsewhere=elsewhere,
        latitude=latitude,
        longitude=longitude,
    )


def _place(
    form: Form, kab: Kabupaten, places: list[tuple[str, str]]
) -> tuple[Desa | None, Kecamatan | None, bool]:
    chosen = form.choice("place", dict(places), "Pilih tempat usahanya.")
    kind, _, number = chosen.partition("-")
    if kind == "desa":
        return Desa.objects.select_related("kecamatan").get(kab=kab, pk=int(number)), None, False
    if kind == "kecamatan":
        return None, Kecamatan.objects.get(kab=kab, pk=int(number)), False
    return None, None, chosen == ELSEWHERE


def typed_before(request: HttpRequest) -> dict[str, str]:
    """What was sent, to be shown again."""
    return {name: request.POST.get(name, "") for name in FIELDS}


def stored(supplier: Supplier) -> dict[str, str]:
    """What is stored, for the form; NIK, NPWP and bank account are secrets and stay empty."""
    place = ELSEWHERE
    if supplier.place_desa_id:
        place = f"desa-{supplier.place_desa_id}"
    elif supplier.kecamatan_id:
        place = f"kecamatan-{supplier.kecamatan_id}"
    spot = f"{supplier.latitude}, {supplier.longitude}" if supplier.latitude is not None else ""
    plain = {name: getattr(supplier, name) for name in FIELDS if hasattr(supplier, name)}
    return {
        **{name: str(value) for name, value in plain.items()},
        "place": place,
        "spot": spot,
        "pkp": "ya" if supplier.pkp else "",
    }


def place_words(supplier: Supplier) -> str:
    """Desa Pagersari, Kecamatan Patean; "" when nobody knows."""
    if supplier.place_desa is not None and supplier.kecamatan is not None:
        return f"Desa {supplier.place_desa.name}, Kecamatan {supplier.kecamatan.name}"
    return f"Kecamatan {supplier.kecamatan.name}" if supplier.kecamatan is not None else ""


def distance_words(found: Found) -> str:
    """How many kilometres it is away; "" where nobody wrote both places down."""
    if found.kilometres is None:
        return ""
    return f"{found.kilometres:.1f} km".replace(".", ",")


def rating_words(count: RatingCount | None) -> str:
    """How many finished orders were good in every way; "" before the first one."""
    if count is None or not count.rated:
        return ""
    return f"Baik semua: {count.all_good} dari {count.rated} belanja"


def form_context(
    request: HttpRequest, places: list[tuple[str, str]], known: dict[str, str]
) -> dict[str, Any]:
    """What `penyedia/_fields.html` shows."""
    return {
        "typed": typed_before(request) if request.method == "POST" else known,
        "places": places,
        "entity_types": EntityType.choices,
    }
