"""The rules of this code base that a machine can check."""

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from console.access.actions import ALL, operations_of
from console.access.roles import Role
from console.cognito import model
from console.cognito.operations import OPERATIONS

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("console", "pools", "users")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
README = (ROOT / "README.md").read_text() if (ROOT / "README.md").exists() else ""

# Urls that are not ours, or that only lead on.
WITHOUT_ACTION = ("home", "account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


def is_of_layer(path: Path, layer: str) -> bool:
    """Is this forms.py, classic_forms.py or a module of a folder forms/?"""
    return any(re.search(rf"(^|_){layer}$", part) for part in (*path.relative_to(ROOT).parts[:-1], path.stem))


def imports_of(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            yield f"{name_of(path)}:{node.name}", node.end_lineno - node.lineno + 1


def url_patterns(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from url_patterns(pattern.url_patterns)
        else:
            yield pattern


# The seam


def test_every_operation_that_botocore_knows_is_classified_once() -> None:
    assert sorted(OPERATIONS) == sorted(model.operation_names())


def test_only_the_seam_and_the_embedded_service_know_boto3() -> None:
    outside = [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        if not name_of(path).startswith(("console/cognito/", "console/emulator/"))
        for name in imports_of(path)
        if name.split(".")[0] in {"boto3", "botocore"}
    ]
    assert outside == []


def test_nobody_calls_cognito_through_the_gateway_of_another() -> None:
    calls = [
        (name_of(path), node.lineno, ast.unparse(node.value))
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr in {"_read", "_read_lately", "_write"}
    ]
    assert len(calls) > 50
    assert [call for call in calls if call[2] not in {"self", "super()"}] == []


def test_packages_import_only_in_their_direction() -> None:
    forbidden = {"console": {"pools", "users"}, "pools": {"users"}, "users": set()}
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        # The project's urls bring the apps together.
        if name_of(path) not in {"console/urls.py"}
        for name in imports_of(path)
        if name.split(".")[0] in forbidden[path.relative_to(ROOT).parts[0]]
    ]
    assert wrong == []


def test_nothing_but_the_demo_imports_the_embedded_service() -> None:
    wrong = [
        name_of(path)
        for path in MODULES
        if not name_of(path).startswith("console/emulator/")
        and any(name.startswith(("console.emulator", "moto")) for name in imports_of(path))
    ]
    assert wrong == []


@pytest.mark.parametrize("layer", ["forms", "gateway"])
def test_forms_and_gateways_know_neither_requests_nor_models(layer: str) -> None:
    banned = ("django.http", "django.db", "console.access.models", "console.audit")
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        if is_of_layer(path, layer) and path.relative_to(ROOT).parts[0] != "console"
        for name in imports_of(path)
        if name.startswith(banned)
    ]
    assert wrong == []


def test_forms_never_reach_for_a_gateway() -> None:
    wrong = [
        f"{name_of(path)} uses {match}"
        for path in MODULES
        if is_of_layer(path, "forms")
        for match in re.findall(r"\w*Gateway\b", path.read_text())
    ]
    assert wrong == []


# Actions


def test_every_url_names_an_action() -> None:
    nameless = [
        str(pattern.pattern)
        for pattern in url_patterns()
        if not hasattr(pattern.callback, "action") and not (pattern.name or "").startswith(WITHOUT_ACTION)
    ]
    assert nameless == []


def test_every_action_names_operations_of_administrators_only() -> None:
    for action in ALL.values():
        for name in action.operations:
            assert not OPERATIONS[name].end_user, f"{action.name} would act as the user: {name}"


def test_viewers_can_cause_neither_writes_nor_secrets_nor_bills() -> None:
    for name in operations_of(Role.VIEWER):
        operation = OPERATIONS[name]
        assert (operation.kind, operation.reveals, operation.billed) == ("read", False, False), name


def test_templates_ask_only_for_actions_that_exist() -> None:
    asked = {
        (name_of(path), name) for path in TEMPLATES for name in re.findall(r"\bmay\.(\w+)", path.read_text())
    }
    assert [(path, name) for path, name in asked if name not in ALL] == []


# Templates


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an inline script", r"<script(?![^>]*\b(src=|type=\"application/json\"))[^>]*>"),
        ("an inline style", r"\sstyle=|<style\b"),
        ("an event attribute", r"\son[a-z]+="),
        ("htmx that needs eval", r"hx-on|hx-vals=['\"]js:|javascript:|hx-trigger=\"[^\"]*\["),
        ("unescaped output", r"\|\s*safe\b|autoescape off"),
        ("a foreign host", r"(?:src|href)=\"https?://"),
        ("a costly date filter", r"\|\s*date\b"),
    ],
)
def test_no_template_holds(what: str, pattern: str) -> None:
    assert [name_of(path) for path in TEMPLATES if re.search(pattern, path.read_text())] == []


def test_templates_stay_short() -> None:
    assert [name_of(path) for path in TEMPLATES if path.read_text().count("\n") > 120] == []


@pytest.mark.parametrize("app", ["pools", "users"])
def test_the_templates_of_a_package_stand_in_a_folder_of_its_name(app: str) -> None:
    folders = {path.parent.relative_to(ROOT / "templates") for path in TEMPLATES}
    assert Path(app, "groups" if app == "users" else "schema") in folders
    homeless = [
        str(each)
        for each in folders
        if each.parts[:1] == (app,) and not (ROOT / each / "__init__.py").exists()
    ]
    assert homeless == []


def test_there_are_templates_to_check() -> None:
    assert len(TEMPLATES) > 20


# Size and manners


def test_functions_stay_short() -> None:
    sizes = [size for path in MODULES for _, size in functions_of(path)]
    long = [name for path in MODULES for name, size in functions_of(path) if size > 50]
    assert long == []
    assert statistics.median(sizes) < 10


def test_views_stay_under_forty_lines() -> None:
    views = [path for path in MODULES if is_of_layer(path, "views")]
    assert [name for path in views for name, size in functions_of(path) if size >= 40] == []


def test_modules_stay_under_three_hundred_lines() -> None:
    assert [name_of(path) for path in MODULES if path.read_text().count("\n") > 300] == []


def test_nothing_is_marked_safe_or_caught_blindly() -> None:
    wrong = [
        name_of(path)
        for path in MODULES
        if re.search(r"mark_safe|SafeString\([^)]|except Exception\b|except:", path.read_text())
    ]
    assert wrong == []


def test_tests_replace_nothing_of_our_own() -> None:
    patching = "mock" + ".patch"
    assert [name_of(path) for path in (ROOT / "tests").rglob("*.py") if patching in path.read_text()] == []


# The lock files and the README


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_pin_everything_and_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert pins
    assert all("==" in pin for pin in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "http" not in text


def test_the_readme_tells_the_truth_about_roles() -> None:
    for action in ALL.values():
        marks = " | ".join("yes" if role >= action.role else "-" for role in Role)
        assert f"| {action.label} | {marks} |" in README


def test_the_readme_names_every_variable() -> None:
    read = set()
    for path in MODULES:
        read |= set(re.findall(r"(?:env\.\w+|required)\(\s*\"([A-Z_]+)\"", path.read_text()))
    assert [name for name in sorted(read) if f"`{name}`" not in README] == []


def test_the_readme_names_every_make_target() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [target for target in targets if f"`make {target}`" not in README] == []


def test_every_file_in_the_repository_is_ours() -> None:
    files = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert [name for name in files if re.search(r"\.min\.(js|css)$|(^|/)(vendor|node_modules)/", name)] == []
