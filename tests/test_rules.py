"""The rules of this code base that a machine can check."""

import ast
import re
import statistics
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from console.access.actions import ALL, operations_of
from console.access.roles import Role
from console.cognito import model
from console.cognito.operations import OPERATIONS
from tests.addresses import url_patterns

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("console", "pools", "users")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
README = (ROOT / "README.md").read_text() if (ROOT / "README.md").exists() else ""

# Urls that are not ours, or that only lead on.
WITHOUT_ACTION = ("home", "account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")

# Each app from the ground up: a package, or a module beside them, imports only what stands in rows below its own.
FLOORS = {
    "console": (
        ("cognito", "converters", "logs", "bootstrap"),
        ("audit", "checks", "ui"),
        ("access", "apps"),
        ("operators", "trail"),
        ("shell",),
        ("settings", "urls", "wsgi", "management"),
        ("emulator",),
    ),
    "pools": (
        ("apps", "forms", "gateway", "json_texts"),
        ("addresses", "groups"),
        ("saving",),
        ("issuers", "plans"),
        ("editing",),
        ("settings", "domains", "quotas", "recovery"),
        ("app_clients", "deletion", "logs", "replicas", "schema"),
        (
            "branding",
            "client_documents",
            "identity_providers",
            "protection",
            "resource_servers",
            "sessions",
            "terms",
        ),
        ("checkup", "history", "matrices"),
        ("listing", "management"),
        ("comparing", "creation", "views"),
        ("exporting",),
        ("importing",),
        ("models", "urls"),
    ),
    "users": (
        ("addresses", "apps", "converters", "filters", "jobs", "outcomes"),
        ("gateway", "tabs"),
        ("masking", "rules"),
        ("opening",),
        ("asking",),
        ("attributes", "passwords"),
        ("activity", "directory", "sign_in"),
        ("groups",),
        ("invitations",),
        ("deletion", "diagnosis"),
        ("person",),
        ("management", "models", "urls"),
    ),
}
# What the kernel of the safe save may stand on, besides itself: the pool itself, no noun.
GROUND = frozenset({"addresses", "gateway", "groups", "issuers", "json_texts", "plans", "saving"})


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


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A module of one package imports from another package of its app."""

    module: str
    package: str
    imported: str


def package_of(module: str, app: str) -> str:
    """The package, or the module beside the packages, in which a module of an app stands."""
    parts = module.removesuffix(".py").split("/")
    return parts[1] if parts[0] == app and parts[1] != "__init__" else ""


def imported_by(text: str) -> Iterator[str]:
    """What a module imports, as far down as it names it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ties_of(module: str, text: str) -> Iterator[Tie]:
    app = module.split("/")[0]
    package = package_of(module, app)
    for name in imported_by(text):
        parts = name.split(".")
        if parts[0] == app and parts[1] != package:
            yield Tie(module=module, package=package, imported=parts[1])


@cache
def ties_in(app: str) -> list[Tie]:
    return [
        tie
        for path in MODULES
        if name_of(path).startswith(f"{app}/")
        for tie in ties_of(name_of(path), path.read_text())
    ]


def goes_up(tie: Tie, floors: tuple[tuple[str, ...], ...]) -> bool:
    """Whether it leads to the same row or a higher one."""
    row = {package: number for number, packages in enumerate(floors) for package in packages}
    return row.get(tie.imported, len(floors)) >= row.get(tie.package, -1)


def circle_in(arrows: set[tuple[str, str]]) -> set[str]:
    """What is in circles, or between two of them: what nothing imports, or imports nothing, is taken away first."""
    while True:
        sources, targets = {source for source, _ in arrows}, {target for _, target in arrows}
        left = {(source, target) for source, target in arrows if source in targets and target in sources}
        if left == arrows:
            return {package for arrow in arrows for package in arrow}
        arrows = left


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            yield f"{name_of(path)}:{node.name}", node.end_lineno - node.lineno + 1


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


# Floors


@pytest.mark.parametrize("app", FLOORS)
def test_every_package_stands_on_one_floor(app: str) -> None:
    there = {package for path in MODULES if (package := package_of(name_of(path), app))}
    placed = [package for row in FLOORS[app] for package in row]
    assert there - set(placed) == set(), "Give it a row in FLOORS: it imports only what stands below."
    assert sorted(placed) == sorted(set(placed) & there)


@pytest.mark.parametrize("app", FLOORS)
def test_a_package_imports_only_what_stands_below_it(app: str) -> None:
    upwards = {f"{tie.module} imports {tie.imported}" for tie in ties_in(app) if goes_up(tie, FLOORS[app])}
    assert sorted(upwards) == []


