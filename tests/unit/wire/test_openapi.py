"""The published document: valid, complete, and of one mind with the validator."""

import json
from collections.abc import Iterator
from typing import Any, cast

import pytest
import schemathesis
from cardwright_wire import Invalid, PageRequest, parse_generation
from cardwright_wire.contract import EVENTS, Body, Endpoint
from cardwright_wire.endpoints import ENDPOINTS, MOST_CARDS, NOT_SERVED
from cardwright_wire.openapi import document
from cardwright_wire.prose import PROSE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode

DOCUMENT = document("https://decks.example")
SCHEMAS = DOCUMENT["components"]["schemas"]
EXAMPLES = [
    pytest.param(body, example, id=f"{endpoint.id}: {name}")
    for endpoint in ENDPOINTS
    for body in endpoint.requests
    for name, example in body.examples.items()
]
GENERATION = next(one for one in ENDPOINTS if one.id == "createGeneration").requests[0]

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
# Accepted and not advertised: what counts for nothing beside pages, and publishing one page.
FORGIVEN = {*PageRequest.__struct_encode_fields__, "publish"} - {"title"}

# The schema names the form of an address; which addresses there are is not its affair.
schemathesis.openapi.format("uri", st.sampled_from(["https://bay.example/a.png", "https://192.0.2.7/logo.svg"]))
BODIES = cast("Any", schemathesis.openapi.from_dict(DOCUMENT)["/v1.0/generations"]["POST"])


def judge(schema: Any) -> Any:
    """A validator from outside; references lead into the document."""
    whole = {**schema, "components": DOCUMENT["components"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def complaints(schema: Any, value: Any) -> list[str]:
    return [error.message for error in judge(schema).iter_errors(value)]


def operations() -> Iterator[tuple[str, str, Any]]:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def responses(operation: Any) -> Iterator[tuple[str, Any]]:
    for status, answer in operation["responses"].items():
        name = answer.get("$ref", "").rpartition("/")[2]
        yield status, DOCUMENT["components"]["responses"][name] if name else answer


def test_the_document_is_valid() -> None:
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []


def test_each_document_is_its_own() -> None:
    other = document("https://other.example")
    assert other["servers"][0]["url"] == "https://other.example"
    assert {**other, "servers": None} == {**DOCUMENT, "servers": None}
    other["components"]["schemas"]["Me"].clear()
    assert document("https://decks.example") == DOCUMENT


def test_every_row_is_one_operation() -> None:
    rows = [(one.path, one.method.lower(), one.id) for one in ENDPOINTS]
    assert sorted(rows) == sorted((path, method, operation["operationId"]) for path, method, operation in operations())
    assert len({one.id for one in ENDPOINTS}) == len(ENDPOINTS)
    assert {(path, method) for method, path, _ in NOT_SERVED}.isdisjoint((one.path, one.method) for one in ENDPOINTS)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.id)
def test_a_path_has_the_parameters_it_names(endpoint: Endpoint) -> None:
    named = [part[1:-1] for part in endpoint.path.split("/") if part.startswith("{")]
    assert [one.name for one in endpoint.parameters if one.place == "path"] == named


def test_every_property_is_described_and_no_words_are_left_over() -> None:
    for name, schema in SCHEMAS.items():
        silent = [key for key, part in schema["properties"].items() if not part.get("description")]
        assert (name, silent) == (name, [])
        assert schema["description"], name
        assert PROSE[name].keys() - {""} <= schema["properties"].keys(), name
    assert PROSE.keys() - {"*"} == SCHEMAS.keys()
    used = {key for schema in SCHEMAS.values() for key in schema["properties"]}
    assert PROSE["*"].keys() <= used


def test_requests_take_no_further_properties_and_answers_may_gain_some() -> None:
    closed = {name for name, schema in SCHEMAS.items() if schema.get("additionalProperties") is False}
    assert {"GenerationRequest", "SiteRequest", "HeaderFooter", "TemplateRequest", "ExportRequest"} <= closed
    assert closed.isdisjoint({"GenerationStatusResponse", "ErrorBody", "ThemeItemPage"})


def test_every_answer_carries_the_headers_that_every_answer_carries() -> None:
    required = {name for name, header in DOCUMENT["components"]["headers"].items() if header["required"]}
    assert len(required) == 8
    for path, method, operation in operations():
        for status, answer in responses(operation):
            assert required <= answer["headers"].keys(), (method, path, status)
            if status == "429":
                assert "retry-after" in answer["headers"]


def test_every_operation_says_what_any_request_may_meet() -> None:
    for _, _, operation in operations():
        assert {"401", "429", "500"} <= operation["responses"].keys()
        for status, answer in responses(operation):
            if status >= "4":
                assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ErrorBody"}


def test_links_lead_to_operations_that_ask_for_an_id() -> None:
    by_id = {one.id: one for one in ENDPOINTS}
    for endpoint in ENDPOINTS:
        for link in endpoint.links:
            assert {"id", *link.more} <= {one.name for one in by_id[link.operation].parameters}, link


class TestExamples:
    """What is shown is what is meant."""

    def test_there_is_one_of_every_body(self) -> None:
        for path, method, operation in operations():
            contents = list(operation.get("requestBody", {}).get("content", {}).values())
            contents += [
                content for _, answer in responses(operation) for content in answer.get("content", {}).values()
            ]
            assert all(content["examples"] for content in contents), (method, path)

    def test_they_fit_their_schemas(self) -> None:
        for path, method, operation in operations():
            contents = list(operation.get("requestBody", {}).get("content", {}).items())
            contents += [pair for _, answer in responses(operation) for pair in answer.get("content", {}).items()]
            for media_type, content in contents:
                for name, example in content["examples"].items():
                    values = events(example["value"]) if media_type == EVENTS else [example["value"]]
                    found = [text for value in values for text in complaints(content["schema"], value)]
                    assert (method, path, name, found) == (method, path, name, [])

    def test_those_of_parameters_and_headers_fit(self) -> None:
        parts = [one for _, _, operation in operations() for one in operation.get("parameters", ())]
        for part in (*parts, *DOCUMENT["components"]["headers"].values()):
            assert (part, complaints(part["schema"], part["example"])) == (part, [])

    @pytest.mark.parametrize(("body", "example"), EXAMPLES)
    def test_those_of_requests_are_accepted(self, body: Body, example: Any) -> None:
        if body.parse is not None:
            body.parse(json.dumps(example).encode())

    def test_errors_say_their_own_status(self) -> None:
        for _, _, operation in operations():
            for status, answer in responses(operation):
                if status >= "4":
                    examples = answer["content"]["application/json"]["examples"].values()
                    assert {str(example["value"]["statusCode"]) for example in examples} == {status}


def events(stream: str) -> list[dict[str, str]]:
    blocks = [block for block in stream.split("\n\n") if block]
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]


