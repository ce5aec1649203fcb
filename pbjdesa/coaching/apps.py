from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "pbjdesa.coaching"
    label = "coaching"
