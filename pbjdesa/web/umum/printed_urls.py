"""Addresses in capitals, as the QR of a paper has them: a QR has a shorter code for capitals."""

from django.urls import path, re_path

from pbjdesa.web.desa import signed
from pbjdesa.web.publik import check

urlpatterns = [
    re_path(r"^CEK/(?P<code>[^/]+)/?$", check.check, name="check-printed"),
    path("DESA/SURAT/<int:pk>/", signed.of_purchase, name="signed-form-printed"),
]
