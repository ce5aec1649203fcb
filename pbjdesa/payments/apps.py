from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "pbjdesa.payments"
    label = "payments"