@pytest.mark.parametrize("app", FLOORS)
def test_no_packages_import_each_other_in_a_circle(app: str) -> None:
    assert circle_in({(tie.package, tie.imported) for tie in ties_in(app)}) == set()


@pytest.mark.parametrize("kernel", ["saving", "editing"])
def test_the_kernel_knows_no_noun(kernel: str) -> None:
    nouns = [tie for tie in ties_in("pools") if tie.package == kernel and tie.imported not in GROUND]
    assert [f"{tie.module} imports {tie.imported}" for tie in nouns] == []


def test_what_the_corrections_of_moto_stand_on_knows_no_noun() -> None:
    core = ROOT / "console/emulator/overlay/core"
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        if path.is_relative_to(core)
        for name in imported_by(path.read_text())
        if name.startswith("console.emulator.overlay")
        and not name.startswith("console.emulator.overlay.core")
    ]
    assert wrong == []


def test_the_apps_know_nothing_of_the_frame() -> None:
    rows = FLOORS["console"]
    frame = {package for row in rows[rows.index(("shell",)) :] for package in row}
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        if path.relative_to(ROOT).parts[0] != "console"
        for name in imported_by(path.read_text())
        if name.split(".")[0] == "console" and name.split(".")[1] in frame
    ]
    assert wrong == []


def test_a_way_up_and_a_circle_would_be_found() -> None:
    text = "from pools import settings\nfrom pools.domains.pages import DomainSubject\nimport pools.saving.words\n"
    ties = list(ties_of("pools/saving/words.py", text))
    assert [tie.imported for tie in ties] == ["settings", "domains"]
    assert all(goes_up(tie, FLOORS["pools"]) for tie in ties)
    sideways = Tie(module="pools/terms/views.py", package="terms", imported="branding")
    assert goes_up(sideways, FLOORS["pools"])
    downwards = Tie(module="pools/terms/views.py", package="terms", imported="app_clients")
    assert not goes_up(downwards, FLOORS["pools"])
    assert circle_in({("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "a")}) == {"a", "b", "c"}
    assert circle_in({("a", "b"), ("b", "c"), ("a", "c")}) == set()


# Layers


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


def names_met_twice(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names of classes with the modules that have one, where there are several."""
    modules: dict[str, list[str]] = {}
    for module, name in named:
        modules.setdefault(name, []).append(module)
    return {name: each for name, each in modules.items() if len(each) > 1}


# A command of Django's is always called Command.
@pytest.mark.parametrize("app", PACKAGES)
def test_no_two_classes_of_an_app_share_a_name(app: str) -> None:
    classes = [
        (name_of(path), node.name)
        for path in MODULES
        if name_of(path).startswith(f"{app}/") and "commands" not in path.parts
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef)
    ]
    assert len(classes) > 100
    assert names_met_twice(classes) == {}


def test_a_second_class_of_a_name_would_be_found() -> None:
    named = [("terms/pages.py", "Card"), ("replicas/pages.py", "Card"), ("domains/pages.py", "DomainRow")]
    assert names_met_twice(named) == {"Card": ["terms/pages.py", "replicas/pages.py"]}


def test_functions_stay_short() -> None:
    sizes = [size for path in MODULES for _, size in functions_of(path)]
    long = [name for path in MODULES for name, size in functions_of(path) if size > 50]
    assert long == []
    assert statistics.median(sizes) < 10


def test_views_stay_under_forty_lines() -> None:
    views = [path for path in MODULES if is_of_layer(path, "views")]
    assert [name for path in views for name, size in functions_of(path) if size >= 40] == []


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


@pytest.mark.parametrize("app", PACKAGES)
def test_the_tests_of_a_package_stand_in_a_folder_of_its_name(app: str) -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests" / app).rglob("test_*.py")}
    assert len(folders) > 8
    assert [str(each) for each in sorted(folders) if not (ROOT / each / "__init__.py").exists()] == []


def test_no_test_module_imports_another() -> None:
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in (ROOT / "tests").rglob("*.py")
        for name in imports_of(path)
        if re.match(r"tests\.(\w+\.)*test_\w+$", name)
    ]
    assert wrong == []


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


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_every_path_that_a_document_names_is_there(name: str) -> None:
    named = re.findall(
        r"`((?:console|pools|users|templates|tests|static)/[\w./-]+)`", (ROOT / name).read_text()
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_file_in_the_repository_is_ours() -> None:
    files = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert [name for name in files if re.search(r"\.min\.(js|css)$|(^|/)(vendor|node_modules)/", name)] == []
