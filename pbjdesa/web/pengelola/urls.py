"""Pages of those who keep the system running."""

from django.urls import path

from pbjdesa.web.pengelola import views

urlpatterns = [
    path("", views.home, name="operator-home"),
]
