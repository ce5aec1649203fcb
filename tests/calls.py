"""One working call of every operation, for test_operations.py.

A new operation needs a line here: what nobody can show working is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pbjdesa.coaching.operations import leave_note
from pbjdesa.coaching.practice import enter_practice, make_twin, reset_twin
from pbjdesa.contracts import operations as contracts
from pbjdesa.delivery import operations as delivery
from pbjdesa.documents import operations as documents
from pbjdesa.kernel import clock
from pbjdesa.oversight.bundle.archive import prepare
from pbjdesa.oversight.operations import seal_bundle
from pbjdesa.payments import operations as payments
from pbjdesa.planning import importing, promises
from pbjdesa.planning import operations as planning
from pbjdesa.planning.operations import TypedLine
from pbjdesa.planning.prices import note_price
from pbjdesa.planning.tests.test_support import export, item
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import ItemPrice, WantedItem
from pbjdesa.procurement.paperwork import hps_data
from pbjdesa.procurement.queries import items_of, rules_for
from pbjdesa.territories.operations import load_kabupaten, load_region, write_letterhead, write_spot
from pbjdesa.territories.regions import own_list
from pbjdesa.transparency.operations import publish_release
from tests import scene
from tests.choosing_calls import of_choosing
from tests.people_calls import of_people, of_teams
from tests.register_calls import of_numbers
from tests.rule_calls import of_regulations
from tests.supplier_calls import of_suppliers
from tests.tender_calls import of_tenders
from tests.wording_calls import of_wordings
from tests.world import YEAR, Village


@dataclass
class Scene:
    """Where the verbs are tried."""

    place: Village
    coach: object
    made: dict[str, Purchase] = field(default_factory=dict)

    def purchase(self, state: str) -> Purchase:
        """A purchase in this state."""
        if state not in self.made:
            self.made[state] = scene.purchase_in(self.place, state)
        return self.made[state]


Call = Callable[[Scene], object]


def calls() -> dict[str, Call]:
    """One working call of each operation, by name."""
    return {
        **of_people(),
        **of_teams(),
        **of_planning(),
        **of_promises(),
        **of_imports(),
        **of_purchases(),
        **of_regulations(),
        **of_tenders(),
        **of_choosing(),
        **of_later_stages(),
        **of_suppliers(),
        **of_wordings(),
        **of_numbers(),
        **of_seals(),
        **of_the_rest(),
    }


def of_seals() -> dict[str, Call]:
    def seal(s: Scene) -> object:
        bought = s.purchase("ordered")
        return seal_bundle(by=s.place.by("sekdes"), purchase=bought, prepared=prepare(bought))

    return {"oversight.seal_bundle": seal}


def of_planning() -> dict[str, Call]:
    def other_activity(s: Scene):
        return planning.type_activity(
            by=s.place.by("kaur"),
            desa=s.place.desa,
            year=YEAR,
            code="02.03.10",
            name="Jalan Dusun",
            ceiling=5_000_000,
        )

    def line(s: Scene):
        return planning.type_line(
            by=s.place.by("kaur"),
            activity=other_activity(s),
            account_code="5.3.5.03",
            description="Semen 40 kg",
            volume=Decimal(10),
            unit="sak",
            unit_price=65_000,
        )

    return {
        "planning.type_activity": other_activity,
        "planning.change_activity": lambda s: planning.change_activity(
            by=s.place.by("kaur"), activity=other_activity(s), name="Jalan", ceiling=6_000_000
        ),
        "planning.type_line": line,
        "planning.change_line": lambda s: planning.change_line(
            by=s.place.by("kaur"),
            line=line(s),
            typed=TypedLine("5.3.5.03", "Semen 50 kg", "", Decimal(5), "sak", 70_000, None),
        ),
        "planning.remove_line": lambda s: planning.remove_line(by=s.place.by("kaur"), line=line(s)),
        "planning.announce_plan": lambda s: (
            line(s),
            planning.announce_plan(by=s.place.by("kepala_desa"), desa=s.place.desa, year=YEAR),
        ),
    }


def of_promises() -> dict[str, Call]:
    def budget(act: Callable[..., None]) -> Call:
        def run(s: Scene) -> None:
            wanted = s.place.lines[0]
            terms = {"by": s.place.by("kasi"), "purchase_id": 1, "activity": s.place.activity}
            promises.commit(**terms, amounts={wanted.pk: 1_000}, blocks=True)
            if act is not promises.commit:
                act(**terms)

        return run

    return {
        "planning.commit": budget(promises.commit),
        "planning.release": budget(promises.release),
        "planning.note_paid": budget(promises.note_paid),
        "planning.note_price": lambda s: note_price(
            by=s.place.by("kaur"),
            desa=s.place.desa,
            item="Pasir",
            unit="m3",
            price=250_000,
            source="Toko Maju, 3 Mei 2026",
            seen_on=date(2026, 5, 3),
        ),
    }


def of_imports() -> dict[str, Call]:
    def imported(s: Scene):
        return importing.import_budget(
            by=s.place.by("kaur"),
            desa=s.place.desa,
            year=YEAR,
            export=export([item()]),
            sha256="0" * 64,
            file_name="contoh.zip",
        )

    return {
        "planning.import_budget": imported,
        "planning.undo_import": lambda s: importing.undo_import(
            by=s.place.by("kaur"), budget_import=imported(s)
        ),
        "planning.keep_upload": lambda s: importing.keep_upload(
            by=s.place.by("kaur"),
            desa=s.place.desa,
            kept=b"zip",
            sha256="1" * 64,
            file_name="contoh.zip",
        ),
    }


def step(act: Callable[..., object], office: str, state: str, **more: object) -> Call:
    def run(s: Scene) -> object:
        return act(by=s.place.by(office), purchase=s.purchase(state), **more)

    return run


def of_purchases() -> dict[str, Call]:
    def prices(s: Scene) -> None:
        purchase = s.purchase("draft")
        (item,) = items_of(purchase)
        typed = {item.pk: ItemPrice(54_000, "Toko Sinar", 53_000)}
        procurement.set_prices(by=s.place.by("kasi"), purchase=purchase, prices=typed)

    return {
        "procurement.start_purchase": lambda s: procurement.start_purchase(
            by=s.place.by("kasi"), activity=s.place.activity
        ),
        "procurement.choose_items": lambda s: procurement.choose_items(
            by=s.place.by("kasi"),
            purchase=s.purchase("draft"),
            wanted=[WantedItem(s.place.lines[0], "Kertas", Decimal(2), "rim")],
        ),
        "procurement.set_prices": prices,
        "procurement.make_sheet": lambda s: procurement.make_sheet(
            by=s.place.by("kasi"),
            purchase=s.purchase("ordered"),
            kind="pakta_integritas",
            typed={"place": "Pagersari"},
        ),
        "procurement.choose_supplier_reason": step(
            procurement.choose_supplier_reason, "kasi", "draft", reason="no_skill"
        ),
        "procurement.choose_supplier": lambda s: procurement.choose_supplier(
            by=s.place.by("kasi"), purchase=s.purchase("draft"), supplier=s.place.supplier
        ),
        "procurement.set_delivery": step(
            procurement.set_delivery, "kasi", "draft", needed_by=date(2030, 1, 2), place="Kantor"
        ),
        "procurement.advance": step(procurement.advance, "kasi", "draft", move_name="send_order"),
        "procurement.discard": step(procurement.discard, "kasi", "draft"),
        "procurement.take_budget": step(procurement.take_budget, "kasi", "draft"),
        "procurement.take_step": step(procurement.take_step, "kasi", "draft", move_name="discard"),
    }


def of_later_stages() -> dict[str, Call]:
    def tax_proof(s: Scene) -> None:
        purchase = s.purchase("paid")
        payments.prove_tax(
            by=s.place.by("kaur_keuangan"),
            purchase=purchase,
            tax=scene.taxes(purchase)[0],
            ntpn=scene.NTPN,
            proved_on=clock.today(),
        )

    def tax_correction(s: Scene) -> None:
        purchase = scene.purchase_in(s.place, "approved", taxed=True)
        payments.correct_tax(
            by=s.place.by("kaur_keuangan"),
            purchase=purchase,
            tax=scene.taxes(purchase)[0],
            amount=0,
            reason="Menurut surat kantor pajak.",
        )

    note = {"note": "Kurang satu rim."}
    return {
        "contracts.send_order": step(contracts.send_order, "kasi", "draft"),
        "contracts.cancel_order": step(contracts.cancel_order, "kasi", "ordered", **note),
        "delivery.receive_goods": lambda s: (
            delivery.keep_receipt(
                by=s.place.by("kasi"), purchase=s.purchase("ordered"), photo=scene.JPEG
            ),
            delivery.receive_goods(by=s.place.by("kasi"), purchase=s.purchase("ordered")),
        ),
        "delivery.refuse_goods": step(delivery.refuse_goods, "kasi", "ordered", **note),
        "delivery.accept_handover": step(delivery.accept_handover, "kepala_desa", "received"),
        "delivery.return_handover": step(
            delivery.return_handover, "kepala_desa", "received", **note
        ),
        "payments.request_payment": step(payments.request_payment, "kasi", "handed_over"),
        "payments.verify_request": step(payments.verify_request, "sekdes", "requested"),
        "payments.return_request": step(payments.return_request, "sekdes", "requested", **note),
        "payments.approve_request": step(payments.approve_request, "kepala_desa", "verified"),
        "payments.pay": step(payments.pay, "kaur_keuangan", "approved", way="cash"),
        "payments.prove_tax": tax_proof,
        "payments.correct_tax": tax_correction,
        "transparency.publish_release": step(
            publish_release, "kasi", "ordered", move_name="send_order"
        ),
    }


def of_the_rest() -> dict[str, Call]:
    def practice(act: Callable[..., object]) -> Call:
        return lambda s: act(by=s.place.by("kepala_desa"), desa=s.place.desa)

    def issue(s: Scene) -> object:
        purchase = s.purchase("draft")
        return documents.issue_paper(
            by=s.place.by("kasi"),
            dossier=purchase.dossier,
            kind="hps",
            data=hps_data(purchase, s.place.by("kasi")),
            rules=rules_for(purchase),
            dated=clock.today(),
        )

    return {
        "territories.load_kabupaten": lambda s: load_kabupaten(by=None, code="33.24"),
        "territories.load_region": lambda s: load_region(by=None, region=own_list("33.24")),
        "territories.write_spot": lambda s: write_spot(
            by=s.place.by("sekdes"),
            desa=s.place.desa,
            latitude=Decimal("-7.05"),
            longitude=Decimal("110.11"),
        ),
        "territories.write_letterhead": lambda s: write_letterhead(
            by=None, desa=s.place.desa, address="Jalan Balai Desa Nomor 1"
        ),
        "documents.open_dossier": lambda s: documents.open_dossier(
            by=s.place.by("kasi"), desa=s.place.desa, title="SK TPK", year=YEAR
        ),
        "documents.issue_paper": issue,
        "documents.file_signed": lambda s: documents.file_signed(
            by=s.place.by("kasi"), dossier=s.purchase("draft").dossier, kind="hps", photo=b"jpg"
        ),
        "documents.keep_photo": lambda s: documents.keep_photo(
            by=s.place.by("kasi"), desa=s.place.desa, photo=b"jpg"
        ),
        "documents.attach_photo": lambda s: documents.attach_photo(
            by=s.place.by("kasi"), dossier=s.purchase("draft").dossier, kind="nota", photo=b"jpg"
        ),
        "coaching.leave_note": lambda s: leave_note(
            by=s.coach, desa=s.place.desa, text="Foto nota kurang jelas."
        ),
        "coaching.make_twin": practice(make_twin),
        "coaching.enter_practice": practice(enter_practice),
        "coaching.reset_twin": lambda s: (
            practice(make_twin)(s),
            practice(reset_twin)(s),
        ),
    }
