"""Which settings of an app client do not go together, or name what is not there."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from console.emulator.overlay import plans
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter
from console.emulator.overlay.core.records import Pool

REFRESH = "ALLOW_REFRESH_TOKEN_AUTH"
STANDARD_SCOPES = frozenset({"phone", "email", "openid", "profile", "aws.cognito.signin.user.admin"})
# Set by the service itself, never by an app.
NEVER_WRITABLE = frozenset({"sub", "email_verified", "phone_number_verified"})
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
DAY = 86_400
ABSOLUTE_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
LOCAL_URL = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/.*)?")

Settings = Mapping[str, Any]


def check(pool: Pool, settings: Settings, *, has_secret: bool, verb: str) -> None:
    """Refuse what does not go together; `verb` is "creating" or "updating", as the messages want it.

    Raises InvalidParameterException, InvalidOAuthFlowException, ScopeDoesNotExistException,
    FeatureUnavailableInTierException.
    """
    _check_auth_flows(pool, settings)
    _check_validity(settings)
    _check_attributes(pool, settings, verb)
    _check_oauth(settings, has_secret)
    _check_urls(settings)
    _check_names(pool, settings)
    _check_analytics(settings.get("AnalyticsConfiguration", {}))
    if settings["EnablePropagateAdditionalUserContextData"] and not has_secret:
        raise invalid_parameter(
            "Client Secret is required to set EnablePropagateAdditionalUserContextData as true"
        )


def rotates(settings: Settings) -> bool:
    """Whether each use of a refresh token brings a new one."""
    return bool(settings.get("RefreshTokenRotation", {}).get("Feature") == "ENABLED")


def _check_auth_flows(pool: Pool, settings: Settings) -> None:
    flows = settings["ExplicitAuthFlows"]
    if len({name.startswith("ALLOW_") for name in flows}) > 1:
        raise invalid_parameter(
            "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names."
        )
    if rotates(settings) and REFRESH in flows:
        raise invalid_parameter(f"Refresh token rotation cannot be enabled together with {REFRESH}.")
    if "ALLOW_USER_AUTH" in flows:
        tier = pool.extended_config.get("UserPoolTier", "LITE")
        plans.check_feature(tier, "ESSENTIALS", "Choice-Based Sign-In")


def _check_validity(settings: Settings) -> None:
    refresh = _seconds(settings, "Refresh", "days", 30)
    others = [_seconds(settings, kind, "hours", 1) for kind in ("Access", "Id")]
    if not 3_600 <= refresh <= 3_650 * DAY or not all(300 <= each <= DAY for each in others):
        raise invalid_parameter("Invalid range for token validity.")
    if max(others) > refresh:
        raise invalid_parameter(
            "Access and Id Token expiration times must be less than or equal to refresh token "
            "expiration times."
        )


def _seconds(settings: Settings, kind: str, default_unit: str, default: int) -> int:
    unit = settings["TokenValidityUnits"].get(f"{kind}Token", default_unit)
    return int(settings.get(f"{kind}TokenValidity", default)) * SECONDS[unit]


def _check_attributes(pool: Pool, settings: Settings, verb: str) -> None:
    schema = pool.schema_attributes
    if not set(settings.get("ReadAttributes", ())) <= set(schema):
        raise invalid_parameter(f"Invalid read attributes specified while {verb} a client")
    if "WriteAttributes" not in settings:
        return
    writable = set(schema) - NEVER_WRITABLE
    needed = {name for name, attribute in schema.items() if attribute.required} & writable
    if not needed <= set(settings["WriteAttributes"]) <= writable:
        raise invalid_parameter(f"Invalid write attributes specified while {verb} a client")


def _check_oauth(settings: Settings, has_secret: bool) -> None:
    flows = set(settings.get("AllowedOAuthFlows", ()))
    if "client_credentials" in flows and len(flows) > 1:
        raise _bad_flow("client_credentials flow can not be selected along with code flow or implicit flow.")
    if "client_credentials" in flows and not has_secret:
        raise _bad_flow(
            "client_credentials flow can not be selected if client does not have a client secret."
        )
    if not settings["AllowedOAuthFlowsUserPoolClient"]:
        return
    if not flows or not settings.get("AllowedOAuthScopes"):
        raise invalid_parameter(
            "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use "
            "OAuth flows."
        )
    if flows & {"code", "implicit"} and not settings.get("CallbackURLs"):
        raise invalid_parameter("CallbackUrls can not be empty when code flow or implicit flow is selected")


def _check_urls(settings: Settings) -> None:
    for url in (*settings.get("CallbackURLs", ()), *settings.get("LogoutURLs", ())):
        for problem in _problems_with_url(url):
            raise invalid_parameter(f"{url} {problem}")
    default = settings.get("DefaultRedirectURI")
    if default is not None and default not in settings.get("CallbackURLs", ()):
        raise invalid_parameter(f"The default redirect URI {default} is not in the callback URIs list.")


def _problems_with_url(url: str) -> Iterator[str]:
    if not ABSOLUTE_URL.fullmatch(url):
        yield "is not a valid URL."
    if url.startswith("http://") and not LOCAL_URL.fullmatch(url):
        yield "cannot use the HTTP protocol."
    if "#" in url:
        yield "cannot use fragment"


def _check_names(pool: Pool, settings: Settings) -> None:
    """Identity providers and scopes that are named must be there."""
    for name in settings.get("SupportedIdentityProviders", ()):
        if name != "COGNITO" and name not in pool.identity_providers:
            raise invalid_parameter(f"The provider {name} does not exist for User Pool {pool.id}.")
    scopes = STANDARD_SCOPES | {
        f"{server.identifier}/{scope['ScopeName']}"
        for server in pool.resource_servers.values()
        for scope in server.scopes
    }
    for scope in settings.get("AllowedOAuthScopes", ()):
        if scope not in scopes:
            raise ServiceError("ScopeDoesNotExistException", f"Invalid scope requested: {scope}")


def _check_analytics(analytics: Mapping[str, Any]) -> None:
    project = {"ApplicationId", "RoleArn", "ExternalId"}
    has_arn, named = "ApplicationArn" in analytics, project & set(analytics)
    if analytics and (has_arn == bool(named) or (named and named != project)):
        raise invalid_parameter(
            "Invalid analytics configuration given, either <application arn> or "
            "<application id, role arn, external id> are valid"
        )


def _bad_flow(message: str) -> ServiceError:
    return ServiceError("InvalidOAuthFlowException", message)
