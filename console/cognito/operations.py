"""Every operation of the user pool API, classified once: what it does, which quota it draws on, what it costs.

Requests per second are the documented defaults for an account and region, shared with production traffic
(developer guide, "Quotas"); AWS has not yet said on which one point-in-time recoveries and client metadata
documents draw. `tests/test_rules.py` fails when botocore knows an operation that is missing here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["read", "write"]
Plan = Literal["", "ESSENTIALS", "PLUS"]


class Category(StrEnum):
    """A Service Quotas category of request rates."""

    USER_CREATION = "UserCreation"
    USER_ACCOUNT_RECOVERY = "UserAccountRecovery"
    USER_READ = "UserRead"
    USER_UPDATE = "UserUpdate"
    USER_RESOURCE_READ = "UserResourceRead"
    USER_RESOURCE_UPDATE = "UserResourceUpdate"
    USER_LIST = "UserList"
    USER_POOL_READ = "UserPoolRead"
    USER_POOL_UPDATE = "UserPoolUpdate"
    USER_POOL_RESOURCE_READ = "UserPoolResourceRead"
    USER_POOL_RESOURCE_UPDATE = "UserPoolResourceUpdate"
    USER_POOL_CLIENT_READ = "UserPoolClientRead"
    USER_POOL_CLIENT_UPDATE = "UserPoolClientUpdate"
    LIMIT_MANAGEMENT = "LimitManagement"
    USER_AUTHENTICATION = "UserAuthentication"
    USER_TOKEN = "UserToken"  # noqa: S105
    USER_FEDERATION = "UserFederation"
    CLIENT_AUTHENTICATION = "ClientAuthentication"

    @property
    def requests_per_second(self) -> int:
        return REQUESTS_PER_SECOND[self]


REQUESTS_PER_SECOND = {
    Category.USER_CREATION: 50,
    Category.USER_ACCOUNT_RECOVERY: 30,
    Category.USER_READ: 120,
    Category.USER_UPDATE: 25,
    Category.USER_RESOURCE_READ: 50,
    Category.USER_RESOURCE_UPDATE: 25,
    Category.USER_LIST: 30,
    Category.USER_POOL_READ: 15,
    Category.USER_POOL_UPDATE: 15,
    Category.USER_POOL_RESOURCE_READ: 20,
    Category.USER_POOL_RESOURCE_UPDATE: 15,
    Category.USER_POOL_CLIENT_READ: 15,
    Category.USER_POOL_CLIENT_UPDATE: 15,
    Category.LIMIT_MANAGEMENT: 1,
    Category.USER_AUTHENTICATION: 120,
    Category.USER_TOKEN: 120,
    Category.USER_FEDERATION: 25,
    Category.CLIENT_AUTHENTICATION: 150,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation: `reveals` secrets in its answer, is `billed` as a monthly active user, needs a `plan`."""

    name: str
    kind: Kind
    category: Category
    reveals: bool = False
    billed: bool = False
    plan: Plan = ""
    end_user: bool = False


