"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "console.settings")
application = get_wsgi_application()

from console.cognito.connections import warm_up  # noqa: E402  needs the settings
from console.cognito.newer import log_what_is_newer  # noqa: E402

warm_up()
log_what_is_newer()
