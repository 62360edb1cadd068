"""The sections of a pool's page, in the order in which they are read."""

from pools.saving.settings import Section
from pools.settings.projection import is_edited
from pools.settings.sections.delivery import DELIVERY
from pools.settings.sections.factors import MFA_MODES, MULTI_FACTOR
from pools.settings.sections.messages import MESSAGES
from pools.settings.sections.people import ABOUT, PASSWORDS, RECOVERY, SIGN_IN, SIGN_UP
from pools.settings.sections.technical import DEVICES, KEYS, PROTECTION, TAGS
from pools.settings.sections.triggers import LAMBDA

__all__ = ["EDITED", "MFA_MODES", "SCHEMA", "SECTIONS", "covered"]

# A table of its own form.
SCHEMA = Section(
    id="schema",
    title="Schema attributes",
    about="What a user of this pool may carry. Attributes can be added; none can be changed or removed.",
)
SECTIONS = (
    ABOUT,
    SIGN_IN,
    PASSWORDS,
    SIGN_UP,
    RECOVERY,
    MULTI_FACTOR,
    MESSAGES,
    DELIVERY,
    SCHEMA,
    LAMBDA,
    DEVICES,
    PROTECTION,
    KEYS,
    TAGS,
)
# Those with something that can be changed in a form.
EDITED = tuple(section for section in SECTIONS if any(map(is_edited, section.settings)))


def covered(path: str) -> bool:
    """Whether a leaf of Cognito's answers is shown in one of the sections."""
    return path == "SchemaAttributes" or any(
        setting.covers(path) for section in SECTIONS for setting in section.settings
    )
