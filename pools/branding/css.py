"""CSS of the classic sign-in pages: the classes and properties that Cognito documents, and what it refuses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

BUTTON = frozenset(
    {"height", "width", "text-align", "margin-bottom", "color", "background-color", "border-color"}
)
WORDS = frozenset({"padding-top", "padding-bottom", "display", "font-size"})
COLOURS = frozenset({"color", "background-color"})
# Every class without its ending, with the properties that the developer guide names for it.
CLASSES: dict[str, frozenset[str]] = {
    "background": frozenset({"background-color"}),
    "banner": frozenset({"padding", "background-color"}),
    "errorMessage": frozenset(
        {"margin", "padding", "font-size", "width", "background", "border", "color", "box-sizing"}
    ),
    "idpButton": BUTTON,
    "idpButton:hover": COLOURS,
    "idpDescription": WORDS,
    "inputField": frozenset({"width", "height", "color", "background-color", "border"}),
    "inputField:focus": frozenset({"border-color", "outline"}),
    "label": frozenset({"font-weight"}),
    "legalText": frozenset({"color", "font-size"}),
    "logo": frozenset({"max-width", "max-height"}),
    "passwordCheck-notValid": frozenset({"color"}),
    "passwordCheck-valid": frozenset({"color"}),
    "redirect": frozenset({"text-align"}),
    "socialButton": frozenset({"height", "text-align", "width", "margin-bottom"}),
    "submitButton": frozenset(
        {"font-size", "font-weight", "margin", "width", "height", "color", "background-color"}
    ),
    "submitButton:hover": COLOURS,
    "textDescription": WORDS,
}
ENDING = "-customizable"
# Both also match what is no comment and no rule, so that no character is looked at again and again.
COMMENT = re.compile(r"/\*(?:.*?(\*/)|.*)", re.DOTALL)
RULE = re.compile(r"([^{}]*+)(?:\{([^{}]*+)\}|[{}]|\Z)")
# More would only hide the first.
MOST_REMARKS = 50
# Refused wherever they stand.
FORBIDDEN = (
    (re.compile(r"@[\w-]+"), "rules such as {} are not allowed"),
    (re.compile(r"</?\w+"), "HTML is not allowed, such as {}"),
    (re.compile(r"javascript:|expression\s*\(", re.IGNORECASE), "scripts are not allowed, such as {}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What Cognito is going to refuse, and what it may leave out; each begins with its line."""

    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def check(css: str) -> Checked:
    """Hold CSS against the documented classes and properties."""
    # What is blanked keeps its lines, so that every remark can name its own.
    plain = COMMENT.sub(_blank, css)
    problems, notes = (islice(remarks, MOST_REMARKS) for remarks in (_problems(plain), _notes(plain)))
    return Checked(problems=tuple(problems), notes=tuple(notes))


def documented() -> list[tuple[str, str]]:
    """Every class as a selector, with its properties, to be looked up beside the form."""
    return [(_selector(name), ", ".join(sorted(properties))) for name, properties in CLASSES.items()]


def names_of(selectors: str) -> Iterator[tuple[str, int]]:
    """Each selector of a rule, and where in the text it begins."""
    position = 0
    for each in selectors.split(","):
        yield each.strip(), position + len(each) - len(each.lstrip())
        position += len(each) + 1


def _problems(css: str) -> Iterator[str]:
    for pattern, words in FORBIDDEN:
        for found in pattern.finditer(css):
            yield f"{_line(css, found.start())}: {words.format(found.group())}."
    for line, name, _ in _rules(css):
        if not name.startswith("@") and _class_of(name).partition(":")[0] not in CLASSES:
            yield f"{line}: {name or 'a rule without a class'} is no class of these pages."
    rest = RULE.sub(_blank, css)
    if stray := re.search(r"\S", rest):
        yield f"{_line(css, stray.start())}: a rule is not complete: a class, then its properties in braces."


def _notes(css: str) -> Iterator[str]:
    for line, name, block in _rules(css):
        wanted = _class_of(name)
        if wanted.partition(":")[0] not in CLASSES:
            continue
        unknown = [each for each in _properties(block) if each not in CLASSES.get(wanted, ())]
        if wanted not in CLASSES:
            yield f"{line}: {name} is not documented: Cognito may leave it out."
        elif unknown:
            yield f"{line}: not documented for {name}, so Cognito may leave it out: {', '.join(unknown)}."


def _rules(css: str) -> Iterator[tuple[str, str, str]]:
    """The line of each selector, the selector, and what stands in its braces."""
    for rule in filter(_is_whole, RULE.finditer(css)):
        for name, start in names_of(rule.group(1)):
            yield _line(css, rule.start(1) + start), name, rule.group(2)


def _selector(name: str) -> str:
    plain, colon, state = name.partition(":")
    return f".{plain}{ENDING}{colon}{state}"


def _class_of(selector: str) -> str:
    """`.submitButton-customizable:hover` as "submitButton:hover"; other selectors as something that is no class."""
    name, colon, state = selector.partition(":")
    if not (name.startswith(".") and name.endswith(ENDING)):
        return selector
    return f"{name[1:].removesuffix(ENDING)}{colon}{state}"


def _properties(block: str) -> list[str]:
    return [
        name.strip().lower() for name in (each.partition(":")[0] for each in block.split(";")) if name.strip()
    ]


def _line(text: str, position: int) -> str:
    return f"Line {text.count(chr(10), 0, position) + 1}"


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group()) if _is_whole(found) else found.group()


def _is_whole(found: re.Match[str]) -> bool:
    """Whether it is a comment or rule with an end."""
    return found[found.re.groups] is not None
