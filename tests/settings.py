"""Settings of the test run: the console as the demo runs it, on a database in memory."""

import os

os.environ.update(
    SECRET_KEY="only-for-the-test-run-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:"),
    EMULATOR="on",
    HTTPS="off",
    LOG_LEVEL="WARNING",
    CONNECTIONS="",
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_REGION="us-east-1",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true",
    # Nothing listens there: a test that forgets the embedded service cannot reach AWS.
    AWS_ENDPOINT_URL="http://127.0.0.1:9",
)
os.environ.pop("AWS_PROFILE", None)

from console.settings import *  # noqa: E402, F403

COGNITO_CHECK_CONTRACT = True
MEMBERSHIPS_PER_SECOND = 1_000.0
INVITATIONS_PER_SECOND = 1_000.0
# However busy the machine is: one request does all that it can.
SLICE_SECONDS = 60.0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "cognito")
}
# Each test client makes the middleware anew: static files are looked for when they are asked for.
WHITENOISE_AUTOREFRESH = True
