"""A flat list of levelled items as nested `ul` and `ol`."""

from collections.abc import Callable, Sequence

from cardwright.scene import Item

Inner = Callable[[Item], str]
Form = Callable[[int], str]


def _plain(_: int) -> str:
    """Levels that all look alike have no classes."""
    return ""


def nested(items: Sequence[Item], inner: Inner, attributes: str, form: Form = _plain) -> str:
    """The list as one element that carries `attributes`; `inner` gives an item's content, `form` the class of a level.

    Where the class of the outermost level goes, `attributes` have `{form}`.

    An item deeper than the one before it opens a list inside that one. Bullets and numbers may change at one level.
    """
    attributes = attributes.replace("{form}", f" {form(0)}" if form(0) else "")
    groups, end = _level(items, 0, -1, inner, form)
    while end < len(items):  # cannot happen for levels >= 0; keeps every item all the same
        more, end = _level(items, end, -1, inner, form)
        groups += more
    if len(groups) == 1:
        return groups[0].replace(" role", f" {attributes} role", 1)
    return f"<div {attributes}>{''.join(groups)}</div>"


def _level(items: Sequence[Item], start: int, parent: int, inner: Inner, form: Form) -> tuple[list[str], int]:
    """The lists of all items from `start` that are deeper than `parent`, and where they end."""
    groups: list[str] = []
    at = start
    while at < len(items) and items[at].level > parent:
        markup, at = _group(items, at, inner, form)
        groups.append(markup)
    return groups, at


def _group(items: Sequence[Item], start: int, inner: Inner, form: Form) -> tuple[str, int]:
    """One `ul` or `ol`: items of one level and one kind, with what is nested in them."""
    level, ordered = items[start].level, items[start].number is not None
    out: list[str] = []
    at = start
    while at < len(items) and items[at].level == level and (items[at].number is not None) == ordered:
        item = items[at]
        below, at = _level(items, at + 1, level, inner, form)
        value = f' value="{item.number}"' if ordered else ""
        out.append(f"<li{value}>{inner(item)}{''.join(below)}</li>")
    tag = "ol" if ordered else "ul"
    own = f' class="{name}"' if level and (name := form(level)) else ""
    # Safari forgets that a list without markers of its own is a list; the role reminds it.
    return f'<{tag}{own} role="list">{"".join(out)}</{tag}>', at
