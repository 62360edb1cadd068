"""What the apps of the seeded pools need: APIs, identity providers, app clients, domains, looks, terms."""

from datetime import UTC, datetime
from typing import Any

from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.overlay.certificates import certificate
from console.emulator.overlay.core.registry import ACCOUNT_ID
from console.emulator.seeding import looks

GOOGLE = {
    "ProviderName": "Google",
    "ProviderType": "Google",
    "ProviderDetails": {
        "client_id": "1234567890.apps.staff.example",
        "client_secret": "a-secret-of-nobody",
        "authorize_scopes": "openid email profile",
    },
    "AttributeMapping": {
        "email": "email",
        "given_name": "given_name",
        "family_name": "family_name",
        "username": "sub",
    },
}
HEAD_OFFICE = {
    "ProviderName": "HeadOffice",
    "ProviderType": "SAML",
    "ProviderDetails": {
        "MetadataURL": "https://sso.head-office.example/saml/metadata",
        "IDPSignout": "true",
        "EncryptedResponses": "true",
        "RequestSigningAlgorithm": "rsa-sha256",
    },
    "AttributeMapping": {
        "email": "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "given_name": "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
        "family_name": "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
    },
    "IdpIdentifiers": ["head-office.example"],
}
SUBSIDIARY = {
    "ProviderName": "Subsidiary",
    "ProviderType": "OIDC",
    "ProviderDetails": {
        "client_id": "staff-directory",
        "client_secret": "another-secret-of-nobody",
        "authorize_scopes": "openid email profile",
        "oidc_issuer": "https://login.subsidiary.example",
        "attributes_request_method": "GET",
    },
    # The family name is not mapped, though the pool requires it.
    "AttributeMapping": {"email": "email", "given_name": "given_name", "username": "sub"},
    "IdpIdentifiers": ["subsidiary.example", "daughter.example"],
    "AcrMapping": {"Level1": "password", "Level2": "mfa"},
}
APPLE = {
    "ProviderName": "SignInWithApple",
    "ProviderType": "SignInWithApple",
    "ProviderDetails": {
        "client_id": "example.customers.shop",
        "team_id": "A1B2C3D4E5",
        "key_id": "F6G7H8I9J0",
        "private_key": "a-key-of-nobody",
        "authorize_scopes": "email name",
    },
    "AttributeMapping": {"email": "email", "username": "sub"},
}
# Its metadata came as a file, with a certificate that nobody renews by itself.
WHOLESALE_METADATA = (
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sso.wholesale.example">'
    '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
    '<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>'
    "<X509Certificate>{}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
    '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"'
    ' Location="https://sso.wholesale.example/saml"/></IDPSSODescriptor></EntityDescriptor>'
)
PAYROLL = {
    "Identifier": "https://payroll.staff.example",
    "Name": "Payroll",
    "Scopes": [
        {"ScopeName": "read", "ScopeDescription": "See payslips"},
        {"ScopeName": "write", "ScopeDescription": "Change bank details"},
    ],
}
ROOMS = {"Identifier": "rooms", "Name": "Meeting rooms"}

