"""Finding a pool, and a setting of one."""

from console.ui.forms import Search


class PoolSearch(Search):
    """Part of a name or an id."""

    wanted = "Name or id contains"


class SettingSearch(Search):
    """Words of a label, an API name or a value."""

    wanted = "Label, API name or value contains"
