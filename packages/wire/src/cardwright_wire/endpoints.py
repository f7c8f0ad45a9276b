"""Every endpoint, as data: the published document, its page and the table of compatibility are made of these rows.

A new endpoint is a new row of `ENDPOINTS`; a test compares them with the routes that are served. What every answer
carries (rate headers, 401, 429, 500) is not repeated in the rows.
"""

from functools import partial
from typing import Any, Final

from cardwright_wire import analytics, content, examples, headers, listing, messages, search, shapes
from cardwright_wire.comments import (
    CHANGE,
    COMMENT,
    MOST_COMMENTS,
    MOST_REPLIES,
    REPLY,
    Comment,
    parse_change,
    parse_comment,
    parse_reply,
)
from cardwright_wire.contract import (
    BINARY,
    EVENTS,
    JSON,
    MARKDOWN,
    Answer,
    Body,
    Endpoint,
    Era,
    Link,
    Method,
    Parameter,
    Refusal,
)
from cardwright_wire.enums import EXPORTS, STATUSES
from cardwright_wire.files import (
    EXPORT,
    Archived,
    Balance,
    Deleted,
    ExportStarted,
    ExportStatus,
    FolderItem,
    GammaBody,
    Me,
    ThemeItem,
    parse_export,
)
from cardwright_wire.from_template import from_template, parse_from_template
from cardwright_wire.images import IMAGE, ImageCreated, ImageStatus, MediaArchived, parse_image
from cardwright_wire.limits import CARDS_OF_PLAN
from cardwright_wire.listing import Page
from cardwright_wire.quality import Quality
from cardwright_wire.readings import FORMATS, LONGEST_FILE_NAME, FileText
from cardwright_wire.responses import CreateGenerationResponse, GenerationStatusResponse, ListedGeneration
from cardwright_wire.rules import Schema
from cardwright_wire.scopes import EVERY
from cardwright_wire.search import Hits, Templates
from cardwright_wire.themes import LONGEST_NAME, NewTheme, ThemeDeleted
from cardwright_wire.validation import parse_generation
from cardwright_wire.webhooks import (
    HEADER,
    MOST_WEBHOOKS,
    Delivery,
    NewWebhook,
    Webhook,
    WebhookDeleted,
    WebhookSecret,
    parse_webhook,
    webhook,
)

MOST_CARDS: Final = max(CARDS_OF_PLAN.values())

_TEXT: Final[Schema] = {"type": "string"}
_THEME_NAME: Final[Schema] = {"type": "string", "maxLength": LONGEST_NAME}
_ID: Final[Schema] = {"type": "string", "minLength": 1}
# One event of a stream: tools that know the media type check each of them.
_EVENT: Final[Schema] = {
    "title": "GenerationEvent",
    "type": "object",
    "properties": {
        "id": {"type": "string", "pattern": "^[1-5]$"},
        "event": {"type": "string", "enum": ["stage", "completed", "failed"]},
        "data": {"type": "string", "contentMediaType": JSON},
    },
    "required": ["id", "event", "data"],
}
_FILE_FORMAT: Final = f"(?:{'|'.join((*EXPORTS, 'html'))})"


def _query(name: str, description: str, schema: Schema, example: Any) -> Parameter:
    return Parameter(name, "query", description, schema, example)


def _limit(most: int, usual: int) -> Parameter:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return _query("limit", "The most items to send.", schema, min(usual, most))


def _moment(name: str, description: str) -> Parameter:
    return _query(name, description, {"type": "string", "format": "date-time"}, "2026-11-01T00:00:00Z")


