"""All components as template tags. They are builtins: no page has to load them."""

from console.ui.components import actions, blocks, forms, lists, marks, values
from console.ui.components.html import register

__all__ = ["actions", "blocks", "forms", "lists", "marks", "register", "values"]
