"""Pages of the year's budget."""

from django.urls import path

from pbjdesa.web.desa import budget, budget_import, budget_typing

urlpatterns = [
    path("", budget.listing, name="budget-list"),
    path("<int:pk>/", budget.detail, name="budget-activity"),
    path("<int:pk>/ubah/", budget_typing.change_activity, name="budget-activity-edit"),
    path("<int:pk>/baris/baru/", budget_typing.new_line, name="budget-line-new"),
    path("baris/<int:pk>/", budget_typing.edit_line, name="budget-line-edit"),
    path("baris/<int:pk>/hapus/", budget_typing.remove_line, name="budget-line-remove"),
    path("kegiatan/baru/", budget_typing.new_activity, name="budget-activity-new"),
    path("impor/", budget_import.start, name="budget-import"),
    path("impor/berkas/<int:pk>/", budget_import.check, name="budget-import-check"),
    path("impor/<int:pk>/", budget_import.result, name="budget-import-result"),
    path("impor/<int:pk>/batal/", budget_import.undo, name="budget-import-undo"),
]
