from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "pbjdesa.oversight"
    label = "oversight"