CALLBACK = "https://intranet.staff.example/callback"
INTRANET = {
    "ClientName": "Intranet",
    "GenerateSecret": True,
    "CallbackURLs": [CALLBACK],
    "LogoutURLs": ["https://intranet.staff.example/"],
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid", "email", "profile"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "SupportedIdentityProviders": ["COGNITO", "Google", "HeadOffice"],
    "PreventUserExistenceErrors": "ENABLED",
}
STAFF_APP = {
    "ClientName": "Staff app",
    "CallbackURLs": ["staffapp://signed-in"],
    "LogoutURLs": ["staffapp://signed-out"],
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid", "profile", "https://payroll.staff.example/read"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "SupportedIdentityProviders": ["COGNITO", "Subsidiary"],
    "ReadAttributes": ["email", "given_name", "family_name", "custom:department", "custom:cost_centre"],
    "WriteAttributes": ["email", "given_name", "family_name", "phone_number"],
    "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"],
    "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 20},
    "RefreshTokenValidity": 12,
    "AccessTokenValidity": 15,
    "IdTokenValidity": 15,
    "TokenValidityUnits": {"RefreshToken": "hours", "AccessToken": "minutes", "IdToken": "minutes"},
    "PreventUserExistenceErrors": "ENABLED",
}
PAYROLL_EXPORT = {
    "ClientName": "Payroll export",
    "GenerateSecret": True,
    "AllowedOAuthFlows": ["client_credentials"],
    "AllowedOAuthScopes": ["https://payroll.staff.example/read"],
    "AllowedOAuthFlowsUserPoolClient": True,
}
ASSISTANTS = {
    "PolicyName": "Assistants of partners",
    "URLPatterns": ["https://assistant.partner.example/*", "https://tools.staff.example/mcp/client.json"],
}
NIGHTLY_SYNC = {**PAYROLL_EXPORT, "ClientName": "Nightly sync", "PublishSecretsInAWSSecretsManager": True}
# Everything that one would do differently today.
OLD_PORTAL = {
    "ClientName": "Old portal",
    "CallbackURLs": ["http://localhost:8080/signed-in", "https://portal.staff.example/"],
    "AllowedOAuthFlows": ["implicit"],
    "AllowedOAuthScopes": ["openid", "aws.cognito.signin.user.admin"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "SupportedIdentityProviders": ["COGNITO"],
    "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    "PreventUserExistenceErrors": "LEGACY",
    "EnableTokenRevocation": False,
    "RefreshTokenValidity": 3650,
}
WEB_SHOP = {
    "ClientName": "Web shop",
    "CallbackURLs": ["https://shop.customers.example/signed-in"],
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid", "email"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "SupportedIdentityProviders": ["COGNITO", "SignInWithApple"],
    "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
}
CERTIFICATE = f"arn:aws:acm:us-east-1:{ACCOUNT_ID}:certificate/5f1c9f0e-7d1b-4c3a-9e55-6a2f1f6e8b10"
LINKS = {"cognito:default": "https://staff.example/terms", "cognito:french": "https://staff.example/fr/terms"}
RISK = {
    "CompromisedCredentialsRiskConfiguration": {"Actions": {"EventAction": "BLOCK"}},
    "AccountTakeoverRiskConfiguration": {
        "Actions": {
            "LowAction": {"Notify": False, "EventAction": "NO_ACTION"},
            "MediumAction": {"Notify": False, "EventAction": "MFA_IF_CONFIGURED"},
            "HighAction": {"Notify": True, "EventAction": "BLOCK"},
        },
        "NotifyConfiguration": {
            "From": "Shop <no-reply@customers.example>",
            "SourceArn": f"arn:aws:ses:us-east-1:{ACCOUNT_ID}:identity/no-reply@customers.example",
            "BlockEmail": {
                "Subject": "We refused a sign-in to your account",
                "HtmlBody": "<p>Somebody tried to sign in from {city}, {country} with {device-name}.</p>"
                '<p>Was it you? <a href="{one-click-link-valid}">Tell us</a>.</p>',
                "TextBody": "Somebody tried to sign in from {city}, {country} with {device-name}.",
            },
        },
    },
    "RiskExceptionConfiguration": {
        "SkippedIPRangeList": ["192.0.2.0/24"],
        "BlockedIPRangeList": ["198.51.100.0/25", "2001:db8:bad::/48"],
    },
}
LOGS = [
    {
        "LogLevel": "ERROR",
        "EventSource": "userNotification",
        "CloudWatchLogsConfiguration": {
            "LogGroupArn": f"arn:aws:logs:us-east-1:{ACCOUNT_ID}:log-group:/aws/vendedlogs/customers"
        },
    },
    {
        "LogLevel": "INFO",
        "EventSource": "userAuthEvents",
        "S3Configuration": {"BucketArn": "arn:aws:s3:::customers-sign-ins"},
    },
]
# The kiosks' own network is always the same, and nobody has a second factor there.
KIOSK_RISK = {
    "AccountTakeoverRiskConfiguration": {
        "Actions": {"HighAction": {"Notify": False, "EventAction": "BLOCK"}},
    },
    "RiskExceptionConfiguration": {"SkippedIPRangeList": ["203.0.113.0/26"]},
}
POLICY_LINKS = {"cognito:default": "https://staff.example/privacy"}
STYLE = {
    "categories": {"global": {"colorSchemeMode": "DYNAMIC", "spacingDensity": "COMPACT"}},
    "components": {"form": {"borderRadius": 12.0, "logo": {"enabled": True, "location": "START"}}},
}


def add_staff_apps(pool_id: str) -> None:
    """The staff directory: a provider of each kind, and app clients from exemplary to outdated."""
    for details in (GOOGLE, HEAD_OFFICE, SUBSIDIARY):
        _ask(pool_id, "CreateIdentityProvider", **details)
    for server in (PAYROLL, ROOMS):
        _ask(pool_id, "CreateResourceServer", **server)
    made = [
        _ask(pool_id, "CreateUserPoolClient", **settings)["UserPoolClient"]["ClientId"]
        for settings in (INTRANET, {"ClientName": "Badge printer"}, STAFF_APP, PAYROLL_EXPORT, OLD_PORTAL)
    ]
    _ask(pool_id, "CreateUserPoolClient", **NIGHTLY_SYNC)
    _ask(pool_id, "CreateCIMDPolicy", ClientId=made[2], **ASSISTANTS)
    intranet, exporter = {"ClientId": made[0]}, {"ClientId": made[3]}
    _ask(pool_id, "AddUserPoolClientSecret", **exporter)
    _ask(pool_id, "CreateUserPoolDomain", Domain="staff-lifeguard-demo", ManagedLoginVersion=2)
    custom = {"CertificateArn": CERTIFICATE, "SecurityPolicy": "TLS_V1_2_2021"}
    _ask(
        pool_id,
        "CreateUserPoolDomain",
        Domain="login.staff.example",
        ManagedLoginVersion=2,
        CustomDomainConfig=custom,
    )
    _ask(pool_id, "CreateManagedLoginBranding", **intranet, Settings=STYLE, Assets=looks.assets())
    _ask(pool_id, "CreateManagedLoginBranding", ClientId=made[2], UseCognitoProvidedValues=True)
    terms = {"TermsSource": "LINK", "Enforcement": "NONE", "Links": LINKS}
    _ask(pool_id, "CreateTerms", **intranet, TermsName="terms-of-use", **terms)
    privacy = {**terms, "Links": POLICY_LINKS}
    _ask(pool_id, "CreateTerms", **intranet, TermsName="privacy-policy", **privacy)
    _ask(pool_id, "CreateTerms", ClientId=made[2], TermsName="terms-of-use", **terms)
    _ask(
        pool_id,
        "SetUserPoolSessionConfiguration",
        UserSessionTracking="ENABLED",
        TokenSession={"MaxPerUser": 20},
    )


def add_customer_apps(pool_id: str) -> None:
    """The shop: its app and a kiosk's, the classic sign-in pages, threat protection at work."""
    _ask(pool_id, "CreateUserPoolDomain", Domain="shop-lifeguard-demo")
    _ask(pool_id, "CreateIdentityProvider", **APPLE)
    metadata = WHOLESALE_METADATA.format(certificate("sso.wholesale.example", datetime.now(UTC)))
    _ask(
        pool_id,
        "CreateIdentityProvider",
        ProviderName="Wholesale",
        ProviderType="SAML",
        ProviderDetails={"MetadataFile": metadata},
    )
    _ask(pool_id, "CreateUserPoolClient", **WEB_SHOP)
    _ask(pool_id, "SetUICustomization", CSS=looks.CSS, ImageFile=looks.logo())
    _ask(pool_id, "SetRiskConfiguration", **RISK)
    kiosk = _ask(pool_id, "CreateUserPoolClient", ClientName="Kiosk in the branches")["UserPoolClient"]
    _ask(pool_id, "SetRiskConfiguration", ClientId=kiosk["ClientId"], **KIOSK_RISK)
    _ask(pool_id, "SetLogDeliveryConfiguration", LogConfigurations=LOGS)


def _ask(pool_id: str, operation: str, **parameters: Any) -> dict[str, Any]:
    return perform(operation, find_pool(pool_id).region, {"UserPoolId": pool_id, **parameters})
