from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "console.access"
    verbose_name = "Operators"

    def ready(self) -> None:
        """Connect the receivers, which need the models."""
        import_module("console.access.signals")
