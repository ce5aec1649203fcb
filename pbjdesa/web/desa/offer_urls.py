"""Pages of one purchase besides its draft and its steps; all below the purchase itself."""

from django.urls import path

from pbjdesa.web.desa import invitation, offers, paper_offer, request, witness

urlpatterns = [
    path("penyedia/", request.choose_invitees, name="request-invitees"),
    path("jadwal/", request.set_schedule, name="request-schedule"),
    path("batas-waktu/", request.extend_closing, name="request-extend"),
    path("undangan/<int:invitee>/", invitation.show, name="request-invitee"),
    path("langkah/<slug:slug>/saksi/", witness.ask, name="step-witness"),
    path("banding/", offers.comparison, name="comparison"),
    path("penawaran/<int:offer>/", offers.assess, name="offer-assess"),
    path("penawaran/<int:offer>/ketik/", paper_offer.type_offer, name="paper-offer"),
]
