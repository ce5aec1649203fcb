"""Where people come with an invitation letter."""

from django.urls import path

from pbjdesa.web.pengelola import invitation

urlpatterns = [
    path("", invitation.redeem_letter, name="invitation"),
]
