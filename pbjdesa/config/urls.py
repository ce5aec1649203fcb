"""Addresses: who looks decides the part of the site."""

from django.urls import include, path

from pbjdesa.web import errors

urlpatterns = [
    path("", include("pbjdesa.web.umum.urls")),
    path("", include("pbjdesa.web.publik.urls")),
    path("", include("pbjdesa.web.umum.printed_urls")),
    path("p/", include("pbjdesa.web.penawaran.urls")),
    path("penyedia/", include("pbjdesa.web.penyedia.urls")),
    path("desa/", include("pbjdesa.web.desa.urls")),
    path("desa/belanja/<int:pk>/", include("pbjdesa.web.desa.offer_urls")),
    path("desa/anggaran/", include("pbjdesa.web.desa.budget_urls")),
    path("kecamatan/", include("pbjdesa.web.kecamatan.urls")),
    path("kabupaten/", include("pbjdesa.web.kabupaten.urls")),
    path("pengelola/", include("pbjdesa.web.pengelola.urls")),
    path("latihan/", include("pbjdesa.web.latihan.urls")),
    path("undangan/", include("pbjdesa.web.pengelola.invitation_urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
