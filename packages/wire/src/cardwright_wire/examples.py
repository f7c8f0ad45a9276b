"""Example bodies of the published contract: requests the validator accepts, answers made of the structs that are sent."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import UNSET
from msgspec.structs import replace

from cardwright_wire import messages, webhooks
from cardwright_wire.analytics import (
    CardTime,
    CardViews,
    DailyViews,
    GammaAnalytics,
    GammaCardAnalytics,
    GammaViewer,
    GammaViewers,
    ViewDay,
    Viewer,
)
from cardwright_wire.comments import Comment, CommentAuthor, Reply
from cardwright_wire.files import (
    Archived,
    Author,
    Balance,
    Deleted,
    ExportError,
    ExportStarted,
    ExportStatus,
    FolderItem,
    GammaBody,
    Me,
    ThemeItem,
)
from cardwright_wire.images import ImageBody, ImageCreated, ImageStatus, ImageWarning, MediaArchived
from cardwright_wire.listing import Page, cursor
from cardwright_wire.quality import Quality, QualityBox, QualityExport, QualityFinding, QualityFont
from cardwright_wire.readings import FileText
from cardwright_wire.responses import (
    CreateGenerationResponse,
    Credits,
    ErrorBody,
    ListedGeneration,
    PageStatus,
    completed,
    encode,
    failed,
    pending,
)
from cardwright_wire.search import Creator, Hit, Hits, Templates, WorkspaceTemplate
from cardwright_wire.themes import NewTheme, ThemeDeleted, ThemeNote
from cardwright_wire.webhooks import Delivery, NewWebhook, Webhook, WebhookDeleted, WebhookSecret

Examples = Mapping[str, Any]  # by a short name in plain words

GENERATION_ID: Final = "hQ2vT_9wXbK4mZr7LcN0s"
GAMMA_ID: Final = "g_4k9w2m7q1x8z5tb"
EXPORT_ID: Final = "exp_7d2m9x4k1w8q5z3tb6"
THEME_ID: Final = "thm_4c7w1q9d2m8x5k3v6p"
WEBHOOK_ID: Final = "wh_3z9k2w7q5x1m8d4tb6"
MESSAGE_ID: Final = "msg_5q8w1z4k7x2m9d3tb6y0c7vr"
IMAGE_ID: Final = "img_2k9w4m7q1x8z5tb3dy"
MEDIA_ID: Final = "med_8d3k1w9q5z2m7xb4ra"
RECEIVER: Final = "https://bay.example/hooks/decks"
FOLDER_ID: Final = "fld2m9x4k1w8q5z"
USER_ID: Final = "usr4k1w8q5z2m9x"
COMMENT_ID: Final = "com_6d3k9w2z7q5x1m8tb4"
CARD_ID: Final = "5e1f8c3a7b9d204"
CURSOR: Final = cursor(("Paper", "paper"))
_TIME: Final = "2026-11-23T09:30:00.000Z"
_LATER: Final = "2026-11-23T10:05:00.000Z"
_URL: Final = "https://decks.example/docs/Tides-of-the-bay-8d3k1w9q5z2m7xb"
_FILE: Final = f"https://decks.example/exports/{GENERATION_ID}/1795858200-9f2c4e/Tides-of-the-bay.pdf"

NOTES: Final = "# Tides of the bay\n\nThe bay fills twice a day.\n\n---\n\n## Causes\n\n- The moon\n- The sun"

GENERATION_REQUESTS: Final[Examples] = {
    "A topic": {"inputText": "Tides of the bay, for visitors", "textMode": "generate", "numCards": 6},
    "Notes kept as they are": {
        "inputText": NOTES,
        "textMode": "preserve",
        "cardSplit": "inputTextBreaks",
        "exportAs": "pdf",
    },
    "Everything": {
        "inputText": NOTES,
        "textMode": "condense",
        "format": "presentation",
        "themeId": "paper",
        "numCards": 8,
        "cardSplit": "auto",
        "additionalInstructions": "Show the tide table as a chart",
        "exportAs": "pptx",
        "title": "Tides of the bay",
        "textOptions": {"amount": "brief", "tone": "calm, factual", "audience": "visitors", "language": "en-gb"},
        "imageOptions": {
            "source": "aiGenerated",
            "model": "flux-2-klein",
            "style": "watercolour, muted",
            "stylePreset": "custom",
        },
        "cardOptions": {
            "dimensions": "16x9",
            "headerFooter": {
                "topLeft": {"type": "image", "source": "themeLogo", "size": "sm"},
                "topRight": {"type": "image", "source": "custom", "src": "https://bay.example/logo.png"},
                "bottomLeft": {"type": "text", "value": "Bay Museum"},
                "bottomRight": {"type": "cardNumber"},
                "hideFromFirstCard": True,
            },
        },
        "sharingOptions": {
            "workspaceAccess": "comment",
            "externalAccess": "view",
            "emailOptions": {"recipients": ["ada@example.org"], "access": "edit"},
            "enableSearchEngineIndexing": False,
        },
    },
    "Several pages": {
        "title": "Bay Museum",
        "pages": [
            {"inputText": "# Welcome\n\nOpen from March to October.", "textMode": "preserve", "format": "webpage"},
            {"inputText": NOTES, "numCards": 3, "title": "Tides", "path": "/tides"},
        ],
        "publish": True,
    },
}
TEMPLATE_REQUESTS: Final[Examples] = {
    "Another client": {
        "gammaId": GAMMA_ID,
        "prompt": "Replace [[client]] by Harbour Office. Drop the card about prices.",
        "exportAs": "pptx",
    },
}
EXPORT_REQUESTS: Final[Examples] = {"As PowerPoint": {"exportAs": "pptx"}}
DECK: Final[Mapping[str, Any]] = {
    "title": "Tides of the bay",
    "language": "en",
    "cards": [
        {
            "title": [{"text": "Tides of the bay"}],
            "blocks": [{"kind": "list", "items": [{"text": [{"text": "The moon"}]}, {"text": [{"text": "The sun"}]}]}],
        }
    ],
}
MARKDOWN: Final = "# Tides of the bay\n\n- The moon\n- The sun\n"

QUALITY: Final[Examples] = {
    "One thing to mend": Quality(
        GAMMA_ID,
        0.94,
        "open",
        "presented",
        (0.98, 0.91),
        (
            QualityFinding(
                "T1", "size-floor", "warning", 2, "its text is 20.0 pt, less than 24 pt", 20.0, 24.0,
                "Set it larger, or say less on the card.", (QualityBox("2", 68.0, 141.6, 824.0, 88.8, "body"),),
            ),
        ),
        (QualityFont("Inter", 412, None, True), QualityFont("Noto Sans JP", 12, "Inter", True)),
        ("https://bay.example/missing.png",),
        (QualityExport("pptx", "named", ("semi-bold text, which becomes bold",)),),
    ),
}  # fmt: skip

CREATED: Final[Examples] = {
    "Taken on": CreateGenerationResponse(GENERATION_ID),
    "With something ignored": CreateGenerationResponse(
        GENERATION_ID, messages.dimensions_ignored("1x1", "presentation")
    ),
    "Several pages": CreateGenerationResponse(
        GENERATION_ID, page_warnings=(None, messages.dimensions_ignored("1x1", "presentation"))
    ),
}
_PAID: Final = Credits(12, 3988)
_COMPLETED: Final = completed(GENERATION_ID, _PAID, gamma_id=GAMMA_ID, gamma_url=_URL, export_url=_FILE)
STATUSES: Final[Examples] = {
    "Pending": pending(GENERATION_ID),
    "Completed": _COMPLETED,
    "Failed": failed(GENERATION_ID, Credits(0, 4000), ErrorBody(messages.EMPTY_OUTPUT, 422)),
    "Completed with several pages": completed(
        GENERATION_ID,
        Credits(26, 3974),
        gamma_id=GAMMA_ID,
        gamma_url=_URL,
        pages=(
            PageStatus(GAMMA_ID, _URL, "completed"),
            PageStatus("g_8d3k1w9q5z2m7xb", UNSET, "failed", ErrorBody(messages.EMPTY_OUTPUT, 422)),
        ),
    ),
}
CANCELLED: Final[Examples] = {
    "Cancelled": failed(GENERATION_ID, Credits(0, 4000), ErrorBody(messages.CANCELLED, 499)),
}
EVENTS: Final[Examples] = {
    "From beginning to end": (
        'id: 1\nevent: stage\ndata: {"stage": "queued"}\n\n'
        'id: 2\nevent: stage\ndata: {"stage": "writing"}\n\n'
        'id: 3\nevent: stage\ndata: {"stage": "images", "cards": 6}\n\n'
        'id: 4\nevent: stage\ndata: {"stage": "rendering", "cards": 6}\n\n'
        f"id: 5\nevent: completed\ndata: {encode(_COMPLETED).decode()}\n\n"
    )
}
GENERATIONS: Final[Examples] = {
    "The only one": Page(
        [ListedGeneration(GENERATION_ID, "completed", GAMMA_ID, _URL, credits=_PAID, created_time=_TIME)], False, None
    )
}
THEMES: Final[Examples] = {
    "The first of two pages": Page(
        [ThemeItem("paper", "Paper", "standard", ["light", "warm"], ["calm", "bookish"])], True, CURSOR
    )
}
THEME_FILES: Final[Examples] = {"The bytes of a .pptx": "PK…"}
THEME_CREATED: Final[Examples] = {
    "Brought": NewTheme(
        THEME_ID,
        "Bay Museum",
        "custom",
        ["light", "blue"],
        ["corporate"],
        [
            ThemeNote("understood", "layouts", "“Title and Content” for contents"),
            ThemeNote("replaced", "fonts", "Calibri for text is not here; PDF, PNG and page are set in Carlito"),
        ],
    )
}
THEME_DELETED: Final[Examples] = {"Deleted": ThemeDeleted(THEME_ID)}
FILES: Final[Examples] = {"A report": "# River ecology\n\nDams stop fish."}
FILE_TEXT: Final[Examples] = {"Read": FileText("# River ecology\n\nDams stop fish.", "River ecology", "md", ())}
FOLDERS: Final[Examples] = {"The only one": Page([FolderItem(FOLDER_ID, "Exhibitions")], False, None)}
ME: Final[Examples] = {
    "A member": Me("ada@example.org", "Ada", None, "Bay Museum", 60, []),
    "A member's limited key": Me("ada@example.org", "Ada", None, "Bay Museum", 60, [], ["read", "generate"]),
}
BALANCE: Final[Examples] = {"One generation under way": Balance(3988, 12)}
GAMMAS: Final[Examples] = {
    "A file": GammaBody(
        GAMMA_ID, "Tides of the bay", "regular", _URL, None, None, Author("Ada"), _TIME, _TIME, "paper", archived=False
    )
}
ARCHIVED: Final[Examples] = {"Archived": Archived(GAMMA_ID)}
DELETED: Final[Examples] = {"Deleted": Deleted("deleted", GAMMA_ID, messages.FILE_DELETED)}
EXPORT_STARTED: Final[Examples] = {"Taken on": ExportStarted(EXPORT_ID)}
EXPORT_STATUSES: Final[Examples] = {
    "Pending": ExportStatus(EXPORT_ID, "pending", GAMMA_ID, "pdf"),
    "Completed": ExportStatus(EXPORT_ID, "completed", GAMMA_ID, "pdf", _FILE),
    "Failed": ExportStatus(
        EXPORT_ID,
        "failed",
        GAMMA_ID,
        "pdf",
        error=ExportError("render_timeout", "The export took too long. Try again.", 500),
    ),
}
HITS: Final[Examples] = {
    "One match": Hits(
        [Hit(GAMMA_ID, "Tides of the bay", _URL, "The bay fills twice a day.", Creator(USER_ID, "Ada"), _TIME, False)]
    )
}
TEMPLATES: Final[Examples] = {
    "One template": Templates([WorkspaceTemplate(GAMMA_ID, "Tides of the bay", _URL, _URL)]),
}
CONTENT: Final[Examples] = {"One card": DECK}
WEBHOOK_REQUESTS: Final[Examples] = {
    "Every event": {"url": RECEIVER},
    "Failures alone": {"url": RECEIVER, "events": ["generation.failed"]},
}
_ADA: Final = CommentAuthor(USER_ID, "Ada")
_THREAD: Final = Comment(
    COMMENT_ID, CARD_ID, _ADA, "twice a day", "<p>twice a day</p>", "Say when.", "open", False, [], _TIME, _TIME
)
_REPLY: Final = Reply("com_1w8z4k7x2m9d3tb6q5", _ADA, "At six and at six.", False, _LATER, _LATER)
COMMENT_REQUESTS: Final[Examples] = {
    "On words of a card": {"contentText": "Say when.", "cardId": CARD_ID, "targetText": "twice a day"},
    "On the file": {"contentText": "Ready for the printer."},
}
REPLY_REQUESTS: Final[Examples] = {"An answer": {"contentText": "At six and at six."}}
COMMENT_CHANGES: Final[Examples] = {"Done": {"status": "closed"}}
COMMENT_CREATED: Final[Examples] = {"On words of a card": _THREAD}
COMMENT_REPLIED: Final[Examples] = {"With its reply": replace(_THREAD, replies=[_REPLY], updated_time=_LATER)}
COMMENT_CLOSED: Final[Examples] = {"Closed": replace(_THREAD, status="closed", updated_time=_LATER)}
COMMENT_ARCHIVED: Final[Examples] = {"Archived": replace(_THREAD, archived=True, updated_time=_LATER)}
COMMENTS: Final[Examples] = {"The only one": Page([COMMENT_REPLIED["With its reply"]], False, None)}
_DAYS: Final = DailyViews(2, "UTC", [ViewDay("2026-11-22", 1), ViewDay("2026-11-23", 3)])
ANALYTICS: Final[Examples] = {
    "Two days, shortened": GammaAnalytics("all", GAMMA_ID, 7, 4, 1, 2, _TIME, _DAYS),
}
CARD_ANALYTICS: Final[Examples] = {
    "Nobody came to the second": GammaCardAnalytics(
        "all",
        GAMMA_ID,
        4,
        1,
        2,
        [CardViews(CARD_ID, "Tides of the bay", 1, 93.5, 75.0), CardViews("9b2d604c1e7f3a8", "Causes", 2, 0.0, 0.0)],
    )
}
VIEWERS: Final[Examples] = {
    "One by name, one anonymous": GammaViewers(
        "all",
        GAMMA_ID,
        [
            Viewer(USER_ID, "Ada", "ada@example.org", _LATER, 1),
            Viewer("anon_5f0c2ab1d94e7386aa5f0c2ab1d94e73", None, None, _TIME, 1),
        ],
        False,
        None,
    )
}
VIEWER: Final[Examples] = {
    "Stayed on the first card": GammaViewer(
        "all",
        GAMMA_ID,
        USER_ID,
        "Ada",
        "ada@example.org",
        _LATER,
        1,
        2,
        [CardTime(CARD_ID, "Tides of the bay", 1, 100.0), CardTime("9b2d604c1e7f3a8", "Causes", 2, 0.0)],
    )
}
_SECRET: Final = "whsec_" + "bm90IGEgc2VjcmV0LCBvbmx5IGFuIGV4YW1wbGUuLi4="  # what it decodes to says so
WEBHOOK_CREATED: Final[Examples] = {
    "Registered": NewWebhook(WEBHOOK_ID, RECEIVER, webhooks.EVENTS, _TIME, False, _SECRET)
}
WEBHOOKS: Final[Examples] = {
    "The only one": Page([Webhook(WEBHOOK_ID, RECEIVER, webhooks.EVENTS, _TIME, False)], False, None)
}
WEBHOOK_SECRET: Final[Examples] = {"The secret": WebhookSecret(_SECRET)}
WEBHOOK_DELETED: Final[Examples] = {"Deleted": WebhookDeleted(WEBHOOK_ID)}
_WAITING: Final = Delivery(
    MESSAGE_ID, "generation.completed", GENERATION_ID, "pending", 1, 503, None, "2026-11-23T09:30:05.000Z", _TIME
)
DELIVERY: Final[Examples] = {"To be tried again": _WAITING}
DELIVERIES: Final[Examples] = {"The only one": Page([_WAITING], False, None)}
IMAGE_REQUESTS: Final[Examples] = {
    "A banner": {"prompt": "Calm water in the evening", "type": "abstract", "sizePreset": "banner", "themeId": "ocean"},
    "After a picture": {
        "prompt": "Our mascot by the sea",
        "referenceImages": [{"url": "https://bay.example/mascot.png", "role": "subject"}],
    },
}
_DRAWN: Final = ImageWarning(
    "no_image_model", "No image model is configured: the picture is drawn from the theme's own shapes."
)
_SKIPPED: Final = ImageWarning(
    "theme_skipped_for_references", "The picture goes by its reference images: themeId is not applied."
)
_GONE: Final = ImageWarning(
    "reference_unreachable", "referenceImages.1 could not be had: the picture goes by the others."
)
IMAGE_CREATED: Final[Examples] = {
    "To be painted": ImageCreated(IMAGE_ID),
    "Not wholly as asked": ImageCreated(IMAGE_ID, (_SKIPPED,)),
    "Without an image model": ImageCreated(IMAGE_ID, (_DRAWN,)),
}
_PICTURE: Final = "https://decks.example/docs/images/" + "9f2c4e8a" * 8
IMAGE_STATUSES: Final[Examples] = {
    "Being painted": ImageStatus(IMAGE_ID, "pending"),
    "Completed": ImageStatus(
        IMAGE_ID,
        "completed",
        ImageBody(_PICTURE, 1080, 1080, "jpeg", "image/jpeg", False, "1:1", MEDIA_ID),
        (_SKIPPED, _GONE),
        credits=Credits(2, 3998),
    ),
    "Drawn without an image model": ImageStatus(
        IMAGE_ID,
        "completed",
        ImageBody(_PICTURE, 1600, 400, "png", "image/png", False, "4:1", MEDIA_ID),
        (_DRAWN,),
        credits=Credits(0, 4000),
    ),
    "Failed": ImageStatus(
        IMAGE_ID,
        "failed",
        error="The picture could not be painted: the image model answered HTTP status 503.",
        retryable=True,
        credits=Credits(0, 4000),
    ),
}
MEDIA_ARCHIVED: Final[Examples] = {"Archived": MediaArchived(MEDIA_ID)}
