"""A question to a language model: instructions of ours, data of others, and the type of the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Generic, TypeVar, cast

import msgspec

T = TypeVar("T")
_FENCE: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_BYTES_OF_TOKEN: Final = 4  # about; enough to know beforehand what a question costs


@dataclass(frozen=True)
class Question(Generic[T]):
    """What is asked, and how the answer is to look.

    `instructions` are ours alone. All that comes from people or their files
    goes into `data`, by name: it is sent as JSON in which no tag can be
    written, between tags of those names, with the word that it is no
    instruction. `answer` is a msgspec struct, whose docstrings and
    descriptions the model reads; it may not refer to itself. `check` raises
    ValueError for what the type cannot say. Its message, like that of a value
    of another type, goes back to the model, which may then answer anew.
    """

    instructions: str
    data: Mapping[str, Any]
    answer: type[T]
    check: Callable[[T], object] | None = None

    def read(self, raw: Any) -> T:
        """The answer that plain data holds.

        Raises:
            ValueError: it is not one; the message says where.
        """
        try:
            value = msgspec.convert(raw, self.answer, strict=False)
            msgspec.json.encode(value)  # halves of characters cannot be written down
            if self.check:
                self.check(value)
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error
        return value

    @cached_property
    def system(self) -> str:
        """What the model is told by us."""
        return f"{self.instructions.strip()}\n\n{prompt(Path(__file__).with_name('prompts') / 'data.md')}"

    @cached_property
    def text(self) -> str:
        """What the model is given to work on."""
        return "\n\n".join(f"<{name}>\n{_fenced(value)}\n</{name}>" for name, value in self.data.items())

    @cached_property
    def schema(self) -> dict[str, Any]:
        """JSON schema of the answer, an object without references to tables of tags."""
        found = msgspec.json.schema(self.answer)
        definitions = cast("dict[str, Any]", found["$defs"])
        own = definitions.pop(str(found["$ref"]).rpartition("/")[2])
        rest = {"$defs": definitions} if definitions else {}
        return cast("dict[str, Any]", _portable({**own, **rest}))

    @cached_property
    def tokens(self) -> int:
        """About how many tokens it takes to ask."""
        parts = (self.system, self.text, msgspec.json.encode(self.schema).decode())
        return sum(len(part.encode()) for part in parts) // _BYTES_OF_TOKEN


def prompt(path: Path) -> str:
    """A text for models, kept in a file beside the code that sends it."""
    return path.read_text("utf-8").strip()


def _fenced(value: Any) -> str:
    return msgspec.json.encode(value).decode().translate(_FENCE)


def _portable(schema: Any) -> Any:
    """The schema without what some providers refuse; a union is told apart by its members' tags all the same."""
    if isinstance(schema, list):
        return [_portable(one) for one in cast("list[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    fields = cast("dict[str, Any]", schema)
    return {name: _portable(value) for name, value in fields.items() if name != "discriminator"}
