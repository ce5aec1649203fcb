"""A working call of each operation about suppliers, and a shop that is shut out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from pbjdesa.kernel import clock
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement.queries import warnings_of
from pbjdesa.suppliers import operations as suppliers
from pbjdesa.suppliers.models import Sanction, Supplier
from pbjdesa.suppliers.operations import SupplierData, Verdict
from tests.world import Village, hire


def shut_out(place: Village, mark: str, day: date) -> tuple[Sanction, str, Supplier]:
    """Another shop of the place, under a sanction on this day; the link to its own page; and a
    third one, which registered itself and waits."""
    data = SupplierData(name=f"Toko Lama {mark}", owner_name=f"Karti {mark}", address="Gempol")
    shop = suppliers.register_supplier(by=place.by("kaur"), desa=place.desa, data=data)
    door = suppliers.make_door(by=place.by("kaur"), supplier=shop)
    row = suppliers.list_sanction(
        by=hire(place.desa.kab, "admin_kabupaten", f"Admin {mark}"),
        supplier=shop,
        reason="Barang tidak dikirim.",
        decree="SK 5/2026",
        from_date=day,
        until_date=day,
    )
    alone = SupplierData(
        name=f"Toko Baru {mark}",
        owner_name=f"Karto {mark}",
        address="Gempol",
        phone=f"0812 000 {place.desa.code[-4:]}{len(mark)}",
        goods="beras",
        place_desa=place.desa,
    )
    waiting = suppliers.register_itself(by=None, kab=place.desa.kab, data=alone)
    return row, door.token, waiting.supplier


def of_suppliers() -> dict[str, Callable[[Any], object]]:
    """By the operation's name; each takes the scene of `tests.calls`."""
    return {**_register(), **_banks_and_sanctions(), **_ratings()}


STALL = SupplierData(name="Warung Bu Tini", owner_name="Tini", address="Dusun Krajan")
ALONE = replace(STALL, phone="0812 2999 0002", goods="beras, gula")
LATER = date(2030, 1, 31)


def _door(s: Any) -> Any:
    return suppliers.register_itself(by=None, kab=s.place.desa.kab, data=ALONE)


def _register() -> dict[str, Callable[[Any], object]]:
    def waiting(act: Callable[..., object], **more: object) -> Callable[[Any], object]:
        return lambda s: act(by=s.place.by("kasi"), supplier=_door(s).supplier, **more)

    def warned(s: Any) -> object:
        """A shop whose owner has the name of the kades."""
        kasi, purchase = s.place.by("kasi"), s.purchase("draft")
        kades = s.place.by("kepala_desa").person.name
        shop = suppliers.register_supplier(
            by=kasi, desa=s.place.desa, data=replace(STALL, owner_name=kades)
        )
        procurement.choose_supplier(by=kasi, purchase=purchase, supplier=shop)
        purchase.refresh_from_db()
        (found,) = warnings_of(purchase)
        return procurement.answer_warning(
            by=kasi, purchase=purchase, key=found.key, answer="chance", note="Nama umum."
        )

    return {
        "procurement.answer_warning": warned,
        "suppliers.register_supplier": lambda s: suppliers.register_supplier(
            by=s.place.by("kasi"), desa=s.place.desa, data=STALL
        ),
        "suppliers.register_itself": _door,
        "suppliers.accept_supplier": waiting(suppliers.accept_supplier),
        "suppliers.decline_supplier": waiting(suppliers.decline_supplier, note="Alamat salah."),
        "suppliers.change_supplier": lambda s: suppliers.change_supplier(
            by=s.place.by("kasi"),
            supplier=s.place.supplier,
            data=replace(STALL, goods="kertas", place_desa=s.place.desa),
        ),
        "suppliers.make_door": lambda s: suppliers.make_door(
            by=s.place.by("kasi"), supplier=s.place.supplier
        ),
        "suppliers.enter_code": lambda s: suppliers.enter_code(
            by=None, supplier=_door(s).supplier, code="000000"
        ),
    }


def _banks_and_sanctions() -> dict[str, Callable[[Any], object]]:
    def admin(s: Any) -> Any:
        return hire(s.place.desa.kab, "admin_kabupaten", "Sri Hartati")

    def change(s: Any):
        return suppliers.change_bank(
            by=s.place.by("kasi"), supplier=s.place.supplier, bank="Bank Contoh 9876543210"
        )

    def sanction(s: Any):
        return suppliers.list_sanction(
            by=admin(s),
            supplier=s.place.supplier,
            reason="Tidak mengirim barang.",
            decree="100/2026",
            from_date=clock.today(),
            until_date=LATER,
        )

    def second(act: Callable[..., object]) -> Callable[[Any], object]:
        return lambda s: act(by=s.place.by("sekdes"), change=change(s))

    return {
        "suppliers.change_bank": change,
        "suppliers.confirm_bank": second(suppliers.confirm_bank),
        "suppliers.decline_bank": second(suppliers.decline_bank),
        "suppliers.list_sanction": sanction,
        "suppliers.lift_sanction": lambda s: suppliers.lift_sanction(
            by=admin(s), sanction=sanction(s), note="Sudah memenuhi kewajiban."
        ),
    }


def _ratings() -> dict[str, Callable[[Any], object]]:
    def rating(s: Any):
        return suppliers.write_rating(
            by=s.place.by("kasi"),
            desa=s.place.desa,
            supplier=s.place.supplier,
            purchase_id=7,
            title="Belanja kertas",
            verdict=Verdict("good", "good", "fair"),
        )

    return {
        "procurement.rate_supplier": lambda s: procurement.rate_supplier(
            by=s.place.by("kasi"),
            purchase=s.purchase("handed_over"),
            verdict=Verdict("good", "good", "good"),
        ),
        "suppliers.write_rating": rating,
        "suppliers.reply_to_rating": lambda s: suppliers.reply_to_rating(
            by=None, rating=rating(s), reply="Terima kasih."
        ),
    }
