"""The steps in which goods come: inspected, refused, accepted."""

from collections.abc import Callable
from typing import Any

from pbjdesa.delivery.operations import (
    RECEIPT_PHOTO,
    inspect_goods,
    keep_receipt,
    receive_goods,
    refuse_goods,
)
from pbjdesa.documents.queries import photos_of
from pbjdesa.people.models import Appointment
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.steps.page import Act, StepPage, Work
from pbjdesa.web.desa.summaries import Row
from pbjdesa.web.forms import Form

ANSWERS = {"good": "Semua sesuai", "bad": "Ada yang belum sesuai"}


def _inspecting(operation: Callable[..., Any], done: str) -> Act:
    def act(by: Appointment, purchase: Purchase, form: Form) -> Work:
        # The photo is kept first: a wrong PIN must not cost a villager the upload.
        kept = bool(photos_of(purchase.dossier, RECEIPT_PHOTO))
        needed = ""
        if not kept and form.raw("result") != "bad":
            needed = "Tambahkan foto nota atau barangnya."
        photo = form.photo("photo", needed=needed)
        if photo is not None and purchase.state == "ordered":
            keep_receipt(by=by, purchase=purchase, photo=photo)
        if form.choice("result", ANSWERS, "Pilih hasil periksanya.") == "bad":
            return _refusing(by, purchase, form)

        def work() -> str:
            operation(by=by, purchase=purchase)
            return done

        return work

    return act


def _refusing(by: Appointment, purchase: Purchase, form: Form) -> Work:
    note = form.text("note", most=500, needed="Tulis apa yang belum sesuai, contoh kurang 2 sak.")

    def refuse() -> str:
        refuse_goods(by=by, purchase=purchase, note=note)
        return "Catatan tersimpan. Minta toko melengkapi, lalu periksa lagi."

    return refuse


def _goods(purchase: Purchase, form: Form) -> dict[str, Any]:
    return {
        "photos": summaries.photo_links(photos_of(purchase.dossier, RECEIPT_PHOTO)),
        "result": form.raw("result"),
        "note": form.raw("note"),
    }


def _where(purchase: Purchase) -> list[Row]:
    return [*summaries.with_budget(purchase), {"label": "Tempat", "value": purchase.place}]


_RECEIVED = "Barang diterima. Kepala Desa akan menerimanya untuk desa."

PAGES = {
    "receive_goods": StepPage(
        _inspecting(receive_goods, _RECEIVED), "desa/steps/receive_goods.html", more=_goods
    ),
    "inspect_goods": StepPage(
        _inspecting(inspect_goods, "Hasil periksa tersimpan. Kasi/Kaur akan menerimanya."),
        "desa/steps/receive_goods.html",
        more=_goods,
    ),
    "accept_handover": StepPage(rows=_where),
    "accept_goods": StepPage(rows=_where),
}
