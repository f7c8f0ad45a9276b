"""The published contract as an OpenAPI 3.1 document, made of `endpoints`, the rules of `shapes` and the structs that are sent.

Nothing is declared here but what is the same for every endpoint: the key, the
headers, and the errors that any request may meet.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, cast, get_args

import msgspec

from cardwright_wire import headers, messages
from cardwright_wire.analytics import SCOPES as VIEW_SCOPES
from cardwright_wire.comments import COMMENT_STATUSES
from cardwright_wire.contract import JSON, TAGS, Answer, Body, Endpoint, Parameter, Refusal
from cardwright_wire.endpoints import ENDPOINTS
from cardwright_wire.enums import EXPORTS, STATUSES
from cardwright_wire.examples import STATUSES as STATUS_EXAMPLES
from cardwright_wire.prose import prose
from cardwright_wire.responses import ErrorBody
from cardwright_wire.rules import Schema
from cardwright_wire.scopes import EVERY, SCOPES
from cardwright_wire.webhooks import Event

ALIAS: Final = "/public-api"  # the other base URL clients use
_REF: Final = "#/components/schemas/"
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}

# Response headers: what they say, of which form they are, an example.
HEADERS: Final[Mapping[str, tuple[str, Schema, Any]]] = MappingProxyType(
    {
        headers.LIMIT_BURST: ("Requests the key may make in a minute.", _COUNT, 10_000),
        headers.REMAINING_BURST: ("Requests left in this minute.", _COUNT, 9_994),
        headers.LIMIT_HOUR: ("Requests the key may make in an hour.", _COUNT, 40_000),
        headers.REMAINING_HOUR: ("Requests left in this hour.", _COUNT, 39_988),
        headers.LIMIT_DAY: ("Requests the key may make in a day.", _COUNT, 200_000),
        headers.REMAINING_DAY: ("Requests left today.", _COUNT, 199_950),
        "ratelimit-policy": (
            "The three windows as the IETF draft on rate limit headers writes them.",
            {"type": "string"},
            '"burst";q=10000;w=60, "hour";q=40000;w=3600, "day";q=200000;w=86400',
        ),
        "ratelimit": (
            "What is left of each window and in how many seconds it ends; not sent on a 401.",
            {"type": "string"},
            '"burst";r=9994;t=30, "hour";r=39988;t=2100, "day";r=199950;t=48000',
        ),
        headers.REQUEST_ID: (
            "Names this request in the server's log.",
            {"type": "string", "format": "uuid"},
            "0c3f6a52-9b1e-4d70-a8c4-5e2f91d7b360",
        ),
        headers.RETRY_AFTER: ("Seconds after which it is worth asking again.", {"type": "integer", "minimum": 1}, 2),
        "etag": ("Names this version of the answer.", {"type": "string"}, '"9f2c4e8a1b7d3056"'),
        "preference-applied": ("The wait that was asked for, as far as it was heeded.", {"type": "string"}, "wait=20"),
        "idempotency-status": (
            "Whether the request was carried out or had been before; sent when it has an `Idempotency-Key`.",
            {"type": "string", "enum": ["created", "replayed"]},
            "created",
        ),
    }
)
_ALWAYS: Final = (*headers.RATE_LIMITS, "ratelimit-policy", headers.REQUEST_ID)
# Any request may meet these.
_COMMON: Final[Mapping[str, tuple[Refusal, tuple[str, ...]]]] = MappingProxyType(
    {
        "Unauthorized": (Refusal(401, "The key is missing or unknown.", messages.INVALID_API_KEY), ()),
        "TooManyRequests": (
            Refusal(429, "One of the three windows is full.", messages.TOO_MANY_REQUESTS),
            (headers.RETRY_AFTER,),
        ),
        "InternalError": (Refusal(500, "The server failed.", "Internal server error"), ()),
    }
)
# Properties of answers whose values have a form that their types do not tell.
_FORMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("createdTime", "updatedTime", "nextAttemptTime", "lastOpened"), "date-time"),
        "date": "date",
        **dict.fromkeys(("gammaUrl", "exportUrl", "siteUrl", "url", "previewUrl", "thumbnailUrl"), "uri"),
    }
)
# Words that the types keep in no order, in the order in which they happen or are listed.
_ORDERS: Final[Mapping[frozenset[str], Sequence[str]]] = MappingProxyType(
    {frozenset(words): words for words in (STATUSES, EXPORTS, COMMENT_STATUSES, VIEW_SCOPES)}
)
_INTRODUCTION: Final = (
    "Turns text into presentations, documents, social posts and web pages.\n\n"
    "Ask with `POST /v1.0/generations`, which answers at once with an id; look with `GET /v1.0/generations/{id}` until "
    "the status is `completed` or `failed`.\n\n"
    "Every request needs the header `X-API-KEY`; a key that is missing or unknown is a 401, whatever the path. Three "
    "windows count the requests of a key: a minute, an hour, a day. Six headers on every answer say what is left of "
    "them; beyond them the answer is a 429 that says in `Retry-After` when to come back.\n\n"
    "Bodies are JSON in UTF-8. A property that is not described here is refused; one that is null counts as not sent. "
    "Parameters of the query that are not described here are ignored. Every error has the same body: a message and the "
    "status. Lengths are counted in code points. Answers may gain properties; ignore those you do not know. Ids and "
    "cursors have no meaning of their own.\n\n"
    "A key may do what its owner may, unless it was limited to scopes: then everything outside of them is a 403 that "
    "names the scope it lacks. The scopes: " + "; ".join(f"`{name}`: {words}" for name, words in SCOPES.items()) + "."
)


# What is sent to webhooks, and of which form the status in it is.
_EVENTS: Final[Mapping[Event, tuple[str, Any]]] = MappingProxyType(
    {
        "generation.completed": ("A generation ended well.", STATUS_EXAMPLES["Completed"]),
        "generation.failed": ("A generation failed or was cancelled.", STATUS_EXAMPLES["Failed"]),
    }
)
# Headers of what is sent to webhooks, after the Standard Webhooks specification 1.0.
_SIGNED: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "webhook-id": ("Names the event; the same at every attempt.", "msg_2mYhTz7dKx0wq9Lr"),
        "webhook-timestamp": ("When this attempt was made, in seconds since 1970.", "1782813900"),
        "webhook-signature": (
            "`v1,` and the HMAC-SHA-256 over id, timestamp and body, in Base64; several are separated by spaces.",
            "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
        ),
    }
)


def document(base_url: str) -> dict[str, Any]:
    """The contract of the server whose public address is `base_url`, fresh on every call."""
    schemas = _of_structs()
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for endpoint in ENDPOINTS:
        paths[endpoint.path][endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Cardwright",
            "version": "1.0",
            "summary": "Text in, finished decks out.",
            "description": _INTRODUCTION,
            "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [
            {"url": base_url, "description": "This server."},
            {"url": base_url + ALIAS, "description": "The same under its other path."},
        ],
        "security": [{"apiKey": []}],
        "tags": [{"name": name, "description": description} for name, description in TAGS.items()],
        "paths": dict(paths),
        "webhooks": {event: _event(event, words) for event, words in _EVENTS.items()},
        "components": {
            "securitySchemes": {
                "apiKey": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-API-KEY",
                    "description": "A key of the workspace, such as `sk-gamma-…`.",
                }
            },
            "headers": {
                name: {"description": words, "required": name in _ALWAYS, "schema": dict(schema), "example": example}
                for name, (words, schema, example) in HEADERS.items()
            },
            "responses": {name: _error([refusal], more) for name, (refusal, more) in _COMMON.items()},
            "schemas": dict(sorted(schemas.items())),
        },
    }


def _operation(endpoint: Endpoint, schemas: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": endpoint.id,
        "tags": [endpoint.tag],
        "summary": endpoint.summary,
        "description": endpoint.description,
        "x-era": endpoint.era,
        "x-scopes": list(endpoint.scopes),
        **({"parameters": [_parameter(one) for one in endpoint.parameters]} if endpoint.parameters else {}),
        **({"requestBody": _request(endpoint.requests, schemas)} if endpoint.requests else {}),
        "responses": _responses(endpoint, schemas),
    }


def _event(event: Event, told: tuple[str, Any]) -> dict[str, Any]:
    """What a receiver is sent; it answers with any 2xx, and with 410 when it wants no more."""
    words, status = told
    said = {"type": {"const": event}, "timestamp": {"type": "string", "format": "date-time"}}
    body = {
        "type": "object",
        "properties": {**said, "data": {"$ref": _REF + type(status).__name__}},
        "required": ["type", "timestamp", "data"],
    }
    sent = {"type": event, "timestamp": "2026-06-30T10:05:00.000Z", "data": status}
    return {
        "post": {
            "operationId": "on" + "".join(word.capitalize() for word in event.split(".")),
            "tags": ["Webhooks"],
            "summary": words,
            "description": f"{words} `data` is the body that the status endpoint answers.",
            "security": [],
            "parameters": [
                {"name": name, "in": "header", "required": True, "description": about, "schema": {"type": "string"}, "example": value}
                for name, (about, value) in _SIGNED.items()
            ],
            "requestBody": {"required": True, "content": {JSON: {"schema": body, "examples": _examples({words.rstrip("."): sent})}}},
            "responses": {
                "2XX": {"description": "It arrived."},
                "410": {"description": "The webhook is disabled: nothing more is sent to it."},
                "default": {"description": "It is sent again later, for three days."},
            },
        }
    }  # fmt: skip


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "description": parameter.description,
        "schema": dict(parameter.schema),
        "example": parameter.example,
    }


def _request(bodies: Sequence[Body], schemas: dict[str, Any]) -> dict[str, Any]:
    content = {
        body.media_type: {"schema": _hoisted(body.schema, schemas), "examples": _examples(body.examples)}
        for body in bodies
    }
    return {"required": True, "content": content}


def _responses(endpoint: Endpoint, schemas: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for status in sorted({answer.status for answer in endpoint.answers}):
        answers = [answer for answer in endpoint.answers if answer.status == status]
        more = dict.fromkeys(name for answer in answers for name in answer.headers)
        found[str(status)] = {
            "description": " ".join(answer.description for answer in answers),
            "headers": _header_refs(more),
            **_content(answers, schemas),
            **({"links": _links(endpoint)} if endpoint.links and status < 300 else {}),  # noqa: PLR2004
        }
    by_status: dict[int, list[Refusal]] = defaultdict(list)
    for refusal in (*endpoint.refusals, *_out_of_scope(endpoint)):
        by_status[refusal.status].append(refusal)
    found |= {str(status): _error(refusals) for status, refusals in by_status.items()}
    found |= {str(refusal.status): {"$ref": f"#/components/responses/{name}"} for name, (refusal, _) in _COMMON.items()}
    return dict(sorted(found.items()))


def _out_of_scope(endpoint: Endpoint) -> Iterator[Refusal]:
    if endpoint.scopes != EVERY:
        needed = " or ".join(f"`{scope}`" for scope in endpoint.scopes)
        when = f"The key is limited, and {needed} is not among its scopes."
        yield Refusal(403, when, messages.scope_needed(endpoint.scopes))


def _content(answers: Sequence[Answer], schemas: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for answer in answers:
        if answer.body is None:
            continue
        schema = _answered(answer.body, schemas)
        content[answer.media_type] = {"schema": schema, "examples": _examples(answer.examples)}
    return {"content": content} if content else {}


def _answered(body: Any, schemas: dict[str, Any]) -> Any:
    if isinstance(body, Mapping):
        return _hoisted(cast("Schema", body), schemas)
    return {"$ref": _REF + _component_name(body)}


def _links(endpoint: Endpoint) -> dict[str, Any]:
    return {
        link.name: {"operationId": link.operation, "parameters": {"id": link.id, **link.more}}
        for link in endpoint.links
    }


def _error(refusals: Sequence[Refusal], more: Sequence[str] = ()) -> dict[str, Any]:
    examples = {
        f"{refusal.status}" if len(refusals) == 1 else f"{refusal.status} {number}": {
            "summary": refusal.when,
            "value": {"message": refusal.message, "statusCode": refusal.status},
        }
        for number, refusal in enumerate(refusals, 1)
    }
    return {
        "description": " ".join(refusal.when for refusal in refusals),
        "headers": _header_refs(more),
        "content": {JSON: {"schema": {"$ref": _REF + "ErrorBody"}, "examples": examples}},
    }


def _header_refs(more: Sequence[str] | Mapping[str, None]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*_ALWAYS, "ratelimit", *more)}


def _examples(examples: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "".join(word.capitalize() for word in name.split()): {
            "summary": name,
            "value": msgspec.json.decode(msgspec.json.encode(value)),
        }
        for name, value in examples.items()
    }


def _hoisted(schema: Any, schemas: dict[str, Any]) -> Any:
    """The schema with every object in it that has a title replaced by a reference to the component of that name."""
    if isinstance(schema, list | tuple):
        return [_hoisted(part, schemas) for part in cast("Sequence[Any]", schema)]
    if not isinstance(schema, Mapping):
        return schema
    parts = cast("Mapping[str, Any]", schema)
    told = {key: _hoisted(part, schemas) for key, part in parts.items()}
    title = told.get("title")
    if not isinstance(title, str) or "properties" not in told:
        return told
    del told["title"]
    schemas.setdefault(title, _described(title, told))
    return {"$ref": _REF + title}


def _described(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """An object with words for itself and for each of its properties."""
    parts: dict[str, dict[str, Any]] = schema["properties"]
    properties = {
        key: {**part, "description": words} if (words := prose(name, key)) else part for key, part in parts.items()
    }
    return {**({"description": words} if (words := prose(name)) else {}), **schema, "properties": properties}


def _of_structs() -> dict[str, Any]:
    """The components of all answers, as msgspec encodes them."""
    answers = [answer for endpoint in ENDPOINTS for answer in endpoint.answers]
    types = [answer.body for answer in answers if answer.body is not None and not isinstance(answer.body, Mapping)]
    types.append(ErrorBody)
    _, found = msgspec.json.schema_components(types, ref_template=_REF + "{name}")
    renamed = msgspec.json.decode(_PAGE.sub(rb'\1Page"', msgspec.json.encode(found)), type=dict[str, dict[str, Any]])
    seldom = {one.__name__: _seldom(one) for one in _structs(types)}
    return {name: _described(name, _sent(schema, seldom.get(name, frozenset()))) for name, schema in renamed.items()}


_PAGE: Final = re.compile(rb'Page_(\w+)_"')  # as msgspec names the page of something


def _component_name(body: Any) -> str:
    arguments = get_args(body)
    return f"{arguments[0].__name__}Page" if arguments else body.__name__


def _structs(types: Sequence[Any]) -> Iterator[type[msgspec.Struct]]:
    """The structs that occur in types, however deep."""
    for one in types:
        yield from _structs(get_args(one))
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            yield one
            yield from _structs([field.type for field in msgspec.structs.fields(one)])


def _seldom(struct: type[msgspec.Struct]) -> frozenset[str]:
    """The properties that are left out instead of being null."""
    omits = struct.__struct_config__.omit_defaults
    return frozenset(
        field.encode_name
        for field in msgspec.structs.fields(struct)
        if (omits and not field.required) or msgspec.UnsetType in get_args(field.type)
    )


def _sent(schema: dict[str, Any], seldom: frozenset[str]) -> dict[str, Any]:
    """An object as it is sent: every property but those that are sent seldom is always there."""
    parts: dict[str, dict[str, Any]] = schema["properties"]
    properties = {name: _property(name, part, nullable=name not in seldom) for name, part in parts.items()}
    return {"type": "object", "properties": properties, "required": [name for name in parts if name not in seldom]}


def _property(name: str, schema: dict[str, Any], *, nullable: bool) -> dict[str, Any]:
    kinds: list[dict[str, Any]] = schema.get("anyOf", [schema])
    kind = next(part for part in kinds if part != _NULL)
    kind = {key: value for key, value in kind.items() if key != "default"}
    if "enum" in kind:
        kind = {"type": "string", "enum": list(_ORDERS.get(frozenset(kind["enum"]), kind["enum"]))}
    elif kind.get("type") == "string" and name in _FORMS:
        kind["format"] = _FORMS[name]
    if not nullable or _NULL not in kinds:
        return kind
    return {**kind, "type": [kind["type"], "null"]} if "type" in kind else {"anyOf": [kind, _NULL]}


_NULL: Final[dict[str, Any]] = {"type": "null"}
