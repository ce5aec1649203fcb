from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "pbjdesa.planning"
    label = "planning"
