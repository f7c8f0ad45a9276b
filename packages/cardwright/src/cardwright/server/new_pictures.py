"""Where a file made from a template gets new pictures from: the prompt's source, the template's, or what an operator has set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cardwright_wire import charge, messages
from cardwright_wire.from_template import TemplateImageOptions
from msgspec.structs import replace

from cardwright.deck import Deck
from cardwright.images.providers import Providers
from cardwright.images.sources import Wish, all_sources
from cardwright.pipeline import Order
from cardwright.write.remix import Remixed
from cardwright.write.remix.sought import settled
from cardwright.write.remix.stage import Described

NO_SOURCE: Final = "No service for pictures is configured: none was looked for."
_FIRST: Final = ("generated", "pexels", "web", "giphy")  # where nothing says which


@dataclass(frozen=True, slots=True)
class NewPictures:
    """The deck and the pictures to be found for it. With `fills`, cards that say little get some too."""

    deck: Deck
    wish: Wish | None = None
    sought: Mapping[str, Described] = field(default_factory=dict[str, Described])
    fills: bool = False
    warnings: tuple[str, ...] = ()

    def cost(self, cards: int) -> int:
        """The most that it can cost: each picture that is looked for may be painted."""
        if self.wish is None or self.wish.source != "generated":
            return charge(cards)
        return charge(cards, len(self.sought) + (cards if self.fills else 0), self.wish.model or None)


def pictures_for(order: Order, made: Remixed, options: TemplateImageOptions, providers: Providers) -> NewPictures:
    """The pictures that an adapted template gets.

    `order` is the template's own, which says where its pictures come from.
    Cards that say little get pictures when the prompt names a source or the
    request says how pictures are painted; the others stay as they are.
    """
    painted = bool(options.model or options.style)
    if made.source is None and not painted and not made.sought:
        return NewPictures(made.deck)
    wish = _wish(order.wish, made, options, providers)
    if wish is None:
        asked = made.source or ("" if made.sought else "generated")
        missing = all_sources()[asked].missing if asked else NO_SOURCE
        return NewPictures(settled(made.deck, made.sought, {}), warnings=(missing,))
    paints = wish.source == "generated"
    ignored = (messages.MODEL_AND_STYLE_IGNORED,) if painted and not paints else ()
    return NewPictures(made.deck, wish, made.sought, made.source is not None or (painted and paints), ignored)


def _wish(own: Wish | None, made: Remixed, options: TemplateImageOptions, providers: Providers) -> Wish | None:
    """The wish of the prompt, of the template, or for the first source that is set; None when none can find pictures."""
    if made.source is not None:
        found = own if own and own.source == made.source else Wish(made.source)
    else:
        found = own or next((Wish(name) for name in _FIRST if all_sources()[name].finds(providers)), None)
    if found is None or not all_sources()[found.source].finds(providers):
        return None
    if found.source != "generated":
        return found
    return replace(found, model=options.model or found.model, style=options.style or found.style)
