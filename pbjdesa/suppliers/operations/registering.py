"""Writing suppliers into the register: by a village, or by themselves."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import keyed_hash, seal
from pbjdesa.kernel.words import say
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.suppliers import queries
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations.door import Door, make_door
from pbjdesa.suppliers.operations.keepers import check_keeper, check_register
from pbjdesa.suppliers.rules import forms
from pbjdesa.suppliers.rules.likeness import bank_digits, same_phone
from pbjdesa.suppliers.rules.places import spot_problem
from pbjdesa.suppliers.states import EntityType, SupplierStatus
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan

MOST_WAITING = 500
"""Of one kabupaten: beyond that something is wrong, and people at a counter are the better way."""


@dataclass(frozen=True)
class SupplierData:
    """What is known of a supplier. A stall needs only name, owner, and address (A051).

    The business lies in `place_desa`; in `kecamatan` where only that is known; with `elsewhere`
    outside the kabupaten. Of a supplier whom a village writes down it lies there unless said
    otherwise.
    """

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
    goods: str = ""
    kbli: str = ""
    place_desa: Desa | None = None
    kecamatan: Kecamatan | None = None
    elsewhere: bool = False
    latitude: Decimal | None = None
    longitude: Decimal | None = None


class SameSupplier(Refused):
    """This supplier is in the register already: take `supplier` instead of a second one."""

    def __init__(self, reason: str, *, field: str, supplier: Supplier) -> None:
        super().__init__(reason, field=field)
        self.supplier = supplier


@operation
def register_supplier(*, by: Appointment, desa: Desa, data: SupplierData) -> Supplier:
    """Write a supplier down for all villages of the kabupaten; it may sell at once.

    Raises Refused for numbers of a wrong form, SameSupplier when it is there already.
    """
    check_authority(by, desa=desa)
    _check(data)
    place = data.place_desa or (None if data.kecamatan or data.elsewhere else desa)
    _check_new(desa, data, place)
    supplier = Supplier(kab=desa.kab, desa=desa, registered_at=clock.now())
    _write(supplier, data, place)
    supplier.bank_sealed, supplier.bank_hash = seal("bank", data.bank), bank_hash(data.bank)
    _save(supplier)
    record(supplier, by=by, data={"entity_type": data.entity_type, "pkp": data.pkp})
    return supplier


@operation
def register_itself(*, by: None, kab: Kabupaten, data: SupplierData) -> Door:
    """A supplier registers without an account (A052) and waits until somebody has looked at it.

    Answers the way to its own page. Nothing is proved by this but the form of the numbers.
    """
    _check(data)
    if not data.phone:
        raise Refused("Isi nomor telepon yang bisa dihubungi.", field="phone")
    if not data.goods:
        raise Refused("Isi barang atau jasa yang dijual, contoh: semen, pasir.", field="goods")
    _check_new(kab, data, data.place_desa)
    _check_queue(kab, data)
    supplier = Supplier(kab=kab, status=SupplierStatus.WAITING, registered_at=clock.now())
    _write(supplier, data, data.place_desa)
    supplier.bank_sealed, supplier.bank_hash = seal("bank", data.bank), bank_hash(data.bank)
    _save(supplier)
    record(supplier, by=by, data={"entity_type": data.entity_type, "pkp": data.pkp})
    return make_door(by=by, supplier=supplier)


def _check_queue(kab: Kabupaten, data: SupplierData) -> None:
    waiting = Supplier.objects.of(kab).filter(status=SupplierStatus.WAITING)
    if waiting.filter(phone_hash=_phone_hash(data.phone)).exists():
        raise Refused(
            "Nomor telepon ini sudah mendaftar dan sedang menunggu diperiksa.", field="phone"
        )
    if waiting.count() >= MOST_WAITING:
        raise Refused("Pendaftaran sedang penuh. Daftar lewat kantor desa, atau coba besok.")


@operation
def accept_supplier(*, by: Appointment, supplier: Supplier) -> Supplier:
    """Somebody of a village or of the kabupaten has looked: the supplier may be asked and chosen.

    A village that takes in whoever registered itself keeps its data from then on.
    """
    supplier = _waiting(by, supplier)
    supplier.status, supplier.status_note = SupplierStatus.ACCEPTED, ""
    if supplier.desa_id is None:
        supplier.desa = by.desa
    supplier.save()
    record(supplier, by=by)
    return supplier


@operation
def decline_supplier(*, by: Appointment, supplier: Supplier, note: str) -> Supplier:
    """Send a registration away; the supplier reads why and may register again."""
    if not note.strip():
        raise Refused("Tulis alasannya, supaya pemilik tahu apa yang kurang.", field="note")
    supplier = _waiting(by, supplier)
    supplier.status, supplier.status_note = SupplierStatus.DECLINED, note.strip()[:300]
    supplier.nib = ""  # free for a registration that is right
    supplier.save()
    record(supplier, by=by)
    return supplier


def _waiting(by: Appointment, supplier: Supplier) -> Supplier:
    check_register(by, supplier)
    locked: Supplier = supplier.lock()
    if locked.status != SupplierStatus.WAITING:
        raise Conflict("Pendaftaran ini sudah diperiksa orang lain. Buka lagi halamannya.")
    return locked


@operation
def change_supplier(*, by: Appointment, supplier: Supplier, data: SupplierData) -> Supplier:
    """Write the data of a supplier anew. Its bank account has a way of its own (`change_bank`).

    An empty NIK or NPWP leaves the stored one: secrets are not shown in the form.
    """
    supplier = supplier.lock()
    check_keeper(by, supplier)
    _check(data, has_npwp=supplier.has_npwp)
    same = queries.same_nib(supplier.kab, data.nib)
    if same is not None and same.pk != supplier.pk:
        raise _same_nib(same)
    place = data.place_desa
    _write(supplier, data, place)
    _save(supplier)
    record(supplier, by=by, data={"entity_type": data.entity_type, "pkp": data.pkp})
    return supplier


def _write(supplier: Supplier, data: SupplierData, place: Desa | None) -> None:
    supplier.name, supplier.entity_type = data.name, data.entity_type
    supplier.owner_name, supplier.address = data.owner_name, data.address
    supplier.phone, supplier.phone_hash = data.phone, _phone_hash(data.phone)
    supplier.nib, supplier.goods = forms.bare(data.nib), data.goods
    supplier.kbli = " ".join(forms.kbli_codes(data.kbli))
    supplier.place_desa = place
    supplier.kecamatan = place.kecamatan if place else data.kecamatan
    supplier.latitude, supplier.longitude = data.latitude, data.longitude
    supplier.pkp = data.pkp
    if data.suket_until is not None:
        supplier.suket_until = data.suket_until
    if data.owner_nik:
        supplier.owner_nik_hash = keyed_hash("nik", forms.bare(data.owner_nik))
    if data.npwp:
        supplier.has_npwp, supplier.npwp_sealed = True, seal("npwp", data.npwp)


def _save(supplier: Supplier) -> None:
    """Two people may write the same NIB at the same moment: the second one hears of the first."""
    try:
        with transaction.atomic():
            supplier.save()
    except IntegrityError:
        raise Conflict("NIB ini baru saja dipakai penyedia lain. Cari di daftar.") from None


def _phone_hash(phone: str) -> str:
    number = same_phone(phone)
    return keyed_hash("phone", number) if number else ""


def bank_hash(bank: str) -> str:
    """What two accounts are compared by: the keyed hash of the digits."""
    digits = bank_digits(bank)
    return keyed_hash("bank", digits) if digits else ""


def _check_new(owner: Desa | Kabupaten, data: SupplierData, place: Desa | None) -> None:
    same = queries.same_nib(owner, data.nib)
    if same is not None:
        raise _same_nib(same)
    here: Any = Q(place_desa=place) if place else Q(place_desa=None, kecamatan=data.kecamatan)
    twin = (
        Supplier.objects.of(owner)
        .filter(here, name__iexact=data.name, owner_name__iexact=data.owner_name)
        .exclude(status=SupplierStatus.DECLINED)
        .first()
    )
    if twin is not None:
        raise SameSupplier(
            say("{name} sudah ada di daftar. Pilih dari daftar.", name=data.name),
            field="name",
            supplier=twin,
        )


def _same_nib(same: Supplier) -> SameSupplier:
    return SameSupplier(
        say("NIB ini milik {name}. Pilih {name} dari daftar.", name=same.name),
        field="nib",
        supplier=same,
    )


def _check(data: SupplierData, *, has_npwp: bool = False) -> None:
    """The form of everything. Raises Refused for the first thing that is wrong."""
    if not data.name:
        raise Refused("Isi nama toko, contoh: Toko Sumber Rejeki.", field="name")
    if not data.owner_name:
        raise Refused("Isi nama pemiliknya.", field="owner_name")
    if not data.address:
        raise Refused("Isi alamat tokonya, contoh: Dusun Krajan RT 02.", field="address")
    found = {
        "owner_nik": forms.nik_problem(data.owner_nik),
        "npwp": forms.npwp_problem(data.npwp),
        "nib": forms.nib_problem(data.nib),
        "phone": forms.phone_problem(data.phone),
        "kbli": forms.kbli_problem(data.kbli),
        "latitude": spot_problem(data.latitude, data.longitude),
    }
    for field, problem in found.items():
        if problem:
            raise Refused(problem, field=field)
    if data.pkp and not data.npwp and not has_npwp:
        raise Refused("Pengusaha Kena Pajak pasti punya NPWP. Isi NPWP-nya.", field="npwp")
