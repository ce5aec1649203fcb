"""Changing over to the practice village and back."""

from django.urls import path

from pbjdesa.web.latihan import views

urlpatterns = [
    path("", views.start, name="practice-start"),
    path("selesai/", views.stop, name="practice-stop"),
    path("ulang/", views.reset, name="practice-reset"),
]
