from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "pbjdesa.web"
    label = "web"
