from django.apps import AppConfig
from django.core.checks import register


class ConsoleConfig(AppConfig):
    name = "console"

    def ready(self) -> None:
        from console.checks import check_aws_library

        register(check_aws_library)
