"""Every corrected operation, asked once in an order that makes sense; each answer against the model."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.emulator import world
from console.emulator.behaviour import behaviour
from console.emulator.overlay import perform
from console.emulator.overlay.core.model import encode, operation_model
from console.emulator.overlay.core.registry import OPERATIONS
from tests.console.emulator.shapes import mismatches

ROLE = "arn:aws:iam::123456789012:role/some-role"
SCOPE = {"ScopeName": "read", "ScopeDescription": "Read"}
GOOGLE = {"client_id": "1", "client_secret": "2", "authorize_scopes": "openid"}
LIMIT = {"LimitClass": "API_CATEGORY", "Attributes": {"Category": "UserRead"}}
KEY = {"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/mrk-1"}
RISK = {
    "AccountTakeoverRiskConfiguration": {"Actions": {"LowAction": {"Notify": False, "EventAction": "BLOCK"}}}
}
LOG = {
    "LogLevel": "ERROR",
    "EventSource": "userNotification",
    "CloudWatchLogsConfiguration": {"LogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:pools"},
}
ANN = {"ProviderName": "Cognito", "ProviderAttributeValue": "ann"}
AT_GOOGLE = {
    "ProviderName": "Google",
    "ProviderAttributeName": "Cognito_Subject",
    "ProviderAttributeValue": "7",
}


class Walk:
    """Performs operations in one pool, and remembers which."""

    def __init__(self) -> None:
        self.pool_id = ""
        self.done: list[str] = []

    def ask(self, operation: str, **parameters: Any) -> Any:
        ids = {"UserPoolId": self.pool_id} if self.pool_id else {}
        answer = perform(operation, "us-east-1", {**ids, **parameters})
        model = operation_model(operation)
        assert model is not None
        if model.output_shape is None:
            assert answer == {}
        else:
            written = json.loads(json.dumps(answer, default=encode))
            assert mismatches(model.output_shape, written, operation) == []
        self.done.append(operation)
        return answer

    def ask_each(self, operations: str, **parameters: Any) -> None:
        for operation in operations.split():
            self.ask(operation, **parameters)


@pytest.fixture
def walk() -> Iterator[Walk]:
    world.reset()
    yield Walk()
    world.reset()


def go_through_the_pool(walk: Walk) -> None:
    pool = walk.ask(
        "CreateUserPool",
        PoolName="All",
        UserPoolTier="PLUS",
        UserPoolAddOns={"AdvancedSecurityMode": "AUDIT"},
        KeyConfiguration=KEY,
    )["UserPool"]
    walk.pool_id = pool["Id"]
    walk.ask("ListUserPools", MaxResults=5)
    walk.ask("AddCustomAttributes", CustomAttributes=[{"Name": "level", "AttributeDataType": "Number"}])
    passkeys = {"RelyingPartyId": "example.com"}
    walk.ask("SetUserPoolMfaConfig", MfaConfiguration="OFF", WebAuthnConfiguration=passkeys)
    walk.ask_each("DescribeUserPool GetUserPoolMfaConfig GetSigningCertificate GetCSVHeader")
    walk.ask("SetUserPoolSessionConfiguration", UserSessionTracking="ENABLED", TokenSession={"MaxPerUser": 3})
    walk.ask("SetLogDeliveryConfiguration", LogConfigurations=[LOG])
    walk.ask("SetRiskConfiguration", **RISK)
    walk.ask_each("GetUserPoolSessionConfiguration GetLogDeliveryConfiguration DescribeRiskConfiguration")
    walk.ask("TagResource", ResourceArn=pool["Arn"], Tags={"team": "a"})
    walk.ask("ListTagsForResource", ResourceArn=pool["Arn"])
    walk.ask("UntagResource", ResourceArn=pool["Arn"], TagKeys=["team"])
    walk.ask("CreateUserPoolReplica", RegionName="us-west-2")
    walk.ask("ListUserPoolReplicas")
    walk.ask("UpdateUserPoolReplica", RegionName="us-west-2", Status="INACTIVE")
    walk.ask("DeleteUserPoolReplica", RegionName="us-west-2")
    walk.ask("GetProvisionedLimit", LimitDefinition=LIMIT)
    walk.ask("UpdateProvisionedLimit", LimitDefinition=LIMIT, RequestedLimitValue=130)


def go_through_what_apps_need(walk: Walk) -> None:
    server = {"Identifier": "api", "Name": "API", "Scopes": [SCOPE]}
    walk.ask_each("CreateResourceServer UpdateResourceServer", **server)
    walk.ask("DescribeResourceServer", Identifier="api")
    walk.ask("ListResourceServers")
    provider = {"ProviderName": "Google"}
    walk.ask("CreateIdentityProvider", **provider, ProviderType="Google", ProviderDetails=GOOGLE)
    walk.ask("UpdateIdentityProvider", **provider, IdpIdentifiers=["example.com"])
    walk.ask("DescribeIdentityProvider", **provider)
    walk.ask("GetIdentityProviderByIdentifier", IdpIdentifier="example.com")
    walk.ask("ListIdentityProviders")
    domain = {"Domain": "auth.example.com"}
    certificate = {"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1"}
    walk.ask("CreateUserPoolDomain", **domain, CustomDomainConfig=certificate)
    walk.ask("UpdateUserPoolDomain", **domain, ManagedLoginVersion=2)
    walk.ask("DescribeUserPoolDomain", **domain)


def go_through_an_app_client(walk: Walk) -> None:
    made = walk.ask("CreateUserPoolClient", ClientName="App", GenerateSecret=True)["UserPoolClient"]
    app = {"ClientId": made["ClientId"]}
    walk.ask("UpdateUserPoolClient", **app, AuthSessionValidity=5)
    walk.ask("ListUserPoolClients")
    walk.ask_each("DescribeUserPoolClient AddUserPoolClientSecret", **app)
    secrets = walk.ask("ListUserPoolClientSecrets", **app)["ClientSecrets"]
    walk.ask("DeleteUserPoolClientSecret", **app, ClientSecretId=secrets[0]["ClientSecretId"])
    walk.ask("SetUserPoolClientSessionConfiguration", **app, SSOSession={"MaxValidityMinutes": 5})
    walk.ask("GetUserPoolClientSessionConfiguration", **app)
    walk.ask("SetUICustomization", **app, CSS=".logo-customizable {}")
    walk.ask("GetUICustomization", **app)
    style = walk.ask("CreateManagedLoginBranding", **app, UseCognitoProvidedValues=True)
    style_id = {"ManagedLoginBrandingId": style["ManagedLoginBranding"]["ManagedLoginBrandingId"]}
    walk.ask("UpdateManagedLoginBranding", **style_id, Settings={"components": {}})
    walk.ask("DescribeManagedLoginBranding", **style_id, ReturnMergedResources=True)
    walk.ask("DescribeManagedLoginBrandingByClient", **app)
    walk.ask("DeleteManagedLoginBranding", **style_id)
    links = {"cognito:default": "https://example.com/terms"}
    kind = {"TermsName": "terms-of-use", "TermsSource": "LINK", "Enforcement": "NONE"}
    terms_id = {"TermsId": walk.ask("CreateTerms", **app, **kind, Links=links)["Terms"]["TermsId"]}
    walk.ask("UpdateTerms", **terms_id, Links=links)
    walk.ask("DescribeTerms", **terms_id)
    walk.ask("DescribeTermsByClient", **app, TermsName="terms-of-use")
    walk.ask("ListTerms")
    walk.ask("DeleteTerms", **terms_id)


def go_through_a_user(walk: Walk) -> None:
    ann = {"Username": "ann"}
    email = {"Name": "email", "Value": "ann@example.com"}
    user = walk.ask("AdminCreateUser", **ann, MessageAction="SUPPRESS", UserAttributes=[email])["User"]
    sub = next(entry["Value"] for entry in user["Attributes"] if entry["Name"] == "sub")
    walk.ask("AdminSetUserPassword", **ann, Password="Secret-1234", Permanent=True)
    verified = {"Name": "email_verified", "Value": "true"}
    walk.ask("AdminUpdateUserAttributes", **ann, UserAttributes=[verified])
    walk.ask("AdminSetUserMFAPreference", **ann, EmailMfaSettings={"Enabled": True, "PreferredMfa": True})
    walk.ask_each("AdminGetUser AdminGetUserAuthFactors ListUsers", **ann)
    world.find_pool(walk.pool_id).users["ann"].token_verified = True
    walk.ask("AdminDeleteSoftwareToken", **ann)
    key = {"DeviceKey": world.make_device(walk.pool_id, sub)}
    walk.ask("AdminListDevices", **ann)
    walk.ask_each("AdminGetDevice AdminUpdateDeviceStatus AdminForgetDevice", **ann, **key)
    event = world.make_auth_event(walk.pool_id, sub, risk="Low")
    walk.ask("AdminUpdateAuthEventFeedback", **ann, EventId=event, FeedbackValue="Valid")
    walk.ask("AdminListUserAuthEvents", **ann)
    session = world.make_session(walk.pool_id, sub, client_id="app")
    walk.ask("AdminListUserSessions", **ann)
    walk.ask("AdminRevokeUserSession", **ann, SessionId=session)
    walk.ask("AdminLinkProviderForUser", DestinationUser=ANN, SourceUser=AT_GOOGLE)
    walk.ask("AdminDisableProviderForUser", User=AT_GOOGLE)
    go_through_signing_in(walk)
    walk.ask_each("CreateGroup UpdateGroup", GroupName="staff", Precedence=3)
    walk.ask("AdminAddUserToGroup", **ann, GroupName="staff")
    walk.ask_each("AdminListGroupsForUser ListGroups", **ann)
    walk.ask_each("GetGroup ListUsersInGroup", GroupName="staff")
    walk.ask("AdminRemoveUserFromGroup", **ann, GroupName="staff")
    walk.ask("DeleteGroup", GroupName="staff")
    walk.ask("AdminDeleteUserAttributes", **ann, UserAttributeNames=["name"])
    walk.ask_each("AdminResetUserPassword AdminUserGlobalSignOut AdminDisableUser AdminEnableUser", **ann)
    world.make_user(walk.pool_id, "bob", status="UNCONFIRMED")
    walk.ask("AdminConfirmSignUp", Username="bob")
    walk.ask("AdminDeleteUser", **ann)


def go_through_signing_in(walk: Walk) -> None:
    flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH"]
    made = walk.ask("CreateUserPoolClient", ClientName="Sign-in", ExplicitAuthFlows=flows)["UserPoolClient"]
    app = {"ClientId": made["ClientId"]}
    # Calls of apps name no pool.
    pool_id, walk.pool_id = walk.pool_id, ""
    for number, (admin, ids) in enumerate((("", {}), ("Admin", {"UserPoolId": pool_id}))):
        temporary = {"Username": "ann", "Password": f"Secret-{number}-tmp"}
        perform("AdminSetUserPassword", "us-east-1", {"UserPoolId": pool_id, **temporary})
        flow = f"{admin.upper()}{'_' if admin else ''}USER_PASSWORD_AUTH"
        who = {"USERNAME": "ann", "PASSWORD": temporary["Password"]}
        asked = walk.ask(f"{admin}InitiateAuth", **app, **ids, AuthFlow=flow, AuthParameters=who)
        answer = {"USERNAME": "ann", "NEW_PASSWORD": f"Secret-{number}-new"}
        challenge = {"ChallengeName": asked["ChallengeName"], "Session": asked["Session"]}
        walk.ask(f"{admin}RespondToAuthChallenge", **app, **ids, **challenge, ChallengeResponses=answer)
    walk.ask("ForgotPassword", **app, Username="ann")
    code = world.find_pool(pool_id).users["ann"].confirmation_code
    walk.ask("ConfirmForgotPassword", **app, Username="ann", ConfirmationCode=code, Password="Secret-3-new")
    walk.pool_id = pool_id


def go_through_an_import(walk: Walk) -> None:
    made = walk.ask("CreateUserImportJob", JobName="People", CloudWatchLogsRoleArn=ROLE)["UserImportJob"]
    job = {"JobId": made["JobId"]}
    world.find_pool(walk.pool_id).stores.import_jobs[made["JobId"]].file = "nothing"
    behaviour.import_seconds = 60
    walk.ask_each("StartUserImportJob StopUserImportJob DescribeUserImportJob", **job)
    walk.ask("ListUserImportJobs", MaxResults=5)


def go_through_recoveries(walk: Walk) -> None:
    point = (datetime.now(UTC) - timedelta(hours=1)).timestamp()
    for ending in ("Cancel", "Start"):
        begun = walk.ask("InitiatePointInTimeRecovery", RestoreTimestamp=point)["Restoration"]
        of_it = {"RestoreId": begun["RestoreId"]}
        walk.ask("DescribePointInTimeRecovery", **of_it)
        walk.ask(f"{ending}PointInTimeRecovery", **of_it)
    walk.ask("ListPointInTimeRecoveries")


def go_through_client_documents(walk: Walk) -> None:
    client = {"ClientId": walk.ask("ListUserPoolClients")["UserPoolClients"][0]["ClientId"]}
    address = "https://tools.example.com/client.json"
    wanted = {**client, "PolicyName": "Tools", "URLPatterns": [address]}
    policy = {"CIMDPolicyId": walk.ask("CreateCIMDPolicy", **wanted)["CIMDPolicy"]["CIMDPolicyId"]}
    walk.ask("UpdateCIMDPolicy", **policy, **wanted)
    kept = {address: {"URL": address}}
    world.find_pool(walk.pool_id).stores.kept_documents[policy["CIMDPolicyId"]] = kept
    walk.ask("UpdateClientMetadataURLState", **policy, URL=address, Action="REFRESH")
    walk.ask_each("DescribeCIMDPolicy ListClientMetadataURLs", **policy)
    walk.ask("ListCIMDPolicies")
    walk.ask("DeleteCIMDPolicy", **policy)


def take_everything_down(walk: Walk) -> None:
    clients = walk.ask("ListUserPoolClients")["UserPoolClients"]
    walk.ask("DeleteUserPoolClient", ClientId=clients[0]["ClientId"])
    walk.ask("DeleteUserPoolDomain", Domain="auth.example.com")
    walk.ask("DeleteIdentityProvider", ProviderName="Google")
    walk.ask("DeleteResourceServer", Identifier="api")
    walk.ask_each("UpdateUserPool DeleteUserPool")


def test_every_corrected_operation_answers_in_the_shape_of_the_model(walk: Walk) -> None:
    go_through_the_pool(walk)
    go_through_what_apps_need(walk)
    go_through_an_app_client(walk)
    go_through_a_user(walk)
    go_through_client_documents(walk)
    go_through_recoveries(walk)
    go_through_an_import(walk)
    take_everything_down(walk)
    assert set(OPERATIONS) - set(walk.done) == set()
