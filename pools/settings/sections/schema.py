"""What a user of the pool may carry: a table of its own, with a form of its own."""

from pools.saving.settings import Section

SCHEMA = Section(
    id="schema",
    title="Schema attributes",
    about="What a user of this pool may carry. Attributes can be added; none can be changed or removed.",
)