# Answers that carry a secret in clear.
REVEALS = frozenset(
    "CreateUserPoolClient DescribeUserPoolClient UpdateUserPoolClient AddUserPoolClientSecret "
    "CreateIdentityProvider DescribeIdentityProvider UpdateIdentityProvider GetIdentityProviderByIdentifier "
    "CreateUserImportJob DescribeUserImportJob ListUserImportJobs".split()
)
# What makes a user active in this month, and so billed, unless they are already ("Quotas in Amazon Cognito", monthly
# active users): being made or confirmed, proving an address, signing in or out, tokens or a session revoked, a password
# chosen or set, attributes or groups changed, being read in detail. Not so: ListUsers and ListUsersInGroup,
# AdminResetUserPassword, import by CSV. Whether inviting again (AdminCreateUser with RESEND) counts is not said.
BILLED = frozenset(
    "AdminGetUser AdminCreateUser AdminConfirmSignUp AdminSetUserPassword AdminUpdateUserAttributes "
    "AdminDeleteUserAttributes AdminAddUserToGroup AdminRemoveUserFromGroup AdminUserGlobalSignOut "
    "AdminRevokeUserSession AdminInitiateAuth AdminRespondToAuthChallenge InitiateAuth RespondToAuthChallenge "
    "SignUp ConfirmSignUp VerifyUserAttribute ChangePassword ConfirmForgotPassword GetTokensFromRefreshToken "
    "RevokeToken GlobalSignOut RevokeUserSession GetUser UpdateUserAttributes DeleteUserAttributes".split()
)
PLANS: dict[str, Plan] = {
    **dict.fromkeys(
        "AdminListUserAuthEvents AdminUpdateAuthEventFeedback SetRiskConfiguration".split(),
        "PLUS",
    ),
    **dict.fromkeys(
        "CreateManagedLoginBranding UpdateManagedLoginBranding DeleteManagedLoginBranding CreateTerms UpdateTerms "
        "DeleteTerms AdminListUserSessions AdminRevokeUserSession SetUserPoolSessionConfiguration "
        "SetUserPoolClientSessionConfiguration CreateUserPoolReplica UpdateUserPoolReplica "
        "DeleteUserPoolReplica InitiatePointInTimeRecovery StartPointInTimeRecovery CancelPointInTimeRecovery "
        "DescribePointInTimeRecovery ListPointInTimeRecoveries".split(),
        "ESSENTIALS",
    ),
}

# (category, kind) -> the operations an administrator may need.
ADMINISTRATIVE: dict[tuple[Category, Kind], str] = {
    (Category.USER_CREATION, "write"): "AdminCreateUser AdminConfirmSignUp",
    (Category.USER_ACCOUNT_RECOVERY, "write"): "AdminResetUserPassword AdminSetUserPassword",
    (Category.USER_READ, "read"): "AdminGetUser AdminGetUserAuthFactors",
    (Category.USER_UPDATE, "write"): (
        "AdminUpdateUserAttributes AdminDeleteUserAttributes AdminEnableUser AdminDisableUser AdminDeleteUser "
        "AdminUserGlobalSignOut AdminLinkProviderForUser AdminDisableProviderForUser AdminAddUserToGroup "
        "AdminRemoveUserFromGroup"
    ),
    (Category.USER_RESOURCE_READ, "read"): (
        "AdminListGroupsForUser AdminListDevices AdminGetDevice AdminListUserAuthEvents AdminListUserSessions"
    ),
    (Category.USER_RESOURCE_UPDATE, "write"): (
        "AdminForgetDevice AdminUpdateDeviceStatus "
        "AdminSetUserMFAPreference AdminSetUserSettings AdminDeleteSoftwareToken AdminRevokeUserSession "
        "AdminUpdateAuthEventFeedback"
    ),
    (Category.USER_LIST, "read"): "ListUsers ListUsersInGroup",
    (Category.USER_POOL_READ, "read"): (
        "DescribeUserPool ListUserPools GetLogDeliveryConfiguration GetUserPoolSessionConfiguration "
        "ListUserPoolReplicas"
    ),
    (Category.USER_POOL_UPDATE, "write"): (
        "CreateUserPool UpdateUserPool DeleteUserPool SetLogDeliveryConfiguration SetUserPoolSessionConfiguration "
        "CreateUserPoolReplica UpdateUserPoolReplica DeleteUserPoolReplica"
    ),
    (Category.USER_POOL_RESOURCE_READ, "read"): (
        "GetUserPoolMfaConfig ListTagsForResource GetSigningCertificate GetGroup ListGroups "
        "DescribeIdentityProvider GetIdentityProviderByIdentifier ListIdentityProviders "
        "DescribeResourceServer ListResourceServers DescribeUserPoolDomain GetUICustomization "
        "DescribeRiskConfiguration GetCSVHeader DescribeUserImportJob ListUserImportJobs "
        "DescribeManagedLoginBranding DescribeManagedLoginBrandingByClient DescribeTerms DescribeTermsByClient "
        "ListTerms DescribePointInTimeRecovery ListPointInTimeRecoveries DescribeCIMDPolicy ListCIMDPolicies "
        "ListClientMetadataURLs"
    ),
    (Category.USER_POOL_RESOURCE_UPDATE, "write"): (
        "SetUserPoolMfaConfig AddCustomAttributes TagResource UntagResource CreateGroup UpdateGroup DeleteGroup "
        "CreateIdentityProvider UpdateIdentityProvider DeleteIdentityProvider CreateResourceServer "
        "UpdateResourceServer DeleteResourceServer CreateUserPoolDomain UpdateUserPoolDomain "
        "DeleteUserPoolDomain SetUICustomization SetRiskConfiguration "
        "CreateUserImportJob StartUserImportJob StopUserImportJob CreateManagedLoginBranding "
        "UpdateManagedLoginBranding DeleteManagedLoginBranding CreateTerms UpdateTerms DeleteTerms "
        "InitiatePointInTimeRecovery StartPointInTimeRecovery CancelPointInTimeRecovery CreateCIMDPolicy "
        "UpdateCIMDPolicy DeleteCIMDPolicy UpdateClientMetadataURLState"
    ),
    (Category.USER_POOL_CLIENT_READ, "read"): (
        "DescribeUserPoolClient ListUserPoolClients ListUserPoolClientSecrets "
        "GetUserPoolClientSessionConfiguration"
    ),
    (Category.USER_POOL_CLIENT_UPDATE, "write"): (
        "CreateUserPoolClient UpdateUserPoolClient DeleteUserPoolClient AddUserPoolClientSecret "
        "DeleteUserPoolClientSecret SetUserPoolClientSessionConfiguration"
    ),
    (Category.LIMIT_MANAGEMENT, "read"): "GetProvisionedLimit",
    (Category.LIMIT_MANAGEMENT, "write"): "UpdateProvisionedLimit",
}

