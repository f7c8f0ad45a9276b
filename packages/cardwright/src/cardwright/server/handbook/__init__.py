"""The API's document as one page for people: no script, nothing fetched, readable on a telephone.

`page` turns any document that `cardwright_wire.openapi` makes into HTML;
`headers` is what it must be sent with.
"""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

Part = Mapping[str, Any]

_CODE: Final = re.compile(r"`([^`]+)`")
_STYLE: Final = Path(__file__).with_name("handbook.css")


def headers() -> Mapping[str, str]:
    """What the page is sent with: nothing may be loaded, and no style is applied but its own."""
    digest = b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return {
        "content-security-policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        ),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
    }


def page(document: Part) -> str:
    """The document as HTML."""
    return "".join(_page(document))


@cache
def _style() -> str:
    return _STYLE.read_text("utf-8")


def _page(document: Part) -> Iterator[str]:
    info, components = document["info"], document["components"]
    yield (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(info['title'])} API</title>\n<style>{_style()}</style>\n"
        f"<header><h1>{escape(info['title'])} API</h1>\n{_paragraphs(info['description'])}"
    )
    yield "<dl class=addresses>" + "".join(
        f"<div><dt>{escape(server['description'])}</dt><dd><code>{escape(server['url'])}</code></dd></div>"
        for server in document["servers"]
    )
    yield '</dl><p>For programs: <a href="/openapi.json">openapi.json</a>, an OpenAPI 3.1 document.</p></header>\n'
    yield f"<nav aria-label=Endpoints>{''.join(_contents(document))}</nav>\n<main>\n"
    for tag in document["tags"]:
        yield f"<section><h2>{escape(tag['name'])}</h2><p>{_words(tag['description'])}</p>\n"
        for path, method, operation in _operations(document, tag["name"]):
            yield from _article(path, method, operation, components)
        yield "</section>\n"
    yield from _every_answer(components)
    yield "</main>\n</html>\n"