_GENERATION: Final = Parameter("id", "path", "The id of the generation.", _ID, examples.GENERATION_ID)
_IMAGE: Final = Parameter("id", "path", "The id of the picture.", _ID, examples.IMAGE_ID)
_MEDIA: Final = Parameter("id", "path", "The `savedMediaId` of the picture.", _ID, examples.MEDIA_ID)
_WEBHOOK: Final = Parameter("id", "path", "The id of the webhook.", _ID, examples.WEBHOOK_ID)
_GAMMA: Final = Parameter("id", "path", "The id of the file.", _ID, examples.GAMMA_ID)
_EITHER_ID: Final = Parameter(
    "id",
    "path",
    "The id of the file, or the last word of the address it is viewed at.",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,128}$"},
    examples.GAMMA_ID,
)
_COMMENT: Final = Parameter("commentId", "path", "The id of the comment.", _ID, examples.COMMENT_ID)
_VIEWER: Final = Parameter("userId", "path", "The id of the viewer.", _ID, examples.USER_ID)
_EXPORT_ID: Final = Parameter("id", "path", "The id of the export.", _ID, examples.EXPORT_ID)
_AFTER: Final = _query("after", "The `nextCursor` of the page before; not sent for the first page.", _TEXT, "")
_LIST: Final = _limit(listing.MOST, listing.USUAL)
_NAME: Final = _query(
    "query", "A part of the name, in either case.", {"type": "string", "maxLength": listing.LONGEST_QUERY}, "bay"
)
_ONCE: Final = Parameter(
    "Idempotency-Key",
    "header",
    "A name of your choice for this request. Sent again under the same name within a day, the request is not carried "
    "out again but answered as before.",
    {"type": "string", "pattern": "^[!#-~]{1,255}$"},
    "order-4711",
)
_RECEIVER: Final = Parameter(
    HEADER,
    "header",
    "Where to tell that this generation has ended, beside the registered webhooks; signed with the secret of the key.",
    webhook().schema["properties"]["url"],
    examples.RECEIVER,
)
_FURTHER: Final = Parameter(
    "X-Cardwright-Export",
    "header",
    "Further files to make, separated by commas: `pdf`, `pptx`, `png`, `html`. Their links are in `exports` of the status.",
    {"type": "string", "pattern": f"^{_FILE_FORMAT}(?:, ?{_FILE_FORMAT})*$"},
    "pdf, html",
)
_UNLESS: Final = Parameter(
    "If-None-Match", "header", "An `ETag` you have; if nothing has changed since, the answer is an empty 304.", _TEXT,
    '"pending"',
)  # fmt: skip
_PREFER: Final = Parameter(
    "Prefer",
    "header",
    "`wait=N` holds the answer back until the generation has ended, for N seconds at most, 60 at the very most.",
    _TEXT,
    "wait=20",
)
_SEEN: Final = Parameter(
    "Last-Event-ID", "header", "The id of the last event you have; only later ones are sent.", _TEXT, "3"
)

_UNCHANGED: Final = Answer("Nothing has changed.", None, {}, 304, ("etag",))
_BAD_LIST: Final = Refusal(
    400, "A parameter breaks a rule.", messages.invalid_input([f"limit must not be greater than {listing.MOST}"])
)
_BAD_ID: Final = Refusal(
    400, "That cannot be an id.", messages.invalid_input(["gammaId must match /^[A-Za-z0-9_-]{1,128}$/"])
)
_NO_GENERATION: Final = Refusal(
    404, "The workspace has no such generation.", messages.generation_not_found(examples.GENERATION_ID)
)
_NO_GAMMA: Final = Refusal(404, "The workspace has no such file.", messages.gamma_not_found(examples.GAMMA_ID))
_NOT_YOURS: Final = Refusal(403, "The file is there, but not for the owner of the key.", messages.FORBIDDEN)
_NO_WEBHOOK: Final = Refusal(
    404, "The owner of the key has no such webhook.", messages.webhook_not_found(examples.WEBHOOK_ID)
)
_NO_COMMENT: Final = Refusal(
    404, "There is no such file, or no such comment on it.", messages.comment_not_found(examples.COMMENT_ID)
)
_PUT_AWAY: Final = Refusal(409, "The comment is archived.", messages.COMMENT_ARCHIVED)
_TOO_LARGE: Final = Refusal(413, "The body is larger than any request can be.", "Request body is too large")
_PAYING: Final = (
    Refusal(402, "The same as 403, on servers that are set up to say it this way.", messages.INSUFFICIENT_CREDITS),
    Refusal(403, "The workspace cannot pay for it.", messages.INSUFFICIENT_CREDITS),
)
_REPEATED: Final = (
    Refusal(409, "The same `Idempotency-Key` is being worked on.", "A request with this Idempotency-Key is being processed"),
    Refusal(422, "The `Idempotency-Key` was used for another request.", "This Idempotency-Key was used for another request"),
)  # fmt: skip

