"""What was asked for in vain: the warnings of a valid request, and the request without those wishes.

Whether a field was sent counts, not its value (`amount: "medium"` is a wish
although it is the default), so this looks at the body beside the request.
An empty text is no wish. Other combinations that have no effect (`numCards`
beside breaks, edges of a web page) are ignored silently, as the reference does.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from cardwright_wire import messages
from cardwright_wire.enums import DEFAULT_DIMENSIONS, LEGAL_DIMENSIONS
from cardwright_wire.requests import GenerationRequest, ImageOptions, TextOptions

_NOTHING_SENT: Final[Mapping[str, Any]] = {}


def heeded(body: Mapping[str, Any], request: GenerationRequest) -> tuple[GenerationRequest, Sequence[str]]:
    """The request that will be carried out, and a warning for each wish that will not.

    Warnings are in the order dimensions, model and style, style preset, text
    options. `body` is what the valid request was read from.
    """
    warnings: list[str] = []
    request = _with_dimensions(request, warnings)
    if "imageOptions" in body:
        request = replace(request, image_options=_images(request.image_options, warnings))
    if request.text_mode == "preserve" and "textOptions" in body:
        options = _preserved(body["textOptions"] or _NOTHING_SENT, request.text_options, warnings)
        request = replace(request, text_options=options)
    return request, warnings


def _with_dimensions(request: GenerationRequest, warnings: list[str]) -> GenerationRequest:
    asked = request.card_options.dimensions
    if asked in LEGAL_DIMENSIONS[request.format]:
        return request
    if asked is not None:
        warnings.append(messages.dimensions_ignored(asked, request.format))
    options = replace(request.card_options, dimensions=DEFAULT_DIMENSIONS[request.format])
    return replace(request, card_options=options)


def _images(options: ImageOptions, warnings: list[str]) -> ImageOptions:
    if options.source != "aiGenerated":
        if options.model or options.style:
            warnings.append(messages.MODEL_AND_STYLE_IGNORED)
        return ImageOptions(source=options.source)
    if options.style_preset != "custom" and options.style:
        warnings.append(messages.STYLE_IGNORED)
        return replace(options, style="")
    return options


def _preserved(sent: Mapping[str, Any], options: TextOptions, warnings: list[str]) -> TextOptions:
    if sent.get("amount") or options.tone or options.audience:
        warnings.append(messages.TEXT_OPTIONS_IGNORED)
    return TextOptions(language=options.language)
