"""Pages of those who watch and coach: kecamatan, inspektorat, kabupaten."""

from django.urls import path

from pbjdesa.web.desa import officials
from pbjdesa.web.kecamatan import notes, reviews, views

urlpatterns = [
    path("", views.board, name="watch-board"),
    path("pemeriksaan/<int:pk>/", reviews.review, name="camat-review"),
    path("pemeriksaan/<int:pk>/kembali/", reviews.send_back, name="camat-return"),
    path("kades/<int:pk>/ganti/", officials.replace_kades, name="kades-replace"),
    path("kades/<int:pk>/surat/", officials.kades_letter, name="kades-letter"),
    path("desa/<str:code>/", views.desa, name="watch-desa"),
    path("desa/<str:code>/catatan/", notes.leave, name="coach-note"),
]