class TestOneMind:
    """The schema and the validator accept and refuse the same bodies."""

    @given(BODIES.as_strategy())
    @settings(suppress_health_check=SLOW, deadline=None)
    def test_what_the_schema_allows_is_accepted(self, case: Any) -> None:
        parse_generation(json.dumps(case.body), max_cards=MOST_CARDS)

    @given(BODIES.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @settings(suppress_health_check=SLOW, deadline=None)
    def test_what_the_schema_forbids_is_refused(self, case: Any) -> None:
        body = without_null(sent(case.body))
        if (named := entries(body)) and FORGIVEN & named.keys() and ("pages" in named or "publish" in named):
            return
        if not judge(GENERATION.schema).is_valid(body):
            with pytest.raises(Invalid):
                parse_generation(json.dumps(body), max_cards=MOST_CARDS)

    @pytest.mark.parametrize(("body", "example"), EXAMPLES)
    def test_a_body_with_one_fault_is_refused(self, body: Body, example: Any) -> None:
        if body.parse is None:
            return
        faulty = list(faults(body.schema, example))
        assert len(faulty) > 3
        for value in faulty:
            assert not judge(body.schema).is_valid(value), value
            with pytest.raises(Invalid):
                body.parse(json.dumps(value).encode())


def sent(body: Any) -> Any:
    """What of a generated body JSON can say."""
    try:
        return json.loads(json.dumps(body))
    except TypeError:
        return None


def entries(value: Any) -> dict[str, Any] | None:
    """The value, if it is an object."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def items(value: Any) -> list[Any] | None:
    """The value, if it is an array."""
    return cast("list[Any]", value) if isinstance(value, list) else None


def without_null(value: Any) -> Any:
    """The value as the wire reads it: null is not sent."""
    if (named := entries(value)) is not None:
        return {name: without_null(part) for name, part in named.items() if part is not None}
    if (listed := items(value)) is not None:
        return [without_null(part) for part in listed]
    return value


OTHERS: dict[str, tuple[Any, ...]] = {
    "string": (7, True, [], {}),
    "integer": ("5", 5.5, True, []),
    "boolean": ("true", 1),
    "array": ("x", {}, 3),
    "object": ("x", [], 3),
}


def faults(schema: Any, value: Any) -> Iterator[Any]:
    """The value with one thing wrong, in every way that the schema knows and at every place."""
    schema = next(branch for branch in schema.get("oneOf", [schema]) if judge(branch).is_valid(value))
    yield from OTHERS[schema.get("type", "string")]
    yield from faults_of_text(schema)
    if "minimum" in schema:
        yield schema["minimum"] - 1
        yield schema["maximum"] + 1
    if (listed := items(value)) is not None:
        yield from faults_of_list(schema, listed)
    if (named := entries(value)) is not None:
        yield {**named, "nonsense": 1}
        for name in schema.get("required", ()):
            yield {key: part for key, part in named.items() if key != name}
        for name, part in named.items():
            for fault in faults(schema["properties"][name], part):
                yield {**named, name: fault}


def faults_of_text(schema: Any) -> Iterator[str]:
    if "enum" in schema or "const" in schema:
        yield "nonsense"
    if schema.get("minLength"):
        yield ""
    if "maxLength" in schema:
        yield "x" * (schema["maxLength"] + 1)
    if "pattern" in schema:
        yield "http:// "
    if schema.get("format") == "email":
        yield "nobody"


def faults_of_list(schema: Any, value: list[Any]) -> Iterator[list[Any]]:
    if schema.get("minItems"):
        yield []
    if "maxItems" in schema:
        yield value[:1] * (schema["maxItems"] + 1)
    for at, item in enumerate(value):
        for fault in faults(schema["items"], item):
            yield [*value[:at], fault, *value[at + 1 :]]
