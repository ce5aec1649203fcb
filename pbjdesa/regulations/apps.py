from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "pbjdesa.regulations"
    label = "regulations"
