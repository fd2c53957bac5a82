"""Which errors are the user's to mend: they become one line on stderr instead of a traceback."""

from __future__ import annotations

import sys


class UserError(Exception):
    """Something that the user asked for cannot be done; the message is one line that says what to do."""


class NothingHad(Exception):
    """No source gave a page: the run was complete, and is of no use; the message is the line that says so."""


# module -> its errors whose message is meant for the user
_MEANT_FOR_USERS = {
    "pipeline.local": ("InputError",),
    "pipeline.consolidate.ids": ("AliasError",),
    "pipeline.fetch.archive": ("ArchiveError",),
    "pipeline.fetch.settings": ("SettingsError",),
    "pipeline.publish.errors": ("PublishError", "UnknownName"),
    "pipeline.sites.registry": ("DeclarationError",),
}


def user_errors() -> tuple[type[Exception], ...]:
    """The errors to be shown as one line. Modules that were not imported cannot have raised any, and stay
    so.
    """
    loaded = [(sys.modules.get(module), names) for module, names in _MEANT_FOR_USERS.items()]
    return (UserError, *(getattr(module, name) for module, names in loaded if module for name in names))
