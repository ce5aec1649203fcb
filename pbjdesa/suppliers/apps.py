from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    name = "pbjdesa.suppliers"
    label = "suppliers"
