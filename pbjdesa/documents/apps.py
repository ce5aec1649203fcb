from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "pbjdesa.documents"
    label = "documents"
