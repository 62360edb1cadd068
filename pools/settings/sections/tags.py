"""Labels for bills, tools and IAM policies."""

from pools.saving.settings import Section, Setting

TAGS = Section(
    id="tags",
    title="Tags",
    about="Labels for bills, tools and IAM policies.",
    settings=(
        Setting(
            path="UserPoolTags",
            label="Tags",
            kind="pairs",
            absent="None",
            help="Up to 50; keys have at most 128 characters, values 256. Empty both fields of a row to remove it.",
            caution="IAM policies and tools may go by tags: a change can open or close this pool to somebody.",
        ),
    ),
)
