"""Writing suppliers into the village's register."""

from dataclasses import dataclass
from datetime import date

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import keyed_hash, seal
from pbjdesa.kernel.words import say
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.states import EntityType
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home


@dataclass(frozen=True)
class SupplierData:
    """What a village knows of a supplier. A stall needs only name, owner, and address (A051)."""

    name: str
    owner_name: str
    address: str
    entity_type: str = EntityType.INDIVIDUAL
    owner_nik: str = ""
    phone: str = ""
    nib: str = ""
    npwp: str = ""
    pkp: bool = False
    suket_until: date | None = None
    bank: str = ""


@operation
def register_supplier(*, by: Appointment, desa: Desa, data: SupplierData) -> Supplier:
    """Add a supplier. Raises Refused when it is there already or a number has the wrong length."""
    check_authority(by, desa=desa)
    _check(data)
    same = Supplier.objects.of(desa).filter(
        name__iexact=data.name, owner_name__iexact=data.owner_name
    )
    if same.exists():
        raise Refused(
            say("{name} sudah ada di daftar. Pilih dari daftar.", name=data.name), field="name"
        )
    supplier = Supplier(
        **home(desa),
        name=data.name,
        entity_type=data.entity_type,
        owner_name=data.owner_name,
        owner_nik_hash=keyed_hash("nik", data.owner_nik) if data.owner_nik else "",
        address=data.address,
        phone=data.phone,
        nib=data.nib,
        has_npwp=bool(data.npwp),
        npwp_sealed=seal("npwp", data.npwp),
        pkp=data.pkp,
        suket_until=data.suket_until,
        bank_sealed=seal("bank", data.bank),
        registered_at=clock.now(),
    )
    supplier.save()
    record(supplier, by=by, data={"entity_type": data.entity_type, "pkp": data.pkp})
    return supplier


def _check(data: SupplierData) -> None:
    if not data.name:
        raise Refused("Isi nama toko, contoh: Toko Sumber Rejeki.", field="name")
    if not data.owner_name:
        raise Refused("Isi nama pemiliknya.", field="owner_name")
    if not data.address:
        raise Refused("Isi alamat tokonya, contoh: Dusun Krajan RT 02.", field="address")
    if data.owner_nik and not _digits(data.owner_nik, 16):
        raise Refused("NIK terdiri dari 16 angka. Periksa lagi di KTP.", field="owner_nik")
    if data.npwp and not (_digits(data.npwp, 15) or _digits(data.npwp, 16)):
        raise Refused("NPWP terdiri dari 15 atau 16 angka.", field="npwp")
    if data.nib and not _digits(data.nib, 13):
        raise Refused("NIB terdiri dari 13 angka.", field="nib")
    if data.pkp and not data.npwp:
        raise Refused("Pengusaha Kena Pajak pasti punya NPWP. Isi NPWP-nya.", field="npwp")


def _digits(text: str, length: int) -> bool:
    bare = text.replace(".", "").replace("-", "").replace(" ", "")
    return bare.isascii() and bare.isdigit() and len(bare) == length
