"""Everything the service has, by subject: each method is one endpoint."""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Generic, Literal, TypeVar, Unpack
from urllib.parse import quote
from uuid import uuid4

from cardwright_client._async._download import AsyncDownloader
from cardwright_client._async._handles import AsyncExport, AsyncGeneration, AsyncPicture
from cardwright_client._async._sender import AsyncSender
from cardwright_client._core.answers import Answer
from cardwright_client._core.durations import features_of
from cardwright_client._core.prices import IMAGE_CREDITS
from cardwright_client._core.ref import Ref, read_ref
from cardwright_client.errors import RefError
from cardwright_client.models import (
    Balance,
    CardAnalytics,
    Comment,
    Delivery,
    FileText,
    Folder,
    Gamma,
    GammaAnalytics,
    Hits,
    Me,
    Model,
    NewTheme,
    NewWebhook,
    Quality,
    Started,
    Status,
    Templates,
    Theme,
    Viewer,
    ViewerDetail,
    Webhook,
    WebhookSecret,
    decode,
)
from cardwright_client.params import CreateParams, ExportAs, ImageParams, TemplateParams, to_wire

M = TypeVar("M", bound=Model)


def _at(*parts: str) -> str:
    """A path of the API; parts are quoted, so that an id never leads elsewhere."""
    return "/v1.0/" + "/".join(quote(part, safe="") for part in parts)


class AsyncPager(Generic[M]):
    """A list, read page by page while it is gone through."""

    def __init__(self, sender: AsyncSender, path: str, kind: type[M], query: Mapping[str, Any]) -> None:
        self._sender = sender
        self._path = path
        self._kind = kind
        self._query = query

    async def pages(self) -> AsyncIterator[list[M]]:
        """The items as the service has divided them."""
        after: str | None = None
        while True:
            answer = await self._sender.ask("GET", self._path, query={**self._query, "after": after})
            values = answer.values()
            yield [decode(item, self._kind) for item in values["data"]]
            after = values.get("nextCursor")
            if not after or not values.get("hasMore", True):
                return

    async def __aiter__(self) -> AsyncIterator[M]:
        async for page in self.pages():
            for item in page:
                yield item

    async def first(self) -> M | None:
        """The first item, by one request; None when there is none."""
        async for page in self.pages():
            return page[0] if page else None
        return None


class _Resource:
    def __init__(self, sender: AsyncSender, downloader: AsyncDownloader) -> None:
        self._sender = sender
        self._downloader = downloader

    async def _read(self, kind: type[M], method: str, *parts: str, **options: Any) -> M:
        return (await self._sender.ask(method, _at(*parts), **options)).read(kind)

    def _list(self, kind: type[M], *parts: str, **query: Any) -> AsyncPager[M]:
        return AsyncPager(self._sender, _at(*parts), kind, query)


