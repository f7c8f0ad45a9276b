"""People: who they are and what they do."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Span, rich


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """`src` is the address of a picture of them."""

    name: str
    role: str = ""
    text: str = ""
    src: str = ""


class Team(Block, frozen=True, tag="team"):
    """Two to about twelve people."""

    kind: ClassVar[str] = "team"
    people: tuple[Person, ...]


def compose(block: Team, sketch: Sketch[Any]) -> Any:
    """Rows of as equal length as can be: picture or initials, name, role."""
    people = [person for person in block.people if person.name]
    if not people:
        return None
    across = 1 if sketch.narrow and not _pictured(people, sketch) else max(1, min(sketch.abreast, len(people)))
    rows = -(-len(people) // across)
    across = -(-len(people) // rows)
    drawn = [_row(people[at : at + across], across, rows, sketch) for at in range(0, len(people), across)]
    return drawn[0] if len(drawn) == 1 else sketch.stack(drawn, "normal")


def _pictured(people: Sequence[Person], sketch: Sketch[Any]) -> bool:
    return all(person.src and sketch.picture(person.src, person.name) is not None for person in people)


def _row(people: Sequence[Person], across: int, rows: int, sketch: Sketch[Any]) -> Any:
    shares = (1.0,) * across
    pens = sketch.split(shares, "normal", keep=True)
    pictured = _pictured(people, sketch)
    cells = [
        _portrayed(person, pen, rows) if pictured else _initialled(person, pen, above=across > 1)
        for person, pen in zip(people, pens, strict=False)
    ]
    cells += [pen.stack(()) for pen in pens[len(cells) :]]
    return sketch.row(cells, shares, "normal", keep=True, equal=not pictured)


def _portrayed(person: Person, pen: Sketch[Any], rows: int) -> Any:
    """Somebody below a picture, where `rows` of such stand below each other."""
    return pen.stack([pen.portrait(person.src, person.name, rows), pen.stack(_told(person, pen), "none")], "snug")


def _initialled(person: Person, pen: Sketch[Any], *, above: bool) -> Any:
    """Somebody in a box, the initials `above` the name or before it."""
    inner, initials = pen.inside_panel(), _initials(person.name)
    if above:
        disc = inner.badge(initials, inner.stack(()), "initials")
        return pen.panel(inner.stack([disc, inner.stack(_told(person, inner), "none")], "snug"))
    beside = inner.beside_badge("initials")
    return pen.panel(inner.badge(initials, beside.stack(_told(person, beside), "none"), "initials"))


def _told(person: Person, pen: Sketch[Any]) -> list[Any]:
    parts = [pen.text(rich(person.name), "point-title")]
    parts += [pen.text(rich(person.role), "label")] if person.role else []
    return [*parts, pen.text(rich(person.text), "event-text")] if person.text else parts


def _initials(name: str) -> str:
    """The first letters of the first and the last name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def markdown(block: Team) -> str:
    """A list of names with what they do; pictures below it."""
    lines = [
        markup.inline(
            (
                Span(person.name, bold=True),
                *rich("".join(f" \N{EN DASH} {part}" for part in (person.role, person.text) if part)),
            )
        )
        for person in block.people
    ]
    pictures = [markup.picture(person.src, person.name, "") for person in block.people if person.src]
    return markup.stacked([markup.bullets(lines), *pictures])


SPEC: Final = BlockSpec(
    type=Team,
    compose=compose,
    words=lambda block: "\n".join(
        part for person in block.people for part in (person.name, person.role, person.text) if part
    ),
    markdown=markdown,
    hint="team: two to eight people with name and role",
    example=Team(
        (
            Person("Ruth Aldane", "Farmer, chair"),
            Person("Tomas Weir", "Hydrologist"),
            Person("Amina Sand", "Treasurer"),
        )
    ),
    sources=lambda block: tuple(person.src for person in block.people if person.src),
)
