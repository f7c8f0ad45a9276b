"""The words of the wire, each family in the order in which error texts list it.

The order is that of the reference's published schema; it is not alphabetical
and not that of its prose, and `must be one of: …` depends on it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

TextMode = Literal["generate", "condense", "preserve"]
Format = Literal["presentation", "document", "social", "webpage"]
CardSplit = Literal["inputTextBreaks", "auto"]
ExportAs = Literal["pptx", "pdf", "png"]
Amount = Literal["brief", "medium", "detailed", "extensive"]
Language = Literal[
    "en", "en-gb", "en-in", "es", "es-es", "es-mx", "es-419", "ca", "fr", "zh-cn", "zh-tw", "ko", "ja", "ja-da",
    "pt-br", "pt-pt", "de", "it", "ru", "pl", "uk", "ro", "hu", "cs", "el", "tr", "ar", "ar-sa", "he", "fa", "nl",
    "sv", "da", "nb", "fi", "id", "vi", "hi", "gu", "mr", "te", "bn", "ta", "ur", "kn", "ml", "th", "sr", "hr", "sq",
    "bg", "sl", "bs", "mk", "sw", "ha", "yo", "tl", "ms", "kk", "uz", "af", "lv", "lt", "et", "is", "cy",
]  # fmt: skip
ImageSource = Literal[
    "webAllImages",
    "webFreeToUse",
    "webFreeToUseCommercially",
    "aiGenerated",
    "pictographic",
    "giphy",
    "pexels",
    "placeholder",
    "noImages",
    "themeAccent",
]
StylePreset = Literal["photorealistic", "illustration", "abstract", "3D", "lineArt", "custom"]
Dimensions = Literal["fluid", "16x9", "4x3", "pageless", "letter", "a4", "1x1", "4x5", "9x16"]
ElementType = Literal["cardNumber", "image", "text"]
ElementSource = Literal["themeLogo", "custom"]
ElementSize = Literal["sm", "md", "lg", "xl"]
WorkspaceAccess = Literal["edit", "comment", "view", "noAccess", "fullAccess"]
ExternalAccess = Literal["edit", "comment", "view", "noAccess"]
EmailAccess = Literal["edit", "comment", "view", "fullAccess"]
Status = Literal["pending", "completed", "failed"]
Plan = Literal["pro", "ultra", "teams", "business"]

TEXT_MODES: Final[tuple[TextMode, ...]] = get_args(TextMode)
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
CARD_SPLITS: Final[tuple[CardSplit, ...]] = get_args(CardSplit)
EXPORTS: Final[tuple[ExportAs, ...]] = get_args(ExportAs)
AMOUNTS: Final[tuple[Amount, ...]] = get_args(Amount)
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
IMAGE_SOURCES: Final[tuple[ImageSource, ...]] = get_args(ImageSource)
STYLE_PRESETS: Final[tuple[StylePreset, ...]] = get_args(StylePreset)
DIMENSIONS: Final[tuple[Dimensions, ...]] = get_args(Dimensions)
ELEMENT_TYPES: Final[tuple[ElementType, ...]] = get_args(ElementType)
ELEMENT_SOURCES: Final[tuple[ElementSource, ...]] = get_args(ElementSource)
ELEMENT_SIZES: Final[tuple[ElementSize, ...]] = get_args(ElementSize)
WORKSPACE_ACCESS: Final[tuple[WorkspaceAccess, ...]] = get_args(WorkspaceAccess)
EXTERNAL_ACCESS: Final[tuple[ExternalAccess, ...]] = get_args(ExternalAccess)
EMAIL_ACCESS: Final[tuple[EmailAccess, ...]] = get_args(EmailAccess)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
PLANS: Final[tuple[Plan, ...]] = get_args(Plan)

# In the order in which the warning about an illegal dimension lists them.
LEGAL_DIMENSIONS: Final[Mapping[Format, tuple[Dimensions, ...]]] = MappingProxyType(
    {
        "presentation": ("16x9", "4x3", "fluid"),
        "document": ("pageless", "letter", "a4", "fluid"),
        "social": ("1x1", "4x5", "9x16"),
        "webpage": ("fluid",),
    }
)
DEFAULT_DIMENSIONS: Final[Mapping[Format, Dimensions]] = MappingProxyType(
    {"presentation": "fluid", "document": "fluid", "social": "4x5", "webpage": "fluid"}
)
