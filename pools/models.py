"""What pools keep in the database, as Django finds it: each model stands with what it is about."""

from pools.checkup.models import Acceptance
from pools.creation.models import Creation
from pools.saving.models import Look, Revision

__all__ = ["Acceptance", "Creation", "Look", "Revision"]
