"""Pages of the kabupaten: the regulation as the system reads it."""

from django.urls import path

from pbjdesa.web.kabupaten import views

urlpatterns = [
    path("aturan/", views.rules, name="rules"),
    path("aturan/<int:number>/", views.section, name="rules-section"),
]
