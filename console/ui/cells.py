"""Cells of a spreadsheet that say what they say and do nothing."""

# What a spreadsheet takes for the beginning of a formula, after any white space; also as full-width characters.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def defused(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe makes it plain text."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text[:1] in {"\t", "\r", "\n"} else text
