from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "pbjdesa.delivery"
    label = "delivery"
