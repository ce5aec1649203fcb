from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    name = "pbjdesa.transparency"
    label = "transparency"
