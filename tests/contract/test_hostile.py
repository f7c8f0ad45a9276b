"""What a hostile tenant tries who has a key of another workspace, and what somebody tries who has none.

`docs/why/security.md` lists the attempts. The last test shuts this machine's address out for a minute.
"""

import base64
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from cardwright_wire.endpoints import ENDPOINTS
from houses import nordwind
from housing import House, housed
from serving import KEY, envelope, http

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
HIDDEN = {"workspaceAccess": "noAccess", "externalAccess": "noAccess"}
BODIES: dict[str, Any] = {
    "/v1.0/gammas/{id}/comments": {"contentText": "mine now"},
    "/v1.0/gammas/{id}/comments/{commentId}": {"status": "closed"},
    "/v1.0/gammas/{id}/comments/{commentId}/replies": {"contentText": "mine now"},
    "/v1.0/gammas/{id}/export": {"exportAs": "pdf"},
}
OF_OTHERS = [(one.method, one.path) for one in ENDPOINTS if "{" in one.path]
NOWHERE = {
    "generations": "x" * 21, "gammas": "g_" + "x" * 15, "exports": "exp_x", "themes": "x", "webhooks": "x", "images": "img_x",
    "images/media": "med_x",
}  # fmt: skip
SECRETS = ("River ecology", "Short notes", "ada@example.org", "hooks.example")


@dataclass
class Victim:
    """What ada of the default workspace has: ids by the beginning of their paths, a link, a page and its picture."""

    ids: dict[str, str]
    comment: str
    export_url: str
    page: str
    picture: str


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with housed(Path(tmp_path_factory.mktemp("hostile"))) as found:
        yield found


@pytest.fixture(scope="module")
def victim(house: House) -> Victim:
    def post(path: str, **options: Any) -> dict[str, Any]:
        answer = house.ask("POST", path, house.ada, **options)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    theme = post("/themes?name=Own&fileName=a.pptx", content=nordwind(), headers={"content-type": PPTX})["id"]
    done = house.file(house.ada, themeId=theme, exportAs="pdf", sharingOptions=HIDDEN)
    gamma = done["gammaId"]
    picture = post("/images", json={"prompt": "a river"})["imageGenerationId"]
    media = house.ask("GET", f"/images/{picture}", house.ada).json()["image"]["savedMediaId"]
    export = post(f"/gammas/{gamma}/export", json={"exportAs": "pdf"})["exportId"]
    hook = post("/webhooks", json={"url": "https://hooks.example/x"})["id"]
    comment = post(f"/gammas/{gamma}/comments", json={"contentText": "between us"})["id"]
    link = house.link(gamma, "ada@example.org")
    shown = re.search(r"/docs/images/[0-9a-f]{64}/[0-9a-z-]+", http().get(link).text)
    assert shown
    ids = {
        "generations": done["generationId"], "gammas": gamma, "exports": export, "themes": theme, "webhooks": hook,
        "images": picture, "images/media": media,
    }  # fmt: skip
    return Victim(ids, comment, done["exportUrl"], link, shown[0])


def concrete(path: str, ids: dict[str, str], comment: str) -> str:
    """The path with somebody's ids in it."""
    known = {
        "id": ids[path.removeprefix("/v1.0/").partition("/{")[0]],
        "commentId": comment,
        "userId": "usr_x",
        "delivery": "evt_x",
    }
    return path.format(**known).removeprefix("/v1.0")


def raw(house: House, request: bytes) -> bytes:
    """What the server says to these very bytes, until it says no more."""
    said = b""
    with socket.create_connection(("127.0.0.1", house.server.port), 10) as line, suppress(OSError):
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        while part := line.recv(65536):
            said += part
    return said


