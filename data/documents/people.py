"""Who may do what with added documents: a person's name and role.

Roles are off until the operator names who may: then `DALIL_EDITORS` and `DALIL_REVIEWERS` list people by the
address they sign on with, or by a value of their claim `DALIL_ROLE_CLAIM` ("groups" unless said otherwise);
everybody else is what `DALIL_ROLE` says, a reader if nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["reader", "reviewer", "editor"]
Act = Literal["add", "review", "undo", "load", "delete", "restore", "case"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "editor")  # each may what those before it may
NEEDS: Mapping[Act, Role] = {
    "add": "reviewer",
    "review": "reviewer",
    "undo": "reviewer",
    "load": "editor",
    "delete": "editor",
    "restore": "editor",
    "case": "editor",  # to make one, to give it another name
}
LISTS: Mapping[Role, str] = {"editor": "DALIL_EDITORS", "reviewer": "DALIL_REVIEWERS"}
LONGEST_NAME = 200  # characters of a name in the log


class NotAllowed(Exception):
    """The person's role does not allow this act; nothing was written."""


@dataclass(frozen=True)
class Person:
    """Somebody who acts. name: the address by which they signed on or, where it is unproven, what the sign-on
    calls the account; "" where nobody signs on."""

    name: str
    role: Role

    def may(self, act: Act) -> bool:
        """Does the role allow this act?"""
        return ROLES.index(self.role) >= ROLES.index(NEEDS[act])

    def require(self, act: Act) -> None:
        """Raise NotAllowed unless the role allows this act."""
        if not self.may(act):
            raise NotAllowed(act)


OPERATOR = Person("", "editor")  # whoever runs Dalil: commands, and everybody while roles are off


def person(identity: Mapping[str, Any] | None, settings: Mapping[str, str] = os.environ) -> Person:
    """The person of these claims (email, groups …), as the sign-on gives them; none of a visitor who has not
    signed on. identity: None where there is no sign-on at all."""
    if identity is None and not any(settings.get(name) for name in (*LISTS.values(), "DALIL_ROLE")):
        return OPERATOR
    known = identity or {}
    named = {known["email"].lower()} if _address(known) else set[str]()
    named |= {value.lower() for value in _values(known.get(settings.get("DALIL_ROLE_CLAIM") or "groups"))}
    role = next(
        (role for role, name in LISTS.items() if named & {*_words(settings.get(name, "").lower())}), None
    )
    return Person(_name(known), role or _everybody(settings))


def _everybody(settings: Mapping[str, str]) -> Role:
    return next((role for role in ROLES if role == settings.get("DALIL_ROLE")), "reader")


def _address(known: Mapping[str, Any]) -> bool:
    """Is there an address, and does the provider not say that it is unproven?"""
    email, verified = known.get("email"), known.get("email_verified")
    return isinstance(email, str) and bool(email) and str(verified).lower() != "false"


def _name(known: Mapping[str, Any]) -> str:
    """What stands in the log. People choose their other claims themselves, and might choose another's name:
    `sub` alone is the provider's."""
    email = known.get("email") if _address(known) else ""
    named = (email, *(known.get(key) for key in ("sub", "preferred_username", "name")))
    return next((" ".join(str(value).split())[:LONGEST_NAME] for value in named if value), "")


def _values(claim: Any) -> list[str]:
    """The values of a claim: a list, or one text as a proxy's header has it."""
    if isinstance(claim, str):
        return _words(claim)
    return [value for value in claim if isinstance(value, str)] if isinstance(claim, list | tuple) else []


def _words(listed: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", listed) if word]
