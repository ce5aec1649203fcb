"""Addresses behind a supplier's link; short, because they are typed from paper too."""

from django.urls import path

from pbjdesa.web.penawaran import pages

urlpatterns = [
    path("<str:token>/", pages.ask, name="offer-door"),
    path("<str:token>/isi/", pages.fill, name="offer-form"),
    path("<str:token>/periksa/", pages.review, name="offer-review"),
    path("<str:token>/bukti/", pages.receipt, name="offer-receipt"),
    path("<str:token>/bukti.pdf", pages.receipt_paper, name="offer-receipt-paper"),
    path("<str:token>/tarik/", pages.withdraw, name="offer-withdraw"),
    path("<str:token>/surat.pdf", pages.letter, name="offer-letter"),
]
