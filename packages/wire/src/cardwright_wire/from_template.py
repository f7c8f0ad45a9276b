"""A request for a file made from another, as it is meant after validation."""

from functools import lru_cache
from typing import Final

import msgspec

from cardwright_wire import limits, rules
from cardwright_wire.dialect import DEFAULT, Dialect
from cardwright_wire.enums import EXPORTS, ExportAs
from cardwright_wire.image_models import IMAGE_MODELS
from cardwright_wire.requests import GenerationRequest, SharingOptions
from cardwright_wire.rules import one_of, text
from cardwright_wire.shapes import SHARING_OPTIONS, Shape, make_shape, nested
from cardwright_wire.validation import read_body


class TemplateImageOptions(msgspec.Struct, frozen=True, rename="camel"):
    """How new pictures are made; where they come from is the template's affair."""

    model: str | None = None
    style: str = ""


class TemplateRequest(msgspec.Struct, frozen=True, rename="camel"):
    """A file made from the file `gamma_id`, changed as `prompt` says. `theme_id` None keeps the template's theme."""

    gamma_id: str
    prompt: str
    theme_id: str | None = None
    folder_ids: tuple[str, ...] = ()
    export_as: ExportAs | None = None
    image_options: TemplateImageOptions = TemplateImageOptions()
    sharing_options: SharingOptions = SharingOptions()
    title: str = ""

    def as_generation(self) -> GenerationRequest:
        """What is kept of it: where the file lies, who may see it, what it is exported as."""
        return GenerationRequest(
            input_text=self.prompt,
            text_mode="preserve",
            theme_id=self.theme_id,
            folder_ids=self.folder_ids,
            export_as=self.export_as,
            sharing_options=self.sharing_options,
        )


_IMAGE_OPTIONS: Final = make_shape(
    TemplateImageOptions, {"model": one_of(IMAGE_MODELS), "style": text(limits.STYLE_LENGTH)}
)


@lru_cache(maxsize=4)
def from_template(dialect: Dialect = DEFAULT) -> Shape[TemplateRequest]:
    """The shape of a request for a file made from another."""
    return make_shape(
        TemplateRequest,
        {
            "gamma_id": text(128, may_be_empty=False),
            "prompt": text(limits.PROMPT_LENGTH, may_be_empty=False),
            "theme_id": rules.theme_id,
            "folder_ids": rules.folder_ids(dialect.most_folders),
            "export_as": one_of(EXPORTS),
            "image_options": nested(_IMAGE_OPTIONS),
            "sharing_options": nested(SHARING_OPTIONS),
            "title": text(limits.TITLE_LENGTH, may_be_empty=False),
        },
        missing={"gamma_id": "gammaId should not be empty", "prompt": "prompt should not be empty"},
    )


def parse_from_template(body: bytes, dialect: Dialect = DEFAULT) -> TemplateRequest:
    """The request that a body of `POST /v1.0/generations/from-template` makes.

    Raises:
        Invalid: the body breaks a rule or is not JSON.
    """
    return read_body(from_template(dialect), body)