def asked(house: House, target: str, *headers: str) -> bytes:
    """The answer to a GET of a target that no client library would send."""
    lines = [f"GET {target} HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""]
    return raw(house, "\r\n".join(lines).encode("latin-1"))


@pytest.mark.parametrize(("method", "path"), OF_OTHERS)
def test_ids_of_another_workspace_are_not_there(house: House, victim: Victim, method: str, path: str) -> None:
    if path.endswith("/content") and method == "PUT":
        options: dict[str, Any] = {"content": "# Mine now\n\nWords.", "headers": {"content-type": "text/markdown"}}
    else:
        options = {"json": BODIES[path]} if path in BODIES and method != "GET" and method != "DELETE" else {}
    answer = house.ask(method, concrete(path, victim.ids, victim.comment), house.eve, **options)
    assert answer.status_code in {403, 404}, answer.text
    nowhere = house.ask(method, concrete(path, NOWHERE, "cmt_0"), house.eve, **options)
    assert nowhere.status_code == answer.status_code  # so that nobody learns which ids there are
    assert not any(secret in answer.text for secret in SECRETS)


def test_nothing_of_the_victims_was_changed_or_is_listed(house: House, victim: Victim) -> None:
    assert house.ask("GET", f"/gammas/{victim.ids['gammas']}", house.ada).json()["title"] == "River ecology"
    for path in ("/generations", "/gammas/search?q=river", "/themes?type=custom", "/webhooks", "/folders"):
        answer = house.ask("GET", path, house.eve)
        assert answer.status_code == 200, answer.text
        assert not any(one in answer.text for one in (*SECRETS, *victim.ids.values()))


@pytest.mark.parametrize("field", ["themeId", "folderIds", "gammaId"])
def test_ids_of_another_workspace_are_of_no_use_in_a_body(house: House, victim: Victim, field: str) -> None:
    body: dict[str, Any] = {"inputText": "# A\n\nB", "textMode": "preserve"}
    folder = house.typed("admin", "folders", "create", "Hers")
    wanted = {"themeId": victim.ids["themes"], "folderIds": [folder], "gammaId": victim.ids["gammas"]}
    path = "/generations/from-template" if field == "gammaId" else "/generations"
    body = {"prompt": "x"} if field == "gammaId" else body
    answer = house.ask("POST", path, house.eve, json={**body, field: wanted[field]})
    assert answer.status_code in {400, 404}, answer.text
    assert not any(secret in answer.text for secret in SECRETS)


def test_pictures_of_a_hidden_file_are_for_whom_its_page_is(house: House, victim: Victim) -> None:
    at = house.server.base
    good = http().get(at + victim.picture)
    assert (good.status_code, good.headers["cache-control"]) == (200, "private, max-age=86400")
    _, _, _, sha256, seal = victim.picture.split("/")
    doc, link, signature = seal.split("-")
    forged = ["", "--" + signature, f"{doc}--{signature}", f"{doc}-{link}-{'0' * 40}", f"{doc}-{link}", seal.upper()]
    for one in forged:
        assert http().get(f"{at}/docs/images/{sha256}/{one}").status_code == 404, one
    assert http().get(f"{at}/docs/images/{sha256}").status_code == 404


def test_a_picture_is_hidden_as_soon_as_its_link_ends(house: House) -> None:
    theme = house.ask("GET", "/themes?type=custom", house.ada).json()["data"][0]["id"]
    invited = {**HIDDEN, "emailOptions": {"recipients": ["carol@client.example"], "access": "view"}}
    gamma = house.file(house.ada, themeId=theme, sharingOptions=invited)["gammaId"]
    page = http().get(house.link(gamma, "carol@client.example")).text
    picture = house.server.base + re.findall(r"/docs/images/[0-9a-f]{64}/[0-9a-z-]+", page)[0]
    assert http().get(picture).status_code == 200
    house.typed("admin", "revoke", gamma, "carol@client.example")
    assert http().get(picture).status_code == 404


def test_naming_a_picture_gives_no_seal_for_it(house: House, victim: Victim) -> None:
    bare = victim.picture.rpartition("/")[0]
    text = f'# Mine\n\n![x]({bare})\n\n<img src="{bare}">\n\n[x]({bare})\n\n`<img src="{bare}"`\n\n" src="{bare}"'
    done = house.file(house.eve, inputText=text)
    page = http().get(done["gammaUrl"]).text.replace("<wbr>", "").replace("&quot;", chr(34))
    assert bare in page
    assert f"{bare}/" not in page


def test_an_exported_file_is_no_picture(house: House, victim: Victim) -> None:
    """Whoever once had a file knows its hash, and must not get it by that."""
    digest = http().get(victim.export_url).headers["repr-digest"]
    sha256 = base64.b64decode(digest.removeprefix("sha-256=:").removesuffix(":")).hex()
    seal = victim.picture.rpartition("/")[2]
    for path in (f"/docs/images/{sha256}", f"/docs/images/{sha256}/{seal}", f"/exports/{sha256}"):
        assert http().get(house.server.base + path).status_code == 404


def test_links_of_one_file_open_no_other(house: House, victim: Victim) -> None:
    own = urlsplit(house.file(house.eve, exportAs="pdf")["exportUrl"]).path.split("/")
    theirs = urlsplit(victim.export_url).path.split("/")
    assert http().get(victim.export_url).status_code == 200
    until, signature = theirs[3].split("-")
    forged = [
        [theirs[2], own[3]], [own[2], theirs[3]], [theirs[2], f"{int(until) + 1}-{signature}"],
        [theirs[2], f"0{until}-{signature}"], [victim.ids["exports"], theirs[3]], [theirs[2], f"{until}-"],
        [f"../exports/{theirs[2]}", own[3]], [theirs[2] + "%00", theirs[3]],
    ]  # fmt: skip
    for one, two in forged:
        answer = asked(house, f"/exports/{one}/{two}/a.pdf")
        assert re.match(rb"HTTP/1\.1 40[04] ", answer), (one, two, answer[:80])


@pytest.mark.parametrize(
    "target",
    [
        "/docs/../v1.0/me", "/docs/%2e%2e/v1.0/me", "/static/../v1.0/me", "//v1.0/me", "/v1.0//me", "/health/../v1.0/me",
        "/public-api/public-api/v1.0/me", "/public-api", "http://x/v1.0/me", "/V1.0/me", "/v1.0/me?x=/docs/", "/docs;/v1.0/me",
        "/static/..%2f..%2fsecret.key", "/static/%2e%2e/secret.key", "/docs/images/..%2f..%2fsecret.key/x", "/exports/../../secret.key",
        "/sites/..%2f/secret.key", "/docs/%00", "/docs/" + "a" * 8000, "/docs/x?for=" + "%27" * 1000,
    ],
)  # fmt: skip
def test_no_path_leads_around_the_gate_or_out_of_the_house(house: House, victim: Victim, target: str) -> None:
    answer = asked(house, target)
    assert re.match(rb"HTTP/1\.1 (400|401|404) ", answer), answer[:120]
    assert b"ada@" not in answer


@pytest.mark.parametrize(
    "headers",
    [
        ("X-Api-Key: wrong", f"X-Api-Key: {KEY}"), (f"Authorization: Bearer {KEY}",), (f"Cookie: x-api-key={KEY}",),
        (f"X-Original-Url: /v1.0/me?x-api-key={KEY}",), (f"X_Api_Key: {KEY}",), (f"X-Api-Key: {KEY}\x85",),
        ("X-Api-Key: " + "k" * 50_000,), ("X-Forwarded-For: 127.0.0.1", "X-Real-Ip: 127.0.0.1"),
    ],
)  # fmt: skip
def test_no_header_but_the_key_alone_lets_anybody_in(house: House, headers: tuple[str, ...]) -> None:
    assert asked(house, "/v1.0/me", *headers).startswith(b"HTTP/1.1 401 ")


def test_heads_without_an_end_are_cut(house: House) -> None:
    assert asked(house, "/health", *(f"x-{at}: {'a' * 4000}" for at in range(40)))[:13] in {b"HTTP/1.1 431 ", b""}
    endless = b"GET /health HTTP/1.1\r\nx-a: " + b"a" * 300_000
    assert raw(house, endless)[:13] in {b"HTTP/1.1 431 ", b""}  # nothing, when it hung up on us as we spoke


@pytest.mark.parametrize(
    "framing",
    [
        "Content-Length: 5\r\nContent-Length: 6", "Content-Length: -1", "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked\r\nContent-Length: 5", "Transfer-Encoding: chunked, identity", "Transfer-Encoding : chunked",
    ],
)  # fmt: skip
def test_bodies_of_two_lengths_are_refused(house: House, framing: str) -> None:
    head = f"POST /v1.0/generations HTTP/1.1\r\nHost: x\r\nX-Api-Key: {house.eve}\r\n{framing}\r\n\r\n"
    answer = raw(house, head.encode() + b"5\r\nhello\r\n0\r\n\r\nGET /v1.0/me HTTP/1.1\r\nHost: x\r\n\r\n")
    assert re.match(rb"HTTP/1\.1 400 ", answer), answer[:200]
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000, b'{"a":' * 200_000, b'{"textOptions":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001,
        b'{"inputText":"' + b"\\u0000" * 400_001 + b'"}', b'{"numCards":' + b"9" * 100_000 + b"}", b'{"numCards":1e999999}',
        b"{" + b",".join(b'"k%d":0' % at for at in range(200_000)) + b"}", b'{"inputText":"x","__proto__":{"a":1}}',
    ],
    ids=["deep list", "deep object", "deep option", "long escapes", "long number", "huge exponent", "many names", "proto"],
)  # fmt: skip
def test_json_that_is_deep_or_huge_is_a_short_400(house: House, body: bytes) -> None:
    answer = house.ask("POST", "/generations", house.eve, content=body)
    assert answer.status_code == 400
    envelope(answer)
    assert len(answer.content) < 10_000