def _operations(document: Part, tag: str) -> Iterator[tuple[str, str, Part]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if tag in operation["tags"]:
                yield path, method, operation


def _contents(document: Part) -> Iterator[str]:
    for tag in document["tags"]:
        yield f"<h2>{escape(tag['name'])}</h2><ul>"
        for path, method, operation in _operations(document, tag["name"]):
            yield (
                f'<li><a href="#{operation["operationId"]}">{_badge(method)} '
                f"<span>{escape(operation['summary'])}<code>{_path(path)}</code></span></a></li>"
            )
        yield "</ul>"


def _article(path: str, method: str, operation: Part, components: Part) -> Iterator[str]:
    yield (
        f'<article id="{operation["operationId"]}"><h3>{escape(operation["summary"])}'
        f"{' <small>addition</small>' if operation['x-era'] == 'ours' else ''}</h3>"
        f"<p class=address>{_badge(method)} <code>{_path(path)}</code></p>{_paragraphs(operation['description'])}"
    )
    if parameters := operation.get("parameters"):
        yield f"<h4>Parameters</h4><dl>{''.join(_parameter(one) for one in parameters)}</dl>"
    if body := operation.get("requestBody"):
        for media_type, content in body["content"].items():
            yield f"<h4>Body <code>{escape(media_type)}</code></h4>"
            yield from _content(content, components)
    yield "<h4>Answers</h4>"
    for status, answer in operation["responses"].items():
        if "$ref" not in answer:
            yield from _answer(status, answer, components)
    yield "</article>\n"


def _parameter(parameter: Part) -> str:
    kind = _kind(parameter["schema"])
    place = {"query": "query", "path": "path, required", "header": "header"}[parameter["in"]]
    shown = f" Example: <code>{_value(parameter['example'])}</code>" if parameter["example"] != "" else ""
    return _entry(parameter["name"], f"{place}, {kind}", _words(parameter["description"]) + shown)


def _answer(status: str, answer: Part, components: Part) -> Iterator[str]:
    good = status < "4"
    yield f'<div class="answer {"good" if good else "bad"}"><p><b>{status}</b> {_words(answer["description"])}</p>'
    if not good:
        told = [
            one["value"]["message"] for content in answer["content"].values() for one in content["examples"].values()
        ]
        yield "".join(f"<p class=told><code>{escape(message)}</code></p>" for message in dict.fromkeys(told))
    else:
        own = [name for name in answer["headers"] if name not in _common_headers(components)]
        if own:
            entries = (_entry(name, "header", _words(components["headers"][name]["description"])) for name in own)
            yield f"<dl>{''.join(entries)}</dl>"
        for media_type, content in answer.get("content", {}).items():
            if media_type != "application/json":
                yield f"<p><code>{escape(media_type)}</code></p>"
            yield from _content(content, components)
    yield "</div>"


def _content(content: Part, components: Part) -> Iterator[str]:
    for name, schema in _choices(content["schema"], components):
        entries = "".join(_properties(schema, components, "", {}))
        if entries:
            yield f"<details><summary>Properties of {escape(name)}</summary><dl>{entries}</dl></details>"
    for number, example in enumerate(content["examples"].values()):
        value = example["value"]
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
        yield (
            f"<details{'' if number else ' open'}><summary>Example: {escape(example['summary'])}</summary>"
            f"<pre tabindex=0><code>{escape(text)}</code></pre></details>"
        )


def _every_answer(components: Part) -> Iterator[str]:
    yield "<section id=every-answer><h2>On every answer</h2><dl>"
    for name in _common_headers(components):
        header = components["headers"][name]
        yield _entry(name, _kind(header["schema"]), _words(header["description"]))
    yield "</dl><p>Any request may also be answered like this:</p>"
    for answer in components["responses"].values():
        example = next(iter(answer["content"]["application/json"]["examples"].values()))
        yield (
            f'<div class="answer bad"><p><b>{example["value"]["statusCode"]}</b> {_words(answer["description"])}</p>'
            f"<p class=told><code>{escape(example['value']['message'])}</code></p></div>"
        )
    yield "</section>\n"


def _common_headers(components: Part) -> Part:
    """What is on every answer: it is on one that knows nothing of the request."""
    return components["responses"]["Unauthorized"]["headers"]


def _choices(schema: Part, components: Part) -> Iterator[tuple[str, Part]]:
    """The objects that a schema may mean, with their names."""
    for part in schema.get("oneOf", [schema]):
        name, found = _resolved(part, components)
        if "properties" in found:
            yield name, found


def _resolved(schema: Part, components: Part) -> tuple[str, Part]:
    if "$ref" not in schema:
        return "", schema
    name = schema["$ref"].rpartition("/")[2]
    return name, components["schemas"][name]


def _properties(schema: Part, components: Part, prefix: str, shown: dict[str, str]) -> Iterator[str]:
    """A line for each property, those of objects in it behind it, with their whole path as name.

    `shown` has the path at which each object was laid open; where it stands again, it is named and no more.
    """
    required = schema.get("required", ())
    for name, part in schema["properties"].items():
        many = "[]" if part.get("type") == "array" else ""
        path, inner = f"{prefix}{name}{many}", _without_null(part["items"] if many else part)
        choices = list(_choices(inner, components))
        before = shown.setdefault(" ".join(title for title, _ in choices), path) if choices else path
        kind = _object_kind(len(choices), many, before if before != path else "") if choices else _kind(part)
        yield _entry(path, f"{kind}, required" if name in required else kind, _words(part.get("description", "")))
        for title, found in choices if before == path else ():
            if len(choices) > 1:
                yield f"<div class=choice>{_words(found['description'])} ({escape(title)})</div>"
            yield from _properties(found, components, f"{path}.", shown)


def _object_kind(choices: int, many: str, before: str) -> str:
    kind = "list of objects" if many else "object" if choices == 1 else f"one of {choices} objects"
    return f"{kind}, the same as in <code>{_path(before)}</code>" if before else kind


def _without_null(schema: Part) -> Part:
    return next((part for part in schema.get("anyOf", ()) if part.get("type") != "null"), schema)


def _entry(name: str, kind: str, words: str) -> str:
    return f"<div><dt><code>{_path(name)}</code> <span>{kind}</span></dt><dd>{words}</dd></div>"


def _kind(schema: Part) -> str:
    """A schema in a few words, as HTML."""
    if "const" in schema:
        return f"always <code>{_value(schema['const'])}</code>"
    types = schema.get("type", "any")
    names = [types] if isinstance(types, str) else list(types)
    said = " or ".join(names)
    if "array" in names:
        said = _list_of(_kind(schema["items"]))
    if "enum" in schema:
        said = ", ".join(f"<code>{_value(word)}</code>" for word in schema["enum"])
        said = f"one of {said}" if len(schema["enum"]) > 1 else said
    if form := {"uri": "URL", "email": "mail address", "date-time": "time", "uuid": "UUID"}.get(
        schema.get("format", "")
    ):
        said = f"{form} or null" if "null" in names else form
    bounds = "".join(_bounds(schema))
    usual = f", default <code>{_value(schema['default'])}</code>" if "default" in schema else ""
    return f"{said}{bounds}{usual}"


def _list_of(kind: str) -> str:
    return f"list of {kind}s" if kind.replace(" ", "").isalpha() else f"list, each {kind}"


def _bounds(schema: Part) -> Iterator[str]:
    for least, most, unit in (
        ("minimum", "maximum", ""),
        ("minLength", "maxLength", " characters"),
        ("minItems", "maxItems", " items"),
    ):
        low, high = schema.get(least), schema.get(most)
        if low is not None and high is not None:
            yield f", {low:,} to {high:,}{unit}".replace(",", "\u202f").replace("\u202f ", ", ", 1)
        elif high is not None:
            yield f", at most {high:,}{unit}".replace(",", "\u202f").replace("\u202f ", ", ", 1)


def _badge(method: str) -> str:
    return f'<b class="method {method}">{method.upper()}</b>'


def _path(path: str) -> str:
    """A path or name that may be broken where its words meet."""
    return re.sub(r"([/.\-])", r"\1<wbr>", escape(path))


def _value(value: Any) -> str:
    return escape(value if isinstance(value, str) else json.dumps(value))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{_words(part)}</p>" for part in text.split("\n\n"))


def _words(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(text))
