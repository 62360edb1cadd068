"""The shelf of components, a module for each kind; `console.ui.templatetags.ui` offers them all."""
