"""The kernel as a Django app: it owns the audit chain and the used form keys."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from pbjdesa.kernel import guard


class KernelConfig(AppConfig):
    name = "pbjdesa.kernel"
    label = "kernel"

    def ready(self) -> None:
        connection_created.connect(guard.install, dispatch_uid="kernel.guard")
