"""Suppliers: the open lists, the supplier's own pages, and the register that officials keep."""

from django.urls import path

from pbjdesa.web.penyedia import itself, looking, open_lists, register, sanctions, writing

urlpatterns = [
    path("", open_lists.suppliers, name="public-suppliers"),
    path("sanksi/", open_lists.sanctions, name="public-sanctions"),
    path("daftar/", itself.register, name="supplier-itself"),
    path("saya/<str:token>/", itself.own_page, name="supplier-own"),
    path("kelola/", register.listing, name="supplier-list"),
    path("kelola/baru/", writing.new, name="supplier-new"),
    path("kelola/<int:pk>/", register.detail, name="supplier-detail"),
    path("kelola/<int:pk>/ubah/", writing.edit, name="supplier-edit"),
    path("kelola/<int:pk>/periksa/", looking.review, name="supplier-review"),
    path("kelola/<int:pk>/rekening/", looking.bank, name="supplier-bank"),
    path("kelola/<int:pk>/tautan/", looking.link, name="supplier-link"),
    path("kelola/<int:pk>/sanksi/", sanctions.listing, name="sanction-new"),
    path("kelola/sanksi/<int:pk>/cabut/", sanctions.lift, name="sanction-lift"),
]
