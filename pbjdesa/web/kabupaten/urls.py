"""Pages of the kabupaten: the regulation as the system reads it, and the words of papers."""

from django.urls import path

from pbjdesa.web.kabupaten import changing, confirming, logo, views, wordings

urlpatterns = [
    path("aturan/", views.rules, name="rules"),
    path("aturan/<int:number>/", views.section, name="rules-section"),
    path("aturan/<int:number>/konfirmasi/", confirming.confirm, name="rules-confirm"),
    path("aturan/<int:number>/batal/", confirming.take_back, name="rules-unconfirm"),
    path("aturan/cetak/", views.printed, name="rules-print"),
    path("aturan/ubah/<path:key>/", changing.change, name="rules-change"),
    path("aturan/unggah/", changing.upload, name="rules-upload"),
    path("aturan/batal/<int:pk>/", changing.withdraw, name="rules-withdraw"),
    path("surat/", wordings.listing, name="wording-list"),
    path("surat/<slug:kind>/", wordings.edit, name="wording-edit"),
    path("logo/", logo.logo, name="logo"),
]
