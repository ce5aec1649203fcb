"""Pages that need no office."""

from django.urls import path

from pbjdesa.web.umum import views

urlpatterns = [
    path("", views.front, name="home"),
    path("masuk", views.login, name="login"),
    path("keluar", views.logout, name="logout"),
    path("bantuan", views.help_page, name="help"),
    path("komponen", views.components, name="components"),
    path("sehat", views.health, name="health"),
]