class AsyncGenerations(_Resource):
    """Turn text into files."""

    async def create(
        self, *, webhook: str = "", exports: str = "", idempotency_key: str = "", **params: Unpack[CreateParams]
    ) -> AsyncGeneration:
        """Start one. It is sent at most once, unless it provably never arrived or the service knows repetitions.

        `webhook` is told of its end, `exports` names further files to make ("pdf, html"), where a service offers that.

        Raises:
            TypeError: a parameter that does not exist. APIError: refused. CreateOutcomeUnknown: it may be running.
        """
        headers = {"x-cardwright-webhook": webhook, "x-cardwright-export": exports}
        return await self._start("generations", to_wire(params, CreateParams), headers, idempotency_key)

    async def from_template(
        self, *, webhook: str = "", idempotency_key: str = "", **params: Unpack[TemplateParams]
    ) -> AsyncGeneration:
        """Start one that is made from another file."""
        body = to_wire(params, TemplateParams)
        return await self._start("generations/from-template", body, {"x-cardwright-webhook": webhook}, idempotency_key)

    async def post(
        self, body: Mapping[str, Any], *, webhook: str = "", exports: str = "", idempotency_key: str = ""
    ) -> AsyncGeneration:
        """Start one from a body in the wire's names; else as `create` and `from_template`."""
        path = "generations/from-template" if "gammaId" in body else "generations"
        headers = {"x-cardwright-webhook": webhook, "x-cardwright-export": exports}
        return await self._start(path, body, headers, idempotency_key)

    def attach(self, ref: str, body: Mapping[str, Any] | None = None) -> AsyncGeneration:
        """Take one up by its id or `ref`, without a request; its `body`, if known, says how long it may take.

        Raises:
            RefError: it names no generation, or one of another service.
        """
        found = read_ref(ref)
        if found.base and found.base != self._sender.base:
            msg = f"the generation is of {found.base}, this client speaks to {self._sender.base}"
            raise RefError(msg)
        if body is not None:
            found = Ref(found.id, found.base, found.posted_at, found.key, features_of(body, IMAGE_CREDITS))
        return AsyncGeneration(self._sender, self._downloader, found)

    async def get(self, generation_id: str) -> Status:
        """The state now."""
        return await self._read(Status, "GET", "generations", generation_id)

    def list(self, *, status: str | None = None, limit: int | None = None) -> AsyncPager[Status]:
        """Those of the workspace, the newest first."""
        return self._list(Status, "generations", status=status, limit=limit)

    async def _start(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str], key: str) -> AsyncGeneration:
        sender, key = self._sender, key or str(uuid4())
        said = {name: value for name, value in headers.items() if value}
        answer = await sender.ask("POST", f"/v1.0/{path}", json=body, headers=said, key=key)
        started = answer.read(Started)
        ref = Ref(started.generation_id, sender.base, sender.clock.wall(), key, features_of(body, IMAGE_CREDITS))
        return AsyncGeneration(sender, self._downloader, ref, started, answer.request_id)


class AsyncGammas(_Resource):
    """What was made: find, read, put away."""

    async def get(self, gamma_id: str) -> Gamma:
        """What is known of a file."""
        return await self._read(Gamma, "GET", "gammas", gamma_id)

    async def delete(self, gamma_id: str) -> Answer:
        """Delete it for good."""
        return await self._sender.ask("DELETE", _at("gammas", gamma_id))

    async def archive(self, gamma_id: str) -> Answer:
        """Put it away; again changes nothing."""
        return await self._sender.ask("POST", _at("gammas", gamma_id, "archive"))

    async def search(
        self,
        q: str | None = None,
        *,
        created_by: str | None = None,
        updated_after: str | None = None,
        updated_before: str | None = None,
        include_archived: bool | None = None,
        limit: int | None = None,
    ) -> Hits:
        """Files with words, of somebody, or of a time; times as ISO 8601."""
        query = {
            "q": q, "createdBy": created_by, "updatedAfter": updated_after, "updatedBefore": updated_before,
            "includeArchived": include_archived, "limit": limit,
        }  # fmt: skip
        return await self._read(Hits, "GET", "gammas", "search", query=query)

    async def templates(self, q: str | None = None, *, limit: int | None = None) -> Templates:
        """Files to start others from."""
        return await self._read(Templates, "GET", "templates", "search", query={"q": q, "limit": limit})

    async def content(self, gamma_id: str) -> dict[str, Any]:
        """What it says, as JSON values."""
        return (await self._sender.ask("GET", _at("gammas", gamma_id, "content"))).values()

    async def markdown(self, gamma_id: str) -> str:
        """What it says, as Markdown."""
        headers = {"accept": "text/markdown"}
        return (await self._sender.ask("GET", _at("gammas", gamma_id, "content"), headers=headers)).body.decode()

    async def write(self, gamma_id: str, content: Mapping[str, Any] | str, *, if_match: str = "") -> Gamma:
        """Replace what it says, by JSON values or Markdown; `if_match` is the tag of the version that was read.

        Raises:
            Conflict: somebody has changed it since.
        """
        headers = {"if-match": if_match} if if_match else {}
        if isinstance(content, str):
            headers["content-type"] = "text/markdown"
            return await self._read(
                Gamma, "PUT", "gammas", gamma_id, "content", content=content.encode(), headers=headers
            )
        return await self._read(Gamma, "PUT", "gammas", gamma_id, "content", json=content, headers=headers)

    async def quality(self, gamma_id: str) -> Quality:
        """What readers would trip over."""
        return await self._read(Quality, "GET", "gammas", gamma_id, "quality")