_CREATED: Final = Answer(
    "The generation was taken on.",
    CreateGenerationResponse,
    examples.CREATED,
    headers=("idempotency-status",),
)
_OF_COMMENT: Final = tuple(
    Link(name, operation, "$request.path.id", {"commentId": "$response.body#/id"})
    for name, operation in (("reply", "createReply"), ("change", "changeComment"), ("archive", "archiveComment"))
)
_ITS_STATUS: Final = (
    Link("status", "getGeneration", "$response.body#/generationId"),
    Link("events", "watchGeneration", "$response.body#/generationId"),
    Link("cancel", "cancelGeneration", "$response.body#/generationId"),
)


ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    Endpoint(
        "POST", "/v1.0/generations", "createGeneration", "Generations", "B", ("generate",),
        "Turn text into a file",
        "Answers at once with an id; the file is made meanwhile. Ask for the status by the id every few seconds until "
        "it is `completed` or `failed`. Every call makes a new generation and costs credits again, unless "
        "`Idempotency-Key` says that it is a repetition.",
        answers=(_CREATED,),
        refusals=(
            Refusal(
                400,
                "The body breaks a rule. All complaints are listed, numbered from 1.",
                messages.invalid_input(["textMode must be one of: generate, condense, preserve"]),
            ),
            *_PAYING,
            *_REPEATED,
            _TOO_LARGE,
        ),
        parameters=(_ONCE, _RECEIVER, _FURTHER),
        requests=(
            Body(
                shapes.generation_schema(MOST_CARDS),
                partial(parse_generation, max_cards=MOST_CARDS),
                examples.GENERATION_REQUESTS,
            ),
        ),
        links=_ITS_STATUS,
    ),
    Endpoint(
        "POST", "/v1.0/generations/from-template", "createFromTemplate", "Generations", "B", ("generate",),
        "Make a file from another one",
        "Keeps what the file says and how it looks, except for what the prompt asks to change. The answer and its "
        "status are those of any other generation.",
        answers=(_CREATED,),
        refusals=(
            Refusal(
                400,
                "The body breaks a rule, or there is no such file to start from.",
                messages.invalid_input(["prompt should not be empty"]),
            ),
            *_PAYING,
            *_REPEATED,
            _TOO_LARGE,
        ),
        parameters=(_ONCE, _RECEIVER),
        requests=(Body(from_template().schema, parse_from_template, examples.TEMPLATE_REQUESTS),),
        links=_ITS_STATUS,
    ),
    Endpoint(
        "GET", "/v1.0/generations", "listGenerations", "Generations", "ours", ("read",),
        "List generations",
        "The generations of the workspace, the newest first.",
        answers=(Answer("A page of them.", Page[ListedGeneration], examples.GENERATIONS),),
        refusals=(_BAD_LIST,),
        parameters=(
            _query("status", "Only those in this state.", {"type": "string", "enum": list(STATUSES)}, "completed"),
            _LIST,
            _AFTER,
        ),
        links=(Link("first", "getGeneration", "$response.body#/data/0/generationId"),),
    ),
    Endpoint(
        "GET", "/v1.0/generations/{id}", "getGeneration", "Generations", "B", ("read", "generate"),
        "Ask for the status of a generation",
        "The answer is 200 in all three states; failing is told in the body. Every few seconds is often enough; "
        "`Retry-After` says when it is worth asking again.",
        answers=(
            Answer(
                "Its status.",
                GenerationStatusResponse,
                examples.STATUSES,
                headers=("etag", headers.RETRY_AFTER, "preference-applied"),
            ),
            _UNCHANGED,
        ),
        refusals=(_NO_GENERATION,),
        parameters=(_GENERATION, _PREFER, _UNLESS),
        links=(
            Link("file", "getGamma", "$response.body#/gammaId"),
            Link("export", "exportGamma", "$response.body#/gammaId"),
            Link("archive", "archiveGamma", "$response.body#/gammaId"),
        ),
    ),
    Endpoint(
        "DELETE", "/v1.0/generations/{id}", "cancelGeneration", "Generations", "ours", ("generate",),
        "Cancel a generation",
        "Ends an open generation as failed. What was set aside for it is given back.",
        answers=(Answer("Its status, which is now `failed`.", GenerationStatusResponse, examples.CANCELLED),),
        refusals=(_NO_GENERATION, Refusal(409, "It had ended before.", messages.ALREADY_ENDED)),
        parameters=(_GENERATION,),
    ),
    Endpoint(
        "GET", "/v1.0/generations/{id}/events", "watchGeneration", "Generations", "ours", ("read", "generate"),
        "Watch a generation",
        "Server-sent events: one per stage, `queued`, `writing`, `images` and `rendering`, then one named `completed` "
        "or `failed` whose data is the status. With it the stream ends.",
        answers=(Answer("The events.", _EVENT, examples.EVENTS, media_type=EVENTS),),
        refusals=(_NO_GENERATION,),
        parameters=(_GENERATION, _SEEN),
    ),
    Endpoint(
        "GET", "/v1.0/gammas/search", "searchGammas", "Files", "C", ("read",),
        "Search files",
        "Searches titles and texts of the files that the owner of the key may view. Something must be looked for: words, a "
        "person or a time. With words the best match comes first, without them the file that was changed last.",
        answers=(Answer("What was found.", Hits, examples.HITS),),
        refusals=(Refusal(400, "A parameter breaks a rule.", messages.invalid_input(["q should not be empty"])),),
        parameters=(
            _query("q", "Words to look for.", {"type": "string", "maxLength": search.LONGEST}, "tides"),
            _query("createdBy", "Who made it: `me`, a mail address or the id of a person.", _TEXT, "me"),
            _moment("updatedAfter", "Not changed before this time."),
            _moment("updatedBefore", "Not changed after this time."),
            _query("includeArchived", "Also find archived files.", {"type": "boolean", "default": False}, False),
            _limit(search.MOST, search.USUAL),
        ),
        links=(Link("first", "getGamma", "$response.body#/hits/0/id"),),
    ),
    Endpoint(
        "GET", "/v1.0/templates/search", "searchTemplates", "Files", "C", ("read", "generate"),
        "Search templates",
        "Searches the workspace's templates; without words, all of them are found.",
        answers=(Answer("What was found.", Templates, examples.TEMPLATES),),
        refusals=(
            Refusal(
                400, "A parameter breaks a rule.", messages.invalid_input([f"limit must not be greater than {search.MOST}"])
            ),
        ),
        parameters=(
            _query("q", "Words to look for.", {"type": "string", "maxLength": search.LONGEST}, "tides"),
            _limit(search.MOST, search.USUAL),
        ),
    ),
    Endpoint(
        "GET", "/v1.0/gammas/{id}", "getGamma", "Files", "C", ("read",),
        "Describe a file",
        "What is known about a file; not what it says.",
        answers=(Answer("The file.", GammaBody, examples.GAMMAS),),
        refusals=(_BAD_ID, _NOT_YOURS, _NO_GAMMA),
        parameters=(_EITHER_ID,),
    ),
    Endpoint(
        "DELETE", "/v1.0/gammas/{id}", "deleteGamma", "Files", "C", ("files",),
        "Delete a file",
        "Deletes it for good: its page, its text and its downloads. Only for admins of the workspace.",
        answers=(Answer("It is gone.", Deleted, examples.DELETED),),
        refusals=(Refusal(403, "The owner of the key is no admin.", messages.ADMIN_REQUIRED), _NO_GAMMA),
        parameters=(_GAMMA,),
    ),
    Endpoint(
        "POST", "/v1.0/gammas/{id}/archive", "archiveGamma", "Files", "B", ("files",),
        "Archive a file",
        "Puts a file away without deleting it. Archiving it again changes nothing.",
        answers=(Answer("It is archived.", Archived, examples.ARCHIVED),),
        refusals=(
            Refusal(
                403, "There is no such file, or the owner of the key may not edit it.", messages.ARCHIVE_DENIED
            ),
        ),
        parameters=(_GAMMA,),
    ),
    Endpoint(
        "GET", "/v1.0/gammas/{id}/content", "readContent", "Files", "ours", ("read",),
        "Read what a file says",
        "The deck as JSON, or as Markdown for whoever accepts `text/markdown`.",
        answers=(
            Answer("The deck.", content.DECK, examples.CONTENT, headers=("etag",)),
            Answer("The same as Markdown.", _TEXT, {"One card": examples.MARKDOWN}, media_type=MARKDOWN),
            _UNCHANGED,
        ),
        refusals=(_BAD_ID, _NOT_YOURS, _NO_GAMMA),
        parameters=(_EITHER_ID, _UNLESS),
    ),
    Endpoint(
        "PUT", "/v1.0/gammas/{id}/content", "writeContent", "Files", "ours", ("files",),
        "Write what a file says",
        "Replaces the whole deck, sent as JSON or as Markdown. `If-Match` makes sure that nobody has changed it since you "
        "read it.",
        answers=(Answer("The file.", GammaBody, examples.GAMMAS, headers=("etag",)),),
        refusals=(
            Refusal(400, "The body is no deck.", f"content must have 1 to {content.MOST_CARDS} cards"),
            _NOT_YOURS,
            _NO_GAMMA,
            Refusal(422, "Nothing in the text can be put on a card.", "The text holds no words"),
            Refusal(412, "`If-Match` names another version.", "The content has changed since it was read"),
            _TOO_LARGE,
        ),
        parameters=(
            _EITHER_ID,
            Parameter("If-Match", "header", "The `ETag` that reading gave.", _TEXT, '"9f2c4e8a1b7d3056"'),
        ),
        requests=(
            Body(content.DECK, None, examples.CONTENT),
            Body(_TEXT, None, {"One card": examples.MARKDOWN}, MARKDOWN),
        ),
    ),
    Endpoint(
        "GET", "/v1.0/gammas/{id}/quality", "getQuality", "Files", "ours", ("read",),
        "Judge a file",
        "What readers would trip over in a file, found by rules that need no language model, and what its file formats "
        "cannot carry. Made when it is asked for, from the file as it is now.",
        answers=(Answer("Its report.", Quality, examples.QUALITY),),
        refusals=(_BAD_ID, _NOT_YOURS, _NO_GAMMA),
        parameters=(_EITHER_ID,),
    ),
    Endpoint(
        "GET", "/v1.0/gammas/{id}/comments", "listComments", "Comments", "C", ("read", "comments"),
        "List comments",
        "The threads of a file, with their replies. The one in which something happened longest ago comes first; so who "
        "asks again for what happened since the last `updatedTime` misses nothing. Needs permission to comment.",
        answers=(Answer("A page of them.", Page[Comment], examples.COMMENTS),),
        refusals=(
            Refusal(400, "A parameter breaks a rule.", messages.invalid_input(["includeArchived must be a boolean value"])),
            _NOT_YOURS,
            _NO_GAMMA,
        ),
        parameters=(
            _EITHER_ID,
            _moment("updatedSince", "Only threads in which something happened after this time; replies count."),
            _query("includeArchived", "Also list what is archived.", {"type": "boolean", "default": False}, False),
            _LIST,
            _AFTER,
        ),
    ),
    Endpoint(
        "POST", "/v1.0/gammas/{id}/comments", "createComment", "Comments", "ours", ("comments",),
        "Write a comment",
        "Begins a thread on a card, or on the file as a whole. Words that are quoted in `targetText` must be on the card; "
        "without `cardId` the first card that has them is meant. Needs permission to comment.",
        answers=(Answer("The thread.", Comment, examples.COMMENT_CREATED),),
        refusals=(
            Refusal(
                400,
                f"The body breaks a rule, the card or the words are not there, or the file has {MOST_COMMENTS} threads.",
                messages.invalid_input(["contentText should not be empty"]),
            ),
            _NOT_YOURS,
            _NO_GAMMA,
            _TOO_LARGE,
        ),
        parameters=(_EITHER_ID,),
        requests=(Body(COMMENT.schema, parse_comment, examples.COMMENT_REQUESTS),),
        links=_OF_COMMENT,
    ),
    Endpoint(
        "PATCH", "/v1.0/gammas/{id}/comments/{commentId}", "changeComment", "Comments", "ours", ("comments",),
        "Close or open a thread",
        "Says whether a thread is done with. Needs permission to comment.",
        answers=(Answer("The thread.", Comment, examples.COMMENT_CLOSED),),
        refusals=(
            Refusal(400, "The body breaks a rule.", messages.invalid_input(["status must be one of: open, closed"])),
            _NOT_YOURS,
            _NO_COMMENT,
            _PUT_AWAY,
            _TOO_LARGE,
        ),
        parameters=(_EITHER_ID, _COMMENT),
        requests=(Body(CHANGE.schema, parse_change, examples.COMMENT_CHANGES),),
    ),
    Endpoint(
        "DELETE", "/v1.0/gammas/{id}/comments/{commentId}", "archiveComment", "Comments", "ours", ("comments",),
        "Archive a comment",
        "Puts a thread away, or a single reply. Only for whoever wrote it and who may edit the file; doing it again "
        "changes nothing.",
        answers=(Answer("The thread.", Comment, examples.COMMENT_ARCHIVED),),
        refusals=(
            _BAD_ID,
            Refusal(403, "Somebody else wrote it, and the owner of the key may not edit the file.", messages.FORBIDDEN),
            _NO_COMMENT,
        ),
        parameters=(_EITHER_ID, _COMMENT),
    ),
    Endpoint(
        "POST", "/v1.0/gammas/{id}/comments/{commentId}/replies", "createReply", "Comments", "ours", ("comments",),
        "Reply to a comment",
        "Adds to a thread, whether it is open or closed. Needs permission to comment.",
        answers=(Answer("The thread.", Comment, examples.COMMENT_REPLIED),),
        refusals=(
            Refusal(
                400,
                f"The body breaks a rule, or the thread has {MOST_REPLIES} replies.",
                messages.invalid_input(["contentText should not be empty"]),
            ),
            _NOT_YOURS,
            _NO_COMMENT,
            _PUT_AWAY,
            _TOO_LARGE,
        ),
        parameters=(_EITHER_ID, _COMMENT),
        requests=(Body(REPLY.schema, parse_reply, examples.REPLY_REQUESTS),),
    ),
    Endpoint(
        "GET", "/v1.0/gammas/{id}/analytics", "getAnalytics", "Analytics", "C", ("analytics",),
        "Tell how a file was viewed",
        "All views together, and how many people looked on each of the last 30 days, in UTC. Needs permission to edit; "
        "who has not full access is told of their own views alone.",
        answers=(Answer("The views.", analytics.GammaAnalytics, examples.ANALYTICS),),
        refusals=(_BAD_ID, _NOT_YOURS, _NO_GAMMA),
        parameters=(_EITHER_ID,),
    ),
    Endpoint(
        "GET", "/v1.0/gammas/{id}/analytics/cards", "getCardAnalytics", "Analytics", "C", ("analytics",),
        "Tell how each card was viewed",
        "Every card in its place, also those that nobody has looked at.",
        answers=(Answer("The cards.", analytics.GammaCardAnalytics, examples.CARD_ANALYTICS),),
        refusals=(_BAD_ID, _NOT_YOURS, _NO_GAMMA),
        parameters=(_EITHER_ID,),
    ),
    Endpoint(
        "GET", "/v1.0/gammas/{id}/analytics/viewers", "listViewers", "Analytics", "C", ("analytics",),
        "List who viewed a file",
        f"By when they last opened it, no more than {analytics.MOST_VIEWERS} in all. Known by name are those who came by a "
        "personal link; others are told apart within a day only.",
        answers=(Answer("A page of them.", analytics.GammaViewers, examples.VIEWERS),),
        refusals=(
            Refusal(
                400, "A parameter breaks a rule.", messages.invalid_input(["sortDirection must be one of: asc, desc"])
            ),
            _NOT_YOURS,
            _NO_GAMMA,
        ),
        parameters=(
            _EITHER_ID,
            _query(
                "sortDirection", "Whether the latest comes first.",
                {"type": "string", "enum": list(analytics.DIRECTIONS), "default": "desc"}, "desc",
            ),
            _LIST,
            _AFTER,
        ),
    ),
    Endpoint(
        "GET", "/v1.0/gammas/{id}/analytics/viewers/{userId}", "getViewer", "Analytics", "C", ("analytics",),
        "Tell what one viewer looked at",
        "Every card, and which share of the viewer's time it had.",
        answers=(Answer("The viewer.", analytics.GammaViewer, examples.VIEWER),),
        refusals=(
            _BAD_ID,
            _NOT_YOURS,
            Refusal(
                404,
                "There is no such file, that person has not viewed it, or nobody knows who it was.",
                messages.viewer_not_found(examples.USER_ID),
            ),
        ),
        parameters=(_EITHER_ID, _VIEWER),
    ),
    Endpoint(
        "POST", "/v1.0/gammas/{id}/export", "exportGamma", "Exports", "C", ("export",),
        "Export a file",
        "Makes a file to download, in any format, as often as you like; it costs nothing. Archived files are not exported.",
        answers=(Answer("The export was taken on.", ExportStarted, examples.EXPORT_STARTED),),
        refusals=(
            Refusal(
                400,
                "The body breaks a rule, that cannot be an id, or the file is archived.",
                messages.invalid_input(["exportAs must be one of: pptx, pdf, png"]),
            ),
            _NOT_YOURS,
            _NO_GAMMA,
            _TOO_LARGE,
        ),
        parameters=(_EITHER_ID,),
        requests=(Body(EXPORT.schema, parse_export, examples.EXPORT_REQUESTS),),
        links=(Link("status", "getExport", "$response.body#/exportId"),),
    ),
    Endpoint(
        "GET", "/v1.0/exports/{id}", "getExport", "Exports", "C", ("read", "export"),
        "Ask for the status of an export",
        "The answer is 200 in all three states; failing is told in the body.",
        answers=(Answer("Its status.", ExportStatus, examples.EXPORT_STATUSES),),
        refusals=(
            Refusal(404, "The workspace has no such export.", messages.export_not_found(examples.EXPORT_ID)),
        ),
        parameters=(_EXPORT_ID,),
    ),
    Endpoint(
        "GET", "/v1.0/themes", "listThemes", "Workspace", "B", ("read", "generate"),
        "List themes",
        "The looks there are, by name.",
        answers=(Answer("A page of them.", Page[ThemeItem], examples.THEMES),),
        refusals=(_BAD_LIST,),
        parameters=(
            _NAME,
            _query(
                "type", "Only everybody's, or only the workspace's own.",
                {"type": "string", "enum": list(listing.THEME_TYPES)}, "standard",
            ),
            _LIST,
            _AFTER,
        ),
    ),
    Endpoint(
        "POST", "/v1.0/themes", "createTheme", "Workspace", "ours", ("themes",),
        "Bring a theme of your own",
        "Reads a company's PowerPoint presentation or template, or a theme file. Decks with the theme are exported into that "
        "very presentation. The body is the file itself, whatever its media type; the answer says what was understood of it. "
        "Only for admins of the workspace.",
        answers=(Answer("The theme and the report on its file.", NewTheme, examples.THEME_CREATED),),
        refusals=(
            Refusal(
                400,
                "No deck can be made in the file's look, or the workspace has too many themes of its own.",
                "the file is no PowerPoint presentation",
            ),
            Refusal(403, "The owner of the key is no admin.", messages.ADMIN_REQUIRED),
            _TOO_LARGE,
        ),
        parameters=(
            _query("name", "Its name; without one, it is called as its file is.", _THEME_NAME, "Bay Museum"),
            _query("fileName", "The name of the file, for the report.", _THEME_NAME, "bay-museum.pptx"),
        ),
        requests=(
            Body({"type": "string", "format": "binary"}, None, examples.THEME_FILES, BINARY),
        ),
        links=(Link("delete", "deleteTheme", "$response.body#/id"),),
    ),
    Endpoint(
        "DELETE", "/v1.0/themes/{id}", "deleteTheme", "Workspace", "ours", ("themes",),
        "Delete a theme of your own",
        "Takes a theme of the workspace's own off the list. Decks that were made with it stay as they are and can still be "
        "exported. Only for admins of the workspace.",
        answers=(Answer("It is gone.", ThemeDeleted, examples.THEME_DELETED),),
        refusals=(
            Refusal(403, "The owner of the key is no admin.", messages.ADMIN_REQUIRED),
            Refusal(
                404, "The workspace has no such theme of its own.", messages.theme_not_found(examples.THEME_ID)
            ),
        ),
        parameters=(Parameter("id", "path", "The id of the theme.", _ID, examples.THEME_ID),),
    ),
    Endpoint(
        "POST", "/v1.0/files", "readFile", "Generations", "ours", ("generate",),
        "Read a file as text",
        "Turns a file of another program into Markdown that can be sent as `inputText`. Its format is told by `fileName`, "
        f"or without one by `Content-Type`: {', '.join(FORMATS)}. The body is the file itself. Nothing of it is kept.",
        answers=(Answer("What the file says.", FileText, examples.FILE_TEXT),),
        refusals=(
            Refusal(400, "The file's format is not read, or it is damaged or empty.", "the file holds no text"),
            _TOO_LARGE,
        ),
        parameters=(
            _query(
                "fileName", "The name of the file.", {"type": "string", "maxLength": LONGEST_FILE_NAME}, "report.md"
            ),
        ),
        requests=(Body({"type": "string", "format": "binary"}, None, examples.FILES, BINARY),),
    ),
    Endpoint(
        "GET", "/v1.0/folders", "listFolders", "Workspace", "B", ("read", "generate"),
        "List folders",
        "The folders of which the owner of the key is a member, by name.",
        answers=(Answer("A page of them.", Page[FolderItem], examples.FOLDERS),),
        refusals=(_BAD_LIST,),
        parameters=(_NAME, _LIST, _AFTER),
    ),
    Endpoint(
        "GET", "/v1.0/me", "getMe", "Workspace", "B", EVERY,
        "Tell whom a key speaks for",
        "The owner of the key, the workspace, and what its plan allows.",
        answers=(Answer("The owner of the key.", Me, examples.ME),),
    ),
    Endpoint(
        "GET", "/v1.0/credits", "getCredits", "Workspace", "ours", ("read", "generate"),
        "Tell what is left to spend",
        "The credits of the workspace.",
        answers=(Answer("The credits.", Balance, examples.BALANCE),),
    ),
    Endpoint(
        "POST", "/v1.0/webhooks", "createWebhook", "Webhooks", "ours", ("webhooks",),
        "Register a webhook",
        "Registers a URL that is told when a generation of the owner of the key ends. The secret with which its events "
        "are signed is told this once.",
        answers=(Answer("The webhook and its secret.", NewWebhook, examples.WEBHOOK_CREATED),),
        refusals=(
            Refusal(
                400,
                f"The body breaks a rule, the URL is not on the open internet, or there are {MOST_WEBHOOKS} webhooks.",
                messages.invalid_input(["url must be a URL address"]),
            ),
            _TOO_LARGE,
        ),
        requests=(Body(webhook().schema, parse_webhook, examples.WEBHOOK_REQUESTS),),
        links=(
            Link("delete", "deleteWebhook", "$response.body#/id"),
            Link("deliveries", "listDeliveries", "$response.body#/id"),
        ),
    ),
    Endpoint(
        "GET", "/v1.0/webhooks", "listWebhooks", "Webhooks", "ours", ("webhooks",),
        "List webhooks",
        "The webhooks of the owner of the key, the newest first.",
        answers=(Answer("A page of them.", Page[Webhook], examples.WEBHOOKS),),
        refusals=(_BAD_LIST,),
        parameters=(_LIST, _AFTER),
        links=(Link("deliveries", "listDeliveries", "$response.body#/data/0/id"),),
    ),
    Endpoint(
        "GET", "/v1.0/webhooks/secret", "getWebhookSecret", "Webhooks", "ours", ("webhooks",),
        "Tell the secret of a key",
        f"What events are signed with whose receiver a request of this key named in `{HEADER}`.",
        answers=(Answer("The secret.", WebhookSecret, examples.WEBHOOK_SECRET),),
    ),
    Endpoint(
        "DELETE", "/v1.0/webhooks/{id}", "deleteWebhook", "Webhooks", "ours", ("webhooks",),
        "Delete a webhook",
        "Nothing more is sent to it.",
        answers=(Answer("It is gone.", WebhookDeleted, examples.WEBHOOK_DELETED),),
        refusals=(_NO_WEBHOOK,),
        parameters=(_WEBHOOK,),
    ),
    Endpoint(
        "GET", "/v1.0/webhooks/{id}/deliveries", "listDeliveries", "Webhooks", "ours", ("webhooks",),
        "List deliveries",
        "What was sent to a webhook and how that went, the newest first.",
        answers=(Answer("A page of them.", Page[Delivery], examples.DELIVERIES),),
        refusals=(_BAD_LIST, _NO_WEBHOOK),
        parameters=(_WEBHOOK, _LIST, _AFTER),
    ),
    Endpoint(
        "POST", "/v1.0/webhooks/{id}/deliveries/{delivery}/redeliver", "redeliver", "Webhooks", "ours", ("webhooks",),
        "Send an event again",
        "Sends it at once, whether or not it had arrived, and as often afterwards as a new one.",
        answers=(Answer("The delivery.", Delivery, examples.DELIVERY),),
        refusals=(
            Refusal(
                404,
                "The owner of the key has no such webhook, or it no such delivery.",
                messages.delivery_not_found(examples.MESSAGE_ID),
            ),
            Refusal(409, "The webhook is disabled.", messages.WEBHOOK_DISABLED),
        ),
        parameters=(_WEBHOOK, Parameter("delivery", "path", "The id of the delivery.", _ID, examples.MESSAGE_ID)),
    ),
    Endpoint(
        "POST", "/v1.0/images", "createImage", "Images", "C", ("generate",),
        "Make a picture",
        "A single picture in one of five sizes. An image model paints it while its status is `pending`, and is paid when "
        "it has. Without an image model it is drawn at once from the theme's own shapes and colours, chosen by the "
        "prompt, for nothing: the same prompt gives the same picture.",
        answers=(Answer("It was taken on.", ImageCreated, examples.IMAGE_CREATED, headers=("idempotency-status",)),),
        refusals=(
            Refusal(400, "The body breaks a rule.", messages.invalid_input(["prompt should not be empty"])),
            *_PAYING,
            *_REPEATED,
            _TOO_LARGE,
        ),
        parameters=(_ONCE,),
        requests=(Body(IMAGE.schema, parse_image, examples.IMAGE_REQUESTS),),
        links=(Link("status", "getImage", "$response.body#/imageGenerationId"),),
    ),
    Endpoint(
        "GET", "/v1.0/images/{id}", "getImage", "Images", "C", ("read", "generate"),
        "Ask for the status of a picture",
        "With the address of the picture once it is there, which needs no key. The answer is 200 in all three states; "
        "`Retry-After` says when it is worth asking again.",
        answers=(
            Answer("Its status.", ImageStatus, examples.IMAGE_STATUSES, headers=(headers.RETRY_AFTER,)),
        ),
        refusals=(Refusal(404, "The workspace has no such picture.", messages.image_not_found(examples.IMAGE_ID)),),
        parameters=(_IMAGE,),
        links=(Link("archive", "archiveMedia", "$response.body#/image/savedMediaId"),),
    ),
    Endpoint(
        "POST", "/v1.0/images/media/{id}/archive", "archiveMedia", "Images", "C", ("files",),
        "Archive a picture",
        "Puts a picture away that is no longer wanted. Where it is used already it stays. Doing it twice is the same.",
        answers=(Answer("It is archived.", MediaArchived, examples.MEDIA_ARCHIVED),),
        refusals=(Refusal(404, "The workspace keeps no such picture.", messages.media_not_found(examples.MEDIA_ID)),),
        parameters=(_MEDIA,),
    ),
)  # fmt: skip

# What the reference has besides, and we have not.
NOT_SERVED: Final[tuple[tuple[Method, str, Era], ...]] = (
    ("POST", "/v1.0/agent/generations", "D"),
    ("GET", "/v1.0/agent/generations/{id}", "D"),
    ("POST", "/v1.0/agent/gammas/{id}/edits", "D"),
    ("GET", "/v1.0/agent/edits/{id}", "D"),
    ("POST", "/v1.0/uploads", "D"),
)
