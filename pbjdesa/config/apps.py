"""The composition root: fills the registries once all apps are loaded."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "pbjdesa.config"
    label = "config"

    def ready(self) -> None:
        from pbjdesa.config import registries  # app ready: models must be loaded first

        registries.fill()
