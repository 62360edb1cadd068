"""Django settings. Every value that differs between installations comes from the environment or `.env`."""

from pathlib import Path

import environ
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from console.access.sso import single_sign_on_from_environment
from console.cognito.connections import connections_from_environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)

missing: list[str] = []


def required(name: str, meaning: str) -> str:
    """Read a variable that has no sensible default; all that are missing are reported together."""
    value: str = env.str(name, default="")
    if not value:
        missing.append(f"{name}: {meaning}")
    return value


# What this installation is
DEBUG = env.bool("DEBUG", default=False)
# The console runs on the embedded user pool service. Set by the demo and the tests alone.
EMULATOR = env.bool("EMULATOR", default=False)
HTTPS = env.bool("HTTPS", default=True)
SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions and forms")
ALLOWED_HOSTS = [
    host.strip()
    for host in required("ALLOWED_HOSTS", "host names the console is reached by, separated by commas").split(
        ","
    )
]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Cognito
COGNITO_CONNECTIONS = connections_from_environment(env, missing)
COGNITO_CONNECT_TIMEOUT = env.float("COGNITO_CONNECT_TIMEOUT", default=3.0)  # seconds
COGNITO_READ_TIMEOUT = env.float("COGNITO_READ_TIMEOUT", default=8.0)  # seconds
# In front of phone numbers that are looked for without one, such as +44.
COUNTRY_CODE = env.str("COUNTRY_CODE", default="")
COGNITO_CACHE_SECONDS = env.float("COGNITO_CACHE_SECONDS", default=30.0)
# Whether it is recorded that a Viewer or a help desk opened a user.
RECORD_USER_VIEWS = env.bool("RECORD_USER_VIEWS", default=True)
# People who are put into groups or taken out in one go; sign-ins draw on the same quota of 25 a second.
MEMBERSHIPS_PER_SECOND = 5.0
# Invitations that are sent again in one go; people who sign up draw on the same quota of 50 a second.
INVITATIONS_PER_SECOND = 20.0
# How long one request goes on with work that takes longer; the next one takes it up.
SLICE_SECONDS = 2.0
# Check every outgoing call against the whole of the service model. The tests do.
COGNITO_CHECK_CONTRACT = False

# Single sign-on, in the operators' own company
SINGLE_SIGN_ON = single_sign_on_from_environment(env, missing)

if missing:
    raise ImproperlyConfigured(
        "Lifeguard needs these variables:\n" + "\n".join(f"  {line}" for line in missing)
    )

INSTALLED_APPS = [
    "console",
    "console.ui",
    "console.access",
    "console.audit",
    "pools",
    "users",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "django_structlog",
    "heroicons",
]
if EMULATOR:
    INSTALLED_APPS.append("console.emulator")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "console.access.middleware.ClientAddress",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "console.logs.RequestLog",
    "console.ui.problems.ExplainFailures",
    "console.ui.problems.CountLeftOut",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "console.access.middleware.FirstThingsFirst",
]

ROOT_URLCONF = "console.urls"
WSGI_APPLICATION = "console.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "console.shell.context.shell",
            ],
            "builtins": ["console.ui.templatetags.ui", "heroicons.templatetags.heroicons"],
        },
    }
]
FORM_RENDERER = "console.ui.forms.ConsoleFormRenderer"

# Storage
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'lifeguard.sqlite3'}")}
# A connection is kept by its thread: opening one for each request costs more than most pages.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Caches pickle our classes by their module: raised whenever one of those moves or changes its members.
CACHE_VERSION = 2
CACHES = {
    # Sign-in attempts are counted here, so it is shared by all processes; a flood of them pushes nothing out.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "lifeguard_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
        "VERSION": CACHE_VERSION,
    },
    # What Cognito answered a moment ago: per process, seconds, never secrets.
    "cognito": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "cognito",
        "VERSION": CACHE_VERSION,
    },
}

# Static files
STATIC_URL = "static/"
STATIC_ROOT = None if DEBUG or EMULATOR else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = DEBUG or EMULATOR
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Language and time: stored in UTC, shown in the operator's zone
LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="UTC")

# Browser security
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=8 * 60 * 60)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# How many proxies of yours stand before the console. They must set X-Forwarded-Proto and -For themselves.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *(SINGLE_SIGN_ON.origins if SINGLE_SIGN_ON else ())],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Operators and their sign-in
AUTH_USER_MODEL = "access.Operator"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
# Operators with a password need a passkey or an authenticator app before they can do anything.
REQUIRE_MFA = env.bool("REQUIRE_MFA", default=False)

ACCOUNT_ADAPTER = "console.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # seconds
ACCOUNT_FORMS = {
    "login": "console.access.account_forms.SignInForm",
    "change_password": "console.access.account_forms.OwnPasswordForm",
    "reauthenticate": "console.access.account_forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "console.access.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "console.access.account_forms.CodeForm",
    "reauthenticate": "console.access.account_forms.ConfirmCodeForm",
    "activate_totp": "console.access.account_forms.ActivateAppForm",
    "add_webauthn": "console.access.account_forms.AddPasskeyForm",
    "edit_webauthn": "console.access.account_forms.RenamePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Lifeguard"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_ADAPTER = "console.access.adapters.SessionsAdapter"
SOCIALACCOUNT_ADAPTER = "console.access.sso_adapter.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = (
    {"openid_connect": {"APPS": [SINGLE_SIGN_ON.as_allauth_app()]}} if SINGLE_SIGN_ON else {}
)

# Logs: one line an event, never request bodies. botocore below INFO would print passwords.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.dev.ConsoleRenderer()
            if DEBUG or EMULATOR
            else structlog.processors.JSONRenderer(),
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "botocore": {"level": "WARNING"},
        "boto3": {"level": "WARNING"},
        "urllib3": {"level": "WARNING"},
    },
}


structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
)
