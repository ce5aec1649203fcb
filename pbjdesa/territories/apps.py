from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "pbjdesa.territories"
    label = "territories"