# The end user's own sign-in and self-service. The console never calls these: they act as the user.
END_USER: dict[tuple[Category, Kind], str] = {
    (Category.USER_AUTHENTICATION, "write"): (
        "AdminInitiateAuth AdminRespondToAuthChallenge InitiateAuth RespondToAuthChallenge "
        "GetTokensFromRefreshToken"
    ),
    (Category.CLIENT_AUTHENTICATION, "write"): "GetClientToken",
    (Category.USER_CREATION, "write"): "SignUp ConfirmSignUp",
    (Category.USER_ACCOUNT_RECOVERY, "write"): "ChangePassword ForgotPassword ConfirmForgotPassword",
    (Category.USER_TOKEN, "write"): "GetDerivedToken RevokeToken",
    (Category.USER_READ, "read"): "GetUser GetUserAuthFactors",
    (Category.USER_UPDATE, "write"): (
        "DeleteUser DeleteUserAttributes UpdateUserAttributes VerifyUserAttribute GlobalSignOut"
    ),
    (Category.USER_RESOURCE_READ, "write"): "ResendConfirmationCode GetUserAttributeVerificationCode",
    (Category.USER_RESOURCE_READ, "read"): ("GetDevice ListDevices ListUserSessions ListWebAuthnCredentials"),
    (Category.USER_RESOURCE_UPDATE, "write"): (
        "ConfirmDevice ForgetDevice UpdateDeviceStatus RevokeUserSession StartWebAuthnRegistration "
        "CompleteWebAuthnRegistration DeleteWebAuthnCredential SetUserMFAPreference SetUserSettings "
        "AssociateSoftwareToken VerifySoftwareToken UpdateAuthEventFeedback"
    ),
}


def _classify(table: dict[tuple[Category, Kind], str], *, end_user: bool) -> dict[str, Operation]:
    return {
        name: Operation(
            name=name,
            kind=kind,
            category=category,
            reveals=name in REVEALS,
            billed=name in BILLED,
            plan=PLANS.get(name, ""),
            end_user=end_user,
        )
        for (category, kind), names in table.items()
        for name in names.split()
    }


OPERATIONS: dict[str, Operation] = _classify(ADMINISTRATIVE, end_user=False) | _classify(
    END_USER, end_user=True
)
