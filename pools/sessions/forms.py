"""The forms of session configurations."""

from pools.editing.forms import SectionForm


class PoolSessionsForm(SectionForm):
    """Edits how a pool keeps sessions."""

    operation = "SetUserPoolSessionConfiguration"


class ClientSessionsForm(SectionForm):
    """Edits how an app client uses sessions."""

    operation = "SetUserPoolClientSessionConfiguration"
