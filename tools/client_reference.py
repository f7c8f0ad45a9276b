"""Write docs/reference/client.md, the reference of the client, from its docstrings; `stale` says whether it is up to date."""

import inspect
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import cardwright_client
from cardwright_client import errors, models, params, testing, webhooks
from cardwright_client._sync import _resources

TARGET = Path(__file__).parents[1] / "docs/reference/client.md"
_HEAD = """# The Python client

Made from docstrings by `tools/client_reference.py`; do not edit. `AsyncClient` has the same with `await`.
"""
_MAIN = ("Client", "Generation", "Export", "Picture", "Batch", "Item", "Credits", "Download", "PollPolicy")


def page() -> str:
    """The whole page."""
    parts = [_HEAD, "## Client and handles\n"]
    parts += [_class(getattr(cardwright_client, name)) for name in _MAIN]
    parts += ["## Endpoints\n", *(_class(found) for found in _own(_resources))]
    parts += ["## Requests\n", *(_fields(found) for found in _own(params))]
    parts += ["## Answers\n", *(_fields(found) for found in _own(models))]
    parts += ["## Errors\n", f"```\n{(errors.__doc__ or '').strip()}\n```\n"]
    parts += ["## Webhooks\n", _function("verify", webhooks.verify), _class(webhooks.Event)]
    parts += ["## For tests\n", (testing.__doc__ or "").strip() + "\n"]
    parts += [_class(getattr(testing, name)) for name in ("FakeService", "Fault", "Made", "FakeClock")]
    return "\n".join(parts)


def stale() -> list[str]:
    """What is to be written anew."""
    if TARGET.exists() and TARGET.read_text("utf-8") == page():
        return []
    return ["docs/reference/client.md is stale: run tools/client_reference.py"]


def _own(module: ModuleType) -> list[type[Any]]:
    found = [value for name, value in vars(module).items() if inspect.isclass(value) and not name.startswith("_")]
    return [value for value in found if value.__module__ == module.__name__]


def _class(found: type[Any]) -> str:
    lines = [f"### {found.__name__}\n", _doc(found)]
    for name in dir(found):
        value = inspect.getattr_static(found, name)
        if name.startswith("_") or not getattr(found, "__module__", "").startswith("cardwright_client"):
            continue
        if isinstance(value, property):
            lines.append(f"- `{name}`: {_doc(value, joined=True)}")
        elif inspect.isfunction(value) and value.__doc__:
            lines.append(_function(name, value).rstrip("\n"))
    return "\n".join(lines) + "\n"


def _function(name: str, value: Any) -> str:
    signature = inspect.signature(value)
    shown = [str(found).partition(":")[0] for found in signature.parameters.values() if found.name != "self"]
    defaults = [
        found.name if found.default is found.empty and found.kind is found.POSITIONAL_OR_KEYWORD else text
        for found, text in zip((one for one in signature.parameters.values() if one.name != "self"), shown, strict=True)
    ]
    return f"- `{name}({', '.join(defaults)})`: {_doc(value, joined=True)}\n"


def _fields(found: type[Any]) -> str:
    names = ", ".join(f"`{name}`" for name in getattr(found, "__annotations__", {}) if not name.startswith("_"))
    return (
        f"### {found.__name__}\n\n{_doc(found)}\n\n{names}\n" if names else f"### {found.__name__}\n\n{_doc(found)}\n"
    )


def _doc(value: Any, *, joined: bool = False) -> str:
    text = inspect.cleandoc(value.__doc__ or "")
    return " ".join(text.split()) if joined else text


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
    sys.exit(0)
