"""Pages of a village's officials."""

from django.urls import path

from pbjdesa.web.desa import (
    blanks,
    draft,
    draft_reason,
    draft_supplier,
    files,
    letterhead,
    likeness,
    officials,
    plan,
    purchase,
    rating,
    signed,
    team,
    team_forming,
)
from pbjdesa.web.desa.steps import views

urlpatterns = [
    path("belanja/", purchase.listing, name="purchase-list"),
    path("belanja/baru/", draft.choose_activity, name="purchase-new"),
    path("belanja/baru/<int:activity_id>/", draft.choose_items, name="purchase-items"),
    path("belanja/<int:pk>/", purchase.detail, name="purchase-detail"),
    path("belanja/<int:pk>/barang/", draft.change_items, name="draft-items"),
    path("belanja/<int:pk>/harga/", draft.prices, name="draft-prices"),
    path("belanja/<int:pk>/toko/", draft_supplier.choose_supplier, name="draft-supplier"),
    path("belanja/<int:pk>/toko/baru/", draft_supplier.new_supplier, name="draft-supplier-new"),
    path("belanja/<int:pk>/waktu/", draft.delivery, name="draft-delivery"),
    path("belanja/<int:pk>/alasan/", draft_reason.choose_reason, name="draft-reason"),
    path("belanja/<int:pk>/kembalikan/", views.send_back, name="purchase-return"),
    path("belanja/<int:pk>/langkah/<slug:slug>/", views.step, name="purchase-step"),
    path("belanja/<int:pk>/peringatan/", likeness.answer, name="purchase-warnings"),
    path("belanja/<int:pk>/nilai/", rating.rate, name="purchase-rating"),
    path("rencana/<int:year>/umumkan/", plan.announce, name="plan-announce"),
    path("tpk/", team.show, name="tpk"),
    path("tpk/baru/", team_forming.form_team, name="tpk-new"),
    path("tpk/surat/<int:pk>/", team.letter, name="tpk-letter"),
    path("perangkat/", officials.listing, name="official-list"),
    path("perangkat/<int:pk>/ganti/", officials.replace, name="official-replace"),
    path("perangkat/<int:pk>/surat/", officials.letter, name="official-letter"),
    path("kop/", letterhead.write, name="letterhead"),
    path("berkas/", files.listing, name="file-list"),
    path("blanko/", blanks.listing, name="blank-list"),
    path("blanko/<slug:slug>.pdf", blanks.paper, name="blank-paper"),
    path(
        "belanja/<int:pk>/undangan/<int:invitee>/pernyataan.pdf",
        blanks.statement,
        name="supplier-statement",
    ),
    path("surat/<int:pk>/", signed.of_purchase, name="signed-form"),
    path("berkas/<int:pk>/foto/", signed.of_paper, name="signed-photo"),
    path("berkas/<int:pk>.pdf", files.paper, name="paper"),
    path("foto/<int:pk>.jpg", files.photo, name="photo"),
]