def test_half_bodies_hold_up_nobody(house: House) -> None:
    head = f"POST /v1.0/generations HTTP/1.1\r\nHost: x\r\nX-Api-Key: {house.eve}\r\nContent-Length: 1000000\r\n\r\n{{"
    lines = [socket.create_connection(("127.0.0.1", house.server.port), 10) for _ in range(60)]
    try:
        for line in lines:
            line.sendall(head.encode())
        assert house.ask("GET", "/me", house.ada).status_code == 200
    finally:
        for line in lines:
            line.close()


def test_every_answer_forbids_guessing_its_type(house: House, victim: Victim) -> None:
    at = house.server.base
    paths = (
        "/health",
        "/openapi.json",
        "/docs/api",
        "/docs/nowhere",
        "/exports/x",
        "/v1.0/me",
        "/static/x",
        "/nowhere",
    )
    for address in (*(at + path for path in paths), victim.page, victim.export_url, at + victim.picture):
        assert http().get(address).headers.get_list("x-content-type-options") == ["nosniff"], address


def test_pages_run_nothing_of_their_own_and_are_framed_by_nobody_else(house: House, victim: Victim) -> None:
    for address in (victim.page, house.server.base + "/docs/api"):
        policy = http().get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert re.search(r"frame-ancestors '(self|none)'", policy)
        script = re.search(r"script-src ([^;]*)", policy)
        assert script is None or "unsafe" not in script[1]


