"""What operators can be, lowest first. A higher role may do all that a lower one may."""

from typing import Self

from django.db.models import IntegerChoices


class Role(IntegerChoices):
    VIEWER = 10, "Viewer"
    HELP_DESK = 20, "Help desk"
    ADMINISTRATOR = 30, "Administrator"
    OWNER = 40, "Owner"

    @property
    def word(self) -> str:
        """The role as one writes it in commands and variables: `helpdesk`."""
        return self.name.lower().replace("_", "")

    @classmethod
    def spelled(cls, word: str) -> Self:
        """The role of a word. Raises ValueError."""
        for role in cls:
            if role.word == word.strip().lower():
                return role
        raise ValueError(f"{word} is not a role: there are {', '.join(role.word for role in cls)}.")