class AsyncComments(_Resource):
    """What people say of a file."""

    def list(
        self,
        gamma_id: str,
        *,
        updated_since: str | None = None,
        include_archived: bool | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Comment]:
        """Its threads, the one in which something happened longest ago first."""
        return self._list(
            Comment, "gammas", gamma_id, "comments",
            updatedSince=updated_since, includeArchived=include_archived, limit=limit,
        )  # fmt: skip

    async def create(
        self, gamma_id: str, content_text: str, *, card_id: str | None = None, target_text: str | None = None
    ) -> Comment:
        """Begin a thread, on a card or on the file."""
        said = {"contentText": content_text, "cardId": card_id, "targetText": target_text}
        body = {name: value for name, value in said.items() if value is not None}
        return await self._read(Comment, "POST", "gammas", gamma_id, "comments", json=body)

    async def reply(self, gamma_id: str, comment_id: str, content_text: str) -> Comment:
        """Add to a thread."""
        body = {"contentText": content_text}
        return await self._read(Comment, "POST", "gammas", gamma_id, "comments", comment_id, "replies", json=body)

    async def change(self, gamma_id: str, comment_id: str, status: Literal["open", "closed"]) -> Comment:
        """Close or open a thread."""
        return await self._read(Comment, "PATCH", "gammas", gamma_id, "comments", comment_id, json={"status": status})

    async def archive(self, gamma_id: str, comment_id: str) -> Comment:
        """Put a thread or a reply away."""
        return await self._read(Comment, "DELETE", "gammas", gamma_id, "comments", comment_id)


class AsyncAnalytics(_Resource):
    """Who looked at a file."""

    async def get(self, gamma_id: str) -> GammaAnalytics:
        """All views together."""
        return await self._read(GammaAnalytics, "GET", "gammas", gamma_id, "analytics")

    async def cards(self, gamma_id: str) -> CardAnalytics:
        """Card by card."""
        return await self._read(CardAnalytics, "GET", "gammas", gamma_id, "analytics", "cards")

    def viewers(
        self, gamma_id: str, *, sort_direction: Literal["asc", "desc"] | None = None, limit: int | None = None
    ) -> AsyncPager[Viewer]:
        """By when they last opened it."""
        return self._list(Viewer, "gammas", gamma_id, "analytics", "viewers", sortDirection=sort_direction, limit=limit)

    async def viewer(self, gamma_id: str, user_id: str) -> ViewerDetail:
        """What one of them looked at."""
        return await self._read(ViewerDetail, "GET", "gammas", gamma_id, "analytics", "viewers", user_id)


class AsyncExports(_Resource):
    """Files to download, made on demand."""

    async def create(self, gamma_id: str, export_as: ExportAs) -> AsyncExport:
        """Export a file; it costs nothing."""
        answer = await self._sender.ask("POST", _at("gammas", gamma_id, "export"), json={"exportAs": export_as})
        ref = Ref(str(answer.values()["exportId"]), self._sender.base, self._sender.clock.wall())
        return AsyncExport(self._sender, self._downloader, ref, ours=True)

    def attach(self, export_id: str) -> AsyncExport:
        """Take one up by its id, without a request."""
        return AsyncExport(self._sender, self._downloader, read_ref(export_id), ours=False)


class AsyncImages(_Resource):
    """Single pictures."""

    async def create(self, *, idempotency_key: str = "", **params: Unpack[ImageParams]) -> AsyncPicture:
        """Make one. As with generations, it is never asked for twice.

        Raises:
            CreateOutcomeUnknown: it may be under way.
        """
        key = idempotency_key or str(uuid4())
        answer = await self._sender.ask("POST", _at("images"), json=to_wire(params, ImageParams), key=key)
        ref = Ref(str(answer.values()["imageGenerationId"]), self._sender.base, self._sender.clock.wall(), key)
        return AsyncPicture(self._sender, self._downloader, ref, ours=True)

    def attach(self, image_id: str) -> AsyncPicture:
        """Take one up by its id, without a request."""
        return AsyncPicture(self._sender, self._downloader, read_ref(image_id), ours=False)

    async def archive(self, saved_media_id: str) -> Answer:
        """Put one away that is kept; again changes nothing."""
        return await self._sender.ask("POST", _at("images", "media", saved_media_id, "archive"))