def test_rotation_ends_links_and_pictures_and_leaves_keys(house: House, victim: Victim) -> None:
    at = house.server.base
    house.typed("admin", "links", "rotate")
    house.until(lambda: http().get(victim.export_url).status_code == 404)
    assert http().get(at + victim.picture).status_code == 404
    again = house.ask("GET", f"/generations/{victim.ids['generations']}", house.ada).json()
    assert again["exportUrl"] != victim.export_url
    assert http().get(again["exportUrl"]).status_code == 200
    page = http().get(victim.page)  # a personal link, which is revoked by itself
    assert page.status_code == 200
    assert http().get(at + re.findall(r"/docs/images/[0-9a-f]{64}/[0-9a-z-]+", page.text)[0]).status_code == 200


def test_guessing_keys_shuts_an_address_out_but_for_keys_that_are_known(house: House) -> None:
    assert house.ask("GET", "/me", house.ada).status_code == 200
    for at in range(250):  # a minute may end meanwhile
        last = house.ask("GET", "/me", f"sk-gamma-guess-{at}", headers={"x-forwarded-for": f"10.0.0.{at}"})
        assert last.status_code in {401, 429}
        if last.status_code == 429:
            break
    assert last.status_code == 429
    assert envelope(last)["message"] == "Too many requests"
    assert 1 <= int(last.headers["retry-after"]) <= 60
    assert house.ask("GET", "/me", house.ada).status_code == 200
    assert house.server.ask("GET", "/v1.0/me", key=None).status_code == 401
    assert house.server.ask("GET", "/health", key=None).status_code == 200
