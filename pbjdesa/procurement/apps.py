from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "pbjdesa.procurement"
    label = "procurement"
