"""Ready commands and code for what an app client may do. A secret is never in them, only the name of its variable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from shlex import quote
from urllib.parse import urlencode

# How a value is named in commands, and as a variable of the environment in Python.
USER_NAME, PASSWORD, SECRET = "USER_NAME", "PASSWORD", "CLIENT_SECRET"  # noqa: S105
HASHED = "SECRET_HASH"
PYTHON = "Python (boto3)"
VERIFIER = """\
CODE_VERIFIER=$(openssl rand -base64 48 | tr '+/' '-_' | tr -d '=\\n')
CODE_CHALLENGE=$(printf '%s' "$CODE_VERIFIER" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=\\n')
STATE=$(openssl rand -hex 16)"""
HASH_FUNCTION = """
def secret_hash(username: str) -> str:
    key, text = os.environ["CLIENT_SECRET"].encode(), (username + CLIENT_ID).encode()
    return base64.b64encode(hmac.digest(key, text, "sha256")).decode()

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Something to copy, and what it is; `folded` where another one says the same."""

    title: str
    code: str
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """An app client as its commands name it; `host` is the domain with its pages, empty where there is none."""

    client_id: str
    pool_id: str
    region: str
    has_secret: bool
    host: str = ""


def sign_in_address(
    host: str, client_id: str, *, redirect: str, scopes: Sequence[str], implicit: bool = False, **more: str
) -> str:
    """Where people sign in at a domain, with what the endpoint is told."""
    query = {
        **more,
        "response_type": "token" if implicit else "code",
        "client_id": client_id,
        "redirect_uri": redirect,
        "scope": " ".join(scopes),
    }
    return (
        f"https://{host}/oauth2/authorize?{urlencode({name: each for name, each in query.items() if each})}"
    )


def authorize(caller: Caller, *, redirect: str, scopes: Sequence[str], implicit: bool = False) -> str:
    """The address to which the app sends the browser; with PKCE but for the implicit flow."""
    address = sign_in_address(
        caller.host, caller.client_id, redirect=redirect, scopes=scopes, implicit=implicit
    )
    address += "&state=$STATE"
    if implicit:
        return f'STATE=$(openssl rand -hex 16)\necho "{address}"'
    challenge = "&code_challenge_method=S256&code_challenge=$CODE_CHALLENGE"
    return f'{VERIFIER}\necho "{address}{challenge}"'


def token(caller: Caller, grant: str, fields: Mapping[str, str]) -> str:
    """A request to the token endpoint; `fields` are quoted for the shell already."""
    return _post(caller, "token", {"grant_type": quote(grant), **fields})


def revoke(caller: Caller) -> str:
    return _post(caller, "revoke", {"token": '"$REFRESH_TOKEN"'})


def user_info(caller: Caller) -> str:
    return (
        f"curl 'https://{caller.host}/oauth2/userInfo' \\\n  --header \"Authorization: Bearer $ACCESS_TOKEN\""
    )


def log_out(caller: Caller, address: str) -> str:
    """The address to which the app sends the browser to sign out."""
    return f"https://{caller.host}/logout?{urlencode({'client_id': caller.client_id, 'logout_uri': address})}"


def sign_in(caller: Caller, flow: str, values: Mapping[str, str]) -> list[Snippet]:
    """InitiateAuth, or AdminInitiateAuth, in both ways; `values` are variables by the name of the parameter."""
    operation = "admin_initiate_auth" if flow.startswith("ADMIN_") else "initiate_auth"
    ids = {"ClientId": caller.client_id}
    if operation.startswith("admin"):
        ids = {"UserPoolId": caller.pool_id, **ids}
    return [
        Snippet(title="AWS CLI", code=_cli(caller, operation, ids, flow, values)),
        Snippet(title=PYTHON, code=_python(caller, operation, ids, flow, values), folded=True),
    ]


def managed_secret(arn: str, region: str) -> list[Snippet]:
    """GetSecretValue of AWS Secrets Manager, whose text is JSON with a `clientSecretValue`."""
    code = (
        f"{SECRET}=$(aws secretsmanager get-secret-value --region {region} \\\n  --secret-id {quote(arn)} \\\n"
        "  --query SecretString --output text | jq --raw-output .clientSecretValue)"
    )
    python = (
        "import json\n\nimport boto3\n\n"
        f'secrets = boto3.client("secretsmanager", region_name="{region}")\n'
        f'answer = secrets.get_secret_value(SecretId="{arn}")\n'
        'client_secret = json.loads(answer["SecretString"])["clientSecretValue"]'
    )
    return [Snippet(title="AWS CLI", code=code), Snippet(title=PYTHON, code=python, folded=True)]


def renew(caller: Caller) -> list[Snippet]:
    """GetTokensFromRefreshToken, for refresh tokens that work once."""
    secret = f' \\\n  --client-secret "${SECRET}"' if caller.has_secret else ""
    code = (
        f"aws cognito-idp get-tokens-from-refresh-token --region {caller.region} \\\n"
        f'  --client-id {caller.client_id} \\\n  --refresh-token "$REFRESH_TOKEN"{secret}'
    )
    member = f'\n    ClientSecret=os.environ["{SECRET}"],' if caller.has_secret else ""
    python = (
        f"{_head(caller, 'import os', '')}\nanswer = client.get_tokens_from_refresh_token(\n    ClientId=CLIENT_ID,\n"
        f'    RefreshToken=os.environ["REFRESH_TOKEN"],{member}\n)'
    )
    return [Snippet(title="AWS CLI", code=code), Snippet(title=PYTHON, code=python, folded=True)]


def _post(caller: Caller, endpoint: str, fields: Mapping[str, str]) -> str:
    """One with a secret proves itself with it; one without names itself."""
    proof = [f'--user "{caller.client_id}:${SECRET}"'] if caller.has_secret else []
    sent = {**({} if caller.has_secret else {"client_id": caller.client_id}), **fields}
    data = [f"--data-urlencode {name}={value}" for name, value in sent.items()]
    return " \\\n  ".join([f"curl 'https://{caller.host}/oauth2/{endpoint}'", *proof, *data])


def _cli(caller: Caller, operation: str, ids: Mapping[str, str], flow: str, values: Mapping[str, str]) -> str:
    parameters = {name: f"${variable}" for name, variable in values.items()}
    hashing = ""
    if caller.has_secret:
        parameters[HASHED] = f"${HASHED}"
        hashing = (
            f"{HASHED}=$(printf '%s' \"${{{USER_NAME}}}{caller.client_id}\" \\\n"
            f'  | openssl dgst -sha256 -hmac "${SECRET}" -binary | base64)\n'
        )
    options = {"UserPoolId": "--user-pool-id", "ClientId": "--client-id"}
    lines = [
        f"aws cognito-idp {operation.replace('_', '-')} --region {caller.region}",
        *(f"{options[name]} {value}" for name, value in ids.items()),
        f"--auth-flow {flow}",
        f'--auth-parameters "{",".join(f"{name}={value}" for name, value in parameters.items())}"',
    ]
    return hashing + " \\\n  ".join(lines)


def _python(
    caller: Caller, operation: str, ids: Mapping[str, str], flow: str, values: Mapping[str, str]
) -> str:
    imports = "import base64\nimport hmac\nimport os" if caller.has_secret else "import os"
    expressions = {name: f'os.environ["{variable}"]' for name, variable in values.items()}
    if caller.has_secret:
        expressions[HASHED] = f'secret_hash(os.environ["{USER_NAME}"])'
    pool = f'    UserPoolId="{caller.pool_id}",\n' if "UserPoolId" in ids else ""
    parameters = "".join(f'        "{name}": {value},\n' for name, value in expressions.items())
    return (
        f"{_head(caller, imports, HASH_FUNCTION if caller.has_secret else '')}\n"
        f"answer = client.{operation}(\n{pool}    ClientId=CLIENT_ID,\n"
        f'    AuthFlow="{flow}",\n    AuthParameters={{\n{parameters}    }},\n)'
    )


def _head(caller: Caller, imports: str, function: str) -> str:
    return (
        f'{imports}\n\nimport boto3\n\nCLIENT_ID = "{caller.client_id}"\n'
        f'client = boto3.client("cognito-idp", region_name="{caller.region}")\n{function}'
    )
