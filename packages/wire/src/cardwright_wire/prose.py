"""What objects and their properties mean, in the words of the published contract.

By the name of a shape or struct, then by property; `""` is the object itself.
What is not found there is looked up under `"*"`, where properties stand that
mean the same wherever they are.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PROSE: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "*": {
            "id": "Its id.",
            "title": "Its title.",
            "cardOptions": "The shape of the cards and what stands at their edges.",
            "pages": "How each of several pages ended, in the order of the request.",
            "siteUrl": "Where the published site is viewed.",
            "warnings": (
                "What a language model was to do and did not, as one text; not sent when nothing was left undone. "
                "What is known earlier is told in the answer to the POST."
            ),
            "exports": "Links to the further files that were asked for, by format.",
            "generationId": "The id of the generation; ask for its status by it.",
            "gammaId": "The id of the file.",
            "exportId": "The id of the export; ask for its status by it.",
            "message": "What went wrong, in words for people.",
            "statusCode": "The HTTP status.",
            "url": "Where the file is viewed.",
            "archived": "Whether the file is archived.",
            "createdTime": "When it was made, in UTC.",
            "updatedTime": "When it was last changed, in UTC.",
            "data": "The items of this page.",
            "hasMore": "Whether there are further pages.",
            "nextCursor": "What to send as `after` for the next page; null on the last one.",
            "exportUrl": (
                "Where the file is downloaded: a signed link that needs no key and lives for seven days. Asking "
                "again does not renew it."
            ),
            "themeId": "The id of a theme, from the list of themes.",
            "folderIds": "Folders to put the file in. The owner of the key must be a member of each.",
            "exportAs": "Also make a file to download. `png` is a zip with one picture per card.",
            "sharingOptions": "Who may see and change the file.",
            "author": "Who wrote it.",
            "cardId": "The id of the card.",
            "cardName": "What the card is called: its title, else its first words.",
            "cardPosition": "Which card it is, counted from 1.",
            "cardCount": "How many cards the file has.",
            "cardsViewed": "How many of its cards that viewer has looked at.",
            "contentText": "What is said, as plain text.",
            "displayName": "The name of the viewer.",
            "email": "The mail address of the viewer.",
            "lastOpened": "When the file was last opened, in UTC.",
            "scope": "Whose activity this is: `all`, or `self`, the owner of the key's alone.",
            "uniqueEditors": "How many people have made or changed the file.",
            "uniqueViewers": "How many people have looked at it. Without a personal link, the same person counts anew each day.",
        },
        "GenerationRequest": {
            "": "What to make.",
            "inputText": "What it is about: a topic, notes, or the whole text, plain or in Markdown.",
            "textMode": (
                "What happens to the text: `generate` writes from it, `condense` shortens it, `preserve` keeps it "
                "word by word."
            ),
            "format": "What is made.",
            "themeId": "The id of a theme. Without one, or with an empty one, the workspace's usual theme is used.",
            "numCards": (
                "How many cards to aim for; heeded when `cardSplit` is `auto`. The most is 75 on the plan ultra and "
                "60 on every other."
            ),
            "cardSplit": (
                "Where cards begin: `auto` spreads the text over `numCards` cards; `inputTextBreaks` begins one at each "
                "line of the text that holds `---` alone."
            ),
            "additionalInstructions": "Wishes that no other property can say. Where both speak, the other property wins.",
            "title": "The title; without one it is made from the content.",
            "textOptions": "How the text is written.",
            "imageOptions": "Where pictures come from and how they look.",
            "cardOptions": "The shape of the cards and what stands at their edges.",
        },
        "SiteRequest": {
            "": "Several pages to make in one go, each of them a file.",
            "title": "The title of the whole; without one it is made from the content.",
            "pages": "The pages, the front page first.",
            "publish": "Whether to publish the pages together as a site once all of them are made.",
        },
        "PageRequest": {
            "": "One page of several.",
            "inputText": "What the page is about: a topic, notes, or the whole text, plain or in Markdown.",
            "textMode": (
                "What happens to the text: `generate` writes from it, `condense` shortens it, `preserve` keeps it "
                "word by word."
            ),
            "format": "What is made.",
            "numCards": "How many cards to aim for; heeded when `cardSplit` is `auto`.",
            "cardSplit": "Where cards begin, as in a request for one page.",
            "additionalInstructions": "Wishes that no other property can say.",
            "textOptions": "How the text is written.",
            "imageOptions": "Where pictures come from and how they look.",
            "title": "The title of the page; without one it is made from the content.",
            "path": "Where the page stands in the published site. The first page stands at the front, whatever it says.",
        },
        "TextOptions": {
            "": "How the text is written. With `textMode` `preserve` only `language` is heeded.",
            "amount": "How much text a card holds.",
            "tone": "How it sounds, such as `calm, factual`; heeded when `textMode` is `generate`.",
            "audience": "Whom it is for; heeded when `textMode` is `generate`.",
            "language": "The language of the result, whatever the language of the input.",
        },
        "ImageOptions": {
            "": "Where pictures come from and how they look. `model`, `style` and `stylePreset` belong to `aiGenerated`.",
            "source": (
                "Where pictures are taken from. `noImages` adds none; pictures whose URLs are in the text are used "
                "with every source."
            ),
            "model": "The image model to use; without one the server chooses.",
            "style": "How generated pictures look; heeded when `stylePreset` is `custom`.",
            "stylePreset": "A ready-made look of generated pictures; `custom` stands for `style`.",
        },
        "CardOptions": {
            "": "The shape of the cards and what stands at their edges.",
            "dimensions": (
                "The shape of the cards. presentation: `16x9`, `4x3`, `fluid`; document: `pageless`, `letter`, `a4`, "
                "`fluid`; social: `1x1`, `4x5`, `9x16`; webpage: `fluid`. One that does not belong to the format is "
                "replaced by the format's usual one, with a warning."
            ),
            "headerFooter": "What every card shows at its edges.",
        },
        "HeaderFooter": {
            "": "Six positions, each empty or with one element. Web pages have none.",
            "topLeft": "The element at the top left.",
            "topCenter": "The element at the top, in the middle.",
            "topRight": "The element at the top right.",
            "bottomLeft": "The element at the bottom left.",
            "bottomCenter": "The element at the bottom, in the middle.",
            "bottomRight": "The element at the bottom right.",
            "hideFromFirstCard": "Leave all six out on the first card.",
            "hideFromLastCard": "Leave all six out on the last card.",
        },
        "TextElement": {
            "": "A short text.",
            "type": "Says that this is a text.",
            "value": "The text.",
        },
        "LogoElement": {
            "": "The logo of the theme.",
            "type": "Says that this is a picture.",
            "source": "Says that the theme has the picture.",
            "size": "How large the logo is.",
        },
        "PictureElement": {
            "": "A picture of one's own.",
            "type": "Says that this is a picture.",
            "source": "Says that `src` names the picture.",
            "src": "Where the picture is: an absolute https URL on a named host or an IP address.",
            "size": "How large the picture is.",
        },
        "CardNumberElement": {
            "": "The number of the card.",
            "type": "Says that this is the number of the card.",
        },
        "SharingOptions": {
            "": "Who may see and change the file. What is not said here is the workspace's own setting.",
            "workspaceAccess": "What members of the workspace may do.",
            "externalAccess": "What everybody who has the link may do.",
            "emailOptions": "People who are given access by their mail address.",
            "enableSearchEngineIndexing": "Whether search engines may list the page.",
        },
        "EmailOptions": {
            "": "People who are given access by their mail address.",
            "recipients": "Their addresses.",
            "access": "What they may do.",
        },
        "TemplateRequest": {
            "": "A file made from another one.",
            "gammaId": "The id of the file to start from.",
            "prompt": (
                "What to change, in words: new values for placeholders, another subject, cards to add, drop or leave "
                "alone."
            ),
            "themeId": "The id of a theme. Without one, or with an empty one, the template's own theme is kept.",
            "imageOptions": "How new pictures are made.",
            "title": "The title of the new file; without one it is made from the content.",
        },
        "TemplateImageOptions": {
            "": "How new pictures are made; where they come from is the template's affair.",
            "model": "The image model to use; without one the server chooses.",
            "style": "How generated pictures look.",
        },
        "CreateGenerationResponse": {
            "": "A generation was taken on.",
            "warnings": "What of the request is ignored or changed, as one text; not sent when all of it is heeded.",
            "pageWarnings": "The same for each of several pages, null where there is nothing to say.",
        },
        "GenerationStatusResponse": {
            "": (
                "The state of a generation. While pending it is only `generationId` and `status`; when completed there "
                "are `gammaId`, `gammaUrl` and `credits`, and `exportUrl` if an export was asked for; when failed, "
                "`error` and `credits`."
            ),
            "status": "`completed` and `failed` are final.",
            "gammaId": "The id of the file that was made.",
            "gammaUrl": "Where the file is viewed.",
            "error": "Why it failed.",
            "credits": "What it cost.",
        },
        "GenerationEvent": {
            "": "One event of the stream.",
            "id": "Its number; the last one has 5.",
            "event": "`stage`, or at the end the final status.",
            "data": "JSON: the `stage`, with `cards` once they are counted, or at the end the body of the status.",
        },
        "ListedGeneration": {
            "": "A generation of the list: its status, and when it was asked for.",
            "status": "`completed` and `failed` are final.",
            "gammaId": "The id of the file that was made.",
            "gammaUrl": "Where the file is viewed.",
            "error": "Why it failed.",
            "credits": "What it cost.",
            "createdTime": "When it was asked for, in UTC.",
        },
        "PageStatus": {
            "": "How one page of several ended.",
            "gammaId": "The id of the page's file.",
            "gammaUrl": "Where the page is viewed; not sent when it failed.",
            "status": "Whether the page was made.",
            "error": "Why it failed.",
        },
        "Credits": {
            "": "What a generation cost. One that failed costs nothing.",
            "deducted": "Credits it cost.",
            "remaining": "Credits the workspace had left afterwards.",
        },
        "ErrorBody": {
            "": "The body of every error.",
            "statusCode": "The HTTP status; within the status of a generation, the kind of its failure.",
        },
        "ThemeItemPage": {"": "Some of the themes."},
        "ThemeItem": {
            "": "A look to choose by its id.",
            "name": "Its name.",
            "type": "`standard` themes are everybody's, `custom` ones the workspace's own.",
            "colorKeywords": "Words for its colours.",
            "toneKeywords": "Words for its mood.",
        },
        "NewTheme": {
            "": "A theme that was brought, with the report on its file.",
            "name": "Its name.",
            "type": "Always `custom`.",
            "colorKeywords": "Words for its colours.",
            "toneKeywords": "Words for its mood.",
            "report": "What was found in the file, and what became of it.",
        },
        "ThemeNote": {
            "": "One thing that was found in a file.",
            "verdict": (
                "`understood`, `repaired` so that it can be read, `replaced` by what stands in for it, or `left out`."
            ),
            "about": "What it is about: size, colours, fonts, text, layouts, background, logo, charts or the file.",
            "text": "What was found and done, in words for people.",
        },
        "FileText": {
            "": "What a file of another program says.",
            "text": "Its text as Markdown, which can be sent as `inputText`.",
            "title": "The title that the file gives itself; empty when it gives none.",
            "format": "The format it was read as.",
            "warnings": "What was left out or cut.",
        },
        "ThemeDeleted": {"": "The theme is gone.", "deleted": "Always true."},
        "FolderItemPage": {"": "Some of the folders."},
        "FolderItem": {"": "A folder of which the owner of the key is a member.", "name": "Its name."},
        "ListedGenerationPage": {"": "Some of the generations."},
        "Me": {
            "": "Whom a key speaks for.",
            "email": "The mail address of the owner of the key.",
            "displayName": "The name of the owner of the key.",
            "profileImageUrl": "A picture of the owner; there is none.",
            "workspaceName": "The name of the workspace.",
            "maxGenerateCards": "The most cards one generation may have on the workspace's plan.",
            "availableImageModels": "Image models that make pictures on this server.",
            "scopes": "What the key is limited to; only sent of a key that is.",
        },
        "Balance": {
            "": "The credits of the workspace.",
            "remaining": "Free to spend.",
            "reserved": "Set aside for generations that are under way.",
        },
        "GammaBody": {
            "": "What is known about a file; not what it says.",
            "type": "Whether it is meant to be started from.",
            "thumbnailUrl": "A picture of its first card; null when there is none.",
            "description": "A description; null when there is none.",
            "author": "Who made it; null when nobody knows.",
            "themeId": "The id of its theme.",
        },
        "Author": {
            "": "Who made a file.",
            "name": "The author's name.",
            "avatarUrl": "A picture of the author; null when there is none.",
        },
        "Archived": {"": "The file is archived."},
        "Deleted": {
            "": "The file is gone.",
            "status": "Always `deleted`.",
            "message": "The same in words.",
        },
        "ExportRequest": {"": "What a file is exported as.", "exportAs": "The format."},
        "ExportStarted": {"": "An export was taken on."},
        "ExportStatus": {
            "": "The state of an export: `exportUrl` when it is completed, `error` when it failed.",
            "status": "`completed` and `failed` are final.",
            "exportAs": "The format that was asked for.",
            "error": "Why it failed.",
        },
        "ExportError": {
            "": "Why an export failed.",
            "reason": (
                "`render_timeout` and `export_failed` may be tried again; `deck_too_large` and `no_content` ask for "
                "another file."
            ),
            "statusCode": "The kind of the failure, as an HTTP status.",
        },
        "Hits": {"": "What a search found.", "hits": "The files, the best match first."},
        "Hit": {
            "": "A file that was found.",
            "highlight": "The place in its text that matches, as plain text; null when there is none.",
            "createdBy": "Who made it.",
        },
        "Creator": {"": "Who made a file.", "name": "The name of that person."},
        "Templates": {
            "": "Templates that were found.",
            "workspaceTemplates": "Those of the workspace.",
            "workspaceDegraded": "Whether the last change decides the order instead of the match.",
            "exploreTemplates": "Those of everybody; there are none.",
        },
        "Deck": {
            "": "A deck: what a file says.",
            "language": "Its language, as a BCP 47 tag.",
            "cards": "Its cards in reading order, 1 to 500.",
        },
        "DeckCard": {
            "": "One card.",
            "title": "The title, as spans of text; empty when the card has none.",
            "blocks": "What the card says, in reading order.",
            "kind": "What the card is for.",
            "notes": "Notes for whoever presents it.",
        },
        "DeckBlock": {
            "": "One thing that is said: a paragraph, a list, a table, a chart … Its further properties depend on its kind.",
            "kind": "Which kind it is.",
        },
        "DeckSpan": {
            "": "Characters that share one look.",
            "text": "The characters.",
            "bold": "Whether they are bold.",
            "italic": "Whether they are slanted.",
            "code": "Whether they are set as code.",
            "strike": "Whether they are struck out.",
            "link": "Where they lead, as an absolute URL.",
            "note": "What the footnote says that is referred to here; `text` is then empty or a word joiner (U+2060).",
        },
        "DeckNoteSpan": {
            "": "Characters of a footnote that share one look.",
            "text": "The characters.",
            "bold": "Whether they are bold.",
            "italic": "Whether they are slanted.",
            "code": "Whether they are set as code.",
            "strike": "Whether they are struck out.",
            "link": "Where they lead, as an absolute URL.",
        },
        "Quality": {
            "": "How good a file is.",
            "score": "From 0 to 1. A single bad flaw cannot be averaged away.",
            "gate": "`closed` when the file does not say what it should; its score is 0 then.",
            "profile": "Whether its cards are presented to a room or read at a desk; limits differ.",
            "cards": "The score of each card as it is laid out; a long one may take several pages.",
            "findings": "What was found, the worst first.",
            "fonts": "The fonts that set its text.",
            "leftOut": "Pictures it names that could not be had.",
            "exports": "What each of the formats it was asked for does with fonts and cannot carry.",
        },
        "QualityFinding": {
            "": "What a rule found.",
            "rule": "The rule's id; the handbook of rules lists them.",
            "name": "The rule's name.",
            "severity": "How serious it is.",
            "card": "The number of the card as laid out, from 1; 0 for the whole file.",
            "message": "What was found, in words.",
            "value": "What was measured.",
            "limit": "What it should not pass.",
            "fix": "What to do.",
            "boxes": "What it is about.",
        },
        "QualityBox": {
            "": "A box on a card, in points from its top-left corner.",
            "id": "Its number on the card.",
            "x": "From the left edge.",
            "y": "From the upper edge.",
            "width": "Its width.",
            "height": "Its height.",
            "name": "What it is.",
        },
        "QualityFont": {
            "": "A font and what it sets.",
            "family": "The name of the family.",
            "characters": "How many characters it sets.",
            "insteadOf": "The family it stands in for, which has none of these characters; null when it was asked for itself.",
            "available": "Whether it is installed.",
        },
        "QualityExport": {
            "": "What a file format does with a file.",
            "format": "The format, such as `pptx`.",
            "fonts": "Whether such a file has its fonts in it, only names them, or shows text as pictures.",
            "losses": "What it cannot carry of this file, in words.",
        },
        "WebhookRequest": {
            "": "A receiver of events.",
            "url": "Where to send events: an absolute https URL without a login, on the open internet.",
            "events": "Which events to send; all of them unless it is said.",
        },
        "Webhook": {
            "": "A registered receiver of events.",
            "url": "Where events are sent.",
            "events": "Which events are sent.",
            "createdTime": "When it was registered, in UTC.",
            "disabled": "Whether it gets nothing more, since it said so itself or could not be reached for days.",
        },
        "NewWebhook": {
            "": "A receiver of events that was just registered.",
            "url": "Where events are sent.",
            "events": "Which events are sent.",
            "createdTime": "When it was registered, in UTC.",
            "disabled": "Always false.",
            "secret": "What its events are signed with; told this once.",
        },
        "WebhookPage": {"": "Some of the webhooks."},
        "WebhookDeleted": {"": "The webhook is gone.", "deleted": "Always true."},
        "WebhookSecret": {"": "What events are signed with.", "secret": "The secret, which begins with `whsec_`."},
        "Delivery": {
            "": "One event for one receiver.",
            "id": "Its id: the `webhook-id` of every attempt.",
            "event": "What happened.",
            "generationId": "The generation that ended.",
            "status": "Whether it has arrived.",
            "attempts": "How often it was tried.",
            "lastStatusCode": "The HTTP status of the latest answer; null when there was none.",
            "lastError": "Why the latest attempt failed; null when it did not.",
            "nextAttemptTime": "When it is tried next, in UTC; null when it is not.",
            "createdTime": "When it happened, in UTC.",
        },
        "DeliveryPage": {"": "Some of the deliveries."},
        "ImageRequest": {
            "": "One picture.",
            "prompt": "What it is to show, 1 to 5000 characters.",
            "type": "The manner of the picture.",
            "sizePreset": "Its size: 1080×1080, 1080×1350, 1600×400, 1920×1080 or 1080×1920 pixels.",
            "themeId": "The theme whose colours and mood it takes; the default theme unless it is said. Scenes have their own.",
            "referenceImages": "Pictures whose subject is to be shown, up to 4; the picture goes by them, not by type and theme.",
        },
        "ReferenceImage": {
            "": "A picture to go by.",
            "url": "Where it is, an absolute https URL.",
            "role": "What of it counts.",
        },
        "ImageWarning": {
            "": "What of a request was not followed.",
            "code": "Its name, for programs.",
            "message": "The same in a sentence.",
        },
        "ImageCreated": {
            "": "The picture was taken on.",
            "imageGenerationId": "The id to ask for its status by.",
            "warnings": "What of the request is not followed.",
        },
        "ImageStatus": {
            "": "The state of a picture.",
            "imageGenerationId": "The id of the picture.",
            "status": "How far it is.",
            "image": "The picture, once it is there.",
            "warnings": "What of the request was not followed; more may be known once it has ended.",
            "error": "Why it failed.",
            "retryable": "Whether it is worth asking again.",
            "credits": "What it cost.",
        },
        "ImageBody": {
            "": "A picture that is there.",
            "url": "Where it is; needs no key.",
            "width": "Pixels across.",
            "height": "Pixels down.",
            "format": "The format of the file.",
            "mimeType": "The same as a media type.",
            "transparency": "Whether parts of it are transparent.",
            "aspectRatioUsed": "Its proportions.",
            "savedMediaId": "Its name among what the workspace keeps.",
        },
        "MediaArchived": {"": "The picture is archived.", "savedMediaId": "Its name.", "archived": "Always true."},
        "CommentRequest": {
            "": "A comment to write.",
            "cardId": "The card that it is about; without one, that of `targetText`, else the file as a whole.",
            "targetText": "Words of the card that it is about, exactly as they are there; white space does not matter.",
        },
        "ReplyRequest": {"": "A reply to write."},
        "CommentChange": {"": "What of a thread changes.", "status": "Whether it is open or closed."},
        "Comment": {
            "": "A thread: a comment and the replies to it.",
            "cardId": "The card it is about; null when it is about the whole file, or about a card that is gone.",
            "targetText": "The words it is about; null when there are none.",
            "targetHtml": "The same as a paragraph of HTML, escaped.",
            "status": "Whether it is open or closed.",
            "archived": "Whether it is archived.",
            "replies": "The replies, the oldest first.",
            "updatedTime": "When anything last happened in the thread, in UTC.",
        },
        "CommentAuthor": {
            "": "Who wrote a comment or a reply.",
            "id": "The id of the user.",
            "name": "The name of that person, or the mail address of who has none.",
        },
        "Reply": {"": "An answer in a thread.", "archived": "Whether it is archived."},
        "CommentPage": {"": "Some of the threads."},
        "GammaAnalytics": {
            "": "A file's views together.",
            "totalViews": "How often it was opened, by the same people again too.",
            "lastOpened": "When it was last opened, in UTC; null when it never was.",
            "dailyViews": "The last 30 days.",
        },
        "DailyViews": {
            "": "Viewers day by day.",
            "dayCount": "How many days.",
            "timezone": "Where the days begin and end.",
            "days": "The days, today the last of them.",
        },
        "ViewDay": {
            "": "One day.",
            "date": "Which day.",
            "uniqueViewers": "How many people looked at the file on that day.",
        },
        "GammaCardAnalytics": {"": "A file's views card by card.", "cards": "Every card, in the order of the file."},
        "CardViews": {
            "": "How a card was viewed.",
            "viewTimeSeconds": "How long all viewers together looked at it, in seconds.",
            "viewersPercent": "Which share of the viewers has looked at it, 0 to 100.",
        },
        "GammaViewers": {"": "Some of those who viewed a file."},
        "Viewer": {
            "": "Somebody who viewed a file.",
            "viewerId": "The id of the user; of somebody anonymous, a name that lasts a day.",
            "displayName": "The name, or the mail address of who has none; null when the viewer is anonymous.",
            "email": "The mail address; null when the viewer is anonymous.",
        },
        "GammaViewer": {
            "": "What one viewer looked at.",
            "userId": "The id of the user.",
            "perCardTimeSpent": "Every card, in the order of the file.",
        },
        "CardTime": {
            "": "What a card had of one viewer's time.",
            "viewTimePercent": "Which share of it, 0 to 100.",
        },
        "WorkspaceTemplate": {
            "": "A file to start from.",
            "previewUrl": "Where to look at it.",
        },
    }
)


def prose(name: str, property_name: str = "") -> str:
    """The words for a property of an object, or for the object itself; empty when nobody has written them yet."""
    own = PROSE.get(name, {})
    return own[property_name] if property_name in own else PROSE["*"].get(property_name, "")