class AsyncThemes(_Resource):
    """Looks to choose from."""

    def list(
        self, *, query: str | None = None, type: Literal["standard", "custom"] | None = None, limit: int | None = None
    ) -> AsyncPager[Theme]:
        """By name; `query` is a part of it."""
        return self._list(Theme, "themes", query=query, type=type, limit=limit)

    async def create(self, file: bytes, *, name: str | None = None, file_name: str | None = None) -> NewTheme:
        """Bring a presentation or a theme file."""
        headers = {"content-type": "application/octet-stream"}
        query = {"name": name, "fileName": file_name}
        return await self._read(NewTheme, "POST", "themes", content=file, query=query, headers=headers)

    async def delete(self, theme_id: str) -> Answer:
        """Take one of the workspace's own off the list."""
        return await self._sender.ask("DELETE", _at("themes", theme_id))


class AsyncFiles(_Resource):
    """Files of other programs as texts."""

    async def read(self, file: bytes, *, file_name: str | None = None) -> FileText:
        """What a file says, to be sent as a text; its format is told by `file_name`."""
        headers = {"content-type": "application/octet-stream"}
        return await self._read(FileText, "POST", "files", content=file, query={"fileName": file_name}, headers=headers)


class AsyncFolders(_Resource):
    """Where files lie."""

    def list(self, *, query: str | None = None, limit: int | None = None) -> AsyncPager[Folder]:
        """By name; `query` is a part of it."""
        return self._list(Folder, "folders", query=query, limit=limit)


class AsyncWorkspace(_Resource):
    """Whom the key speaks for."""

    async def me(self) -> Me:
        """The owner of the key, and what the plan allows."""
        return await self._read(Me, "GET", "me")

    async def credits(self) -> Balance:
        """What is left to spend; not every service tells."""
        return await self._read(Balance, "GET", "credits")


class AsyncWebhooks(_Resource):
    """Be told when generations end."""

    async def create(self, url: str, *, events: list[str] | None = None) -> NewWebhook:
        """Register a receiver; the secret is told this once."""
        body = {"url": url, **({"events": events} if events else {})}
        return await self._read(NewWebhook, "POST", "webhooks", json=body)

    def list(self, *, limit: int | None = None) -> AsyncPager[Webhook]:
        """Those of the key's owner, the newest first."""
        return self._list(Webhook, "webhooks", limit=limit)

    async def secret(self) -> WebhookSecret:
        """What events are signed with whose receiver a request named."""
        return await self._read(WebhookSecret, "GET", "webhooks", "secret")

    async def delete(self, webhook_id: str) -> Answer:
        """Send it nothing more."""
        return await self._sender.ask("DELETE", _at("webhooks", webhook_id))

    def deliveries(self, webhook_id: str, *, limit: int | None = None) -> AsyncPager[Delivery]:
        """What was sent to it, the newest first."""
        return self._list(Delivery, "webhooks", webhook_id, "deliveries", limit=limit)

    async def redeliver(self, webhook_id: str, delivery_id: str) -> Delivery:
        """Send an event again."""
        return await self._read(Delivery, "POST", "webhooks", webhook_id, "deliveries", delivery_id, "redeliver")


class AsyncRaw(_Resource):
    """Any path of the service, for what has no method."""

    async def get(self, path: str, **query: Any) -> Answer:
        """The answer to a GET."""
        return await self._sender.ask("GET", _inside(path), query=query)

    async def send(self, method: str, path: str, json: Any = None) -> Answer:
        """The answer to any other method; it is never sent twice unless it provably never left."""
        return await self._sender.ask(method, _inside(path), json=json)


def _inside(path: str) -> str:
    if not path.startswith("/") or path.startswith("//"):
        msg = "the path must begin with one slash: the key is for one service only"
        raise ValueError(msg)
    return path
