from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "pbjdesa.contracts"
    label = "contracts"
