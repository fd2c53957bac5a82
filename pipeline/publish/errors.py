"""What can go wrong while publishing or reading what was published."""

from __future__ import annotations


class PublishError(Exception):
    """The dataset cannot be published, or what was published cannot be read; ``problems`` says why."""

    def __init__(self, problems: str | list[str]) -> None:
        self.problems = [problems] if isinstance(problems, str) else problems
        shown = self.problems[:10]
        rest = len(self.problems) - len(shown)
        super().__init__("; ".join(shown) + (f"; and {rest} more" if rest else ""))


class UnknownName(LookupError):
    """There is no initiative or field of that name; the message names near ones."""

    def __init__(self, what: str, name: str, near: list[str]) -> None:
        self.near = near
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"no {what} {name!r}{hint}")

    def __str__(self) -> str:
        """The message itself, not its repr as for KeyError."""
        return str(self.args[0])
