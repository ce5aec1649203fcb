"""Addresses that anybody may open, on papers, notice boards and in published data: they stay."""

from django.urls import path, re_path

from pbjdesa.web.publik import check, data, directory, package, plan, village

urlpatterns = [
    path("publik/", directory.choose, name="public-home"),
    path("publik/kebijakan/", directory.policy, name="public-policy"),
    path("publik/<str:code>/", village.village, name="public-desa"),
    path("publik/<str:code>/rencana/<int:year>/", plan.plan, name="public-plan"),
    path("publik/<str:code>/ocds.json", data.village_data, name="public-data"),
    path("publik/<str:code>/paket/<str:number>/", package.package, name="public-package"),
    path(
        "publik/<str:code>/paket/<str:number>/ocds.json",
        data.package_data,
        name="public-package-data",
    ),
    path(
        "publik/<str:code>/paket/<str:number>/foto/<int:place>",
        package.photo,
        name="public-photo",
    ),
    path("cek/", check.ask, name="check"),
    # Papers print the address without a slash at its end; a redirect would cost a round trip.
    re_path(r"^cek/(?P<code>[^/]+)/?$", check.check, name="check-code"),
]
