"""What an endpoint is made of: parameters, bodies, answers, refusals, links; the words in which `endpoints.py` is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

from cardwright_wire.examples import Examples
from cardwright_wire.rules import Schema
from cardwright_wire.scopes import Scope

JSON: Final = "application/json"
MARKDOWN: Final = "text/markdown"
BINARY: Final = "application/octet-stream"
EVENTS: Final = "text/event-stream"

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Tag = Literal["Generations", "Files", "Comments", "Analytics", "Exports", "Images", "Workspace", "Webhooks"]
Era = Literal["B", "C", "D", "ours"]  # of the reference's documents; ours are additions

TAGS: Final[Mapping[Tag, str]] = MappingProxyType(
    {
        "Generations": "Turn text into a file: ask, then look until it is done.",
        "Files": "What was made: find it, read it, archive it, delete it.",
        "Comments": "What people say of a file and of its cards.",
        "Analytics": "Who looked at a file, when, and for how long at which card.",
        "Exports": "Files to download, made on demand.",
        "Images": "Single pictures, and those that are kept.",
        "Workspace": "Looks, folders, and whom a key speaks for.",
        "Webhooks": (
            "Be told when a generation ends instead of asking. Events are signed and sent again after the Standard "
            "Webhooks specification, until they arrive or three days have passed."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in the path, the query or a header of a request."""

    name: str
    place: Literal["path", "query", "header"]
    description: str
    schema: Schema
    example: Any


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent. `parse` is the validator, which raises `Invalid`; None when a body is read by the server alone."""

    schema: Schema
    parse: Callable[[bytes], object] | None
    examples: Examples
    media_type: str = JSON


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is no error. `body` is the struct that is sent, or a schema where there is none."""

    description: str
    body: Any
    examples: Examples
    status: int = 200
    headers: tuple[str, ...] = ()
    media_type: str = JSON


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error in the common envelope: when, and with which words."""

    status: int
    when: str
    message: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where an answer leads: what in it is the `id`, and what is `more`, that another operation asks for."""

    name: str
    operation: str
    id: str
    more: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A method and a path, and all that may be sent and answered there. `id` is the operation's name for programs.

    A key that is limited needs one of `scopes`.
    """

    method: Method
    path: str
    id: str
    tag: Tag
    era: Era
    scopes: tuple[Scope, ...]
    summary: str
    description: str
    answers: tuple[Answer, ...]
    refusals: tuple[Refusal, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    requests: tuple[Body, ...] = ()
    links: tuple[Link, ...] = ()
