"""The sections of a pool's page, in the order in which they are read."""

from pools.settings.sections.about import ABOUT
from pools.settings.sections.delivery import DELIVERY
from pools.settings.sections.devices import DEVICES
from pools.settings.sections.keys import KEYS
from pools.settings.sections.messages import MESSAGES
from pools.settings.sections.mfa import MFA_MODES, MULTI_FACTOR
from pools.settings.sections.passwords import PASSWORDS
from pools.settings.sections.recovery import RECOVERY
from pools.settings.sections.schema import SCHEMA
from pools.settings.sections.sign_in import SIGN_IN
from pools.settings.sections.sign_up import SIGN_UP
from pools.settings.sections.tags import TAGS
from pools.settings.sections.threats import PROTECTION
from pools.settings.sections.triggers import LAMBDA
from pools.settings.state import is_edited

__all__ = ["EDITED", "MFA_MODES", "SCHEMA", "SECTIONS", "covered"]

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
