from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pbjdesa.people"
    label = "people"
