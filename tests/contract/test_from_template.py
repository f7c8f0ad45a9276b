"""`POST /v1.0/generations/from-template`: files made from others, without a language model."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from serving import Server, envelope, http

TEMPLATE = """# Offer for [[client-name]]

By {{author}}

---

## Team

- Ada
- Bob

---

## Prices

| Item | Price |
|---|---|
| Weir | 3 |

---

## Thank you

See you soon, [[client-name]].
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("shop"), {"plan": "pro"}).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def template(shop: Server) -> str:
    body = {"inputText": TEMPLATE, "textMode": "preserve", "cardSplit": "inputTextBreaks", "themeId": "midnight"}
    return str(shop.finished(shop.generate(**body))["gammaId"])


def post(shop: Server, **body: Any) -> httpx2.Response:
    return shop.ask("POST", "/v1.0/generations/from-template", json=body)


def made(shop: Server, **body: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answer, and the status at the end."""
    answer = post(shop, **body)
    assert answer.status_code == 200, answer.text
    return answer.json(), shop.finished(answer.json()["generationId"])


def titles(shop: Server, gamma_id: str) -> list[str]:
    cards = shop.ask("GET", f"/v1.0/gammas/{gamma_id}/content").json()["cards"]
    return ["".join(span["text"] for span in card["title"]) for card in cards]


def test_placeholders_are_filled_and_cards_dropped(shop: Server, template: str) -> None:
    prompt = "Replace [[client-name]] by Acme and {{author}} by Grace. Drop the team card."
    answer, found = made(shop, gammaId=template, prompt=prompt, exportAs="pptx")
    assert set(answer) == {"generationId"}
    assert found["status"] == "completed"
    assert found["gammaId"] != template
    assert titles(shop, found["gammaId"]) == ["Offer for Acme", "Prices", "Thank you"]
    assert "/Offer-for-Acme-" in found["gammaUrl"]
    assert found["credits"]["deducted"] == 6
    assert http().get(found["exportUrl"]).content.startswith(b"PK")
    page = http().get(found["gammaUrl"]).text.replace("\xa0", " ")
    assert "See you soon, Acme." in page and "Grace" in page and "client-name" not in page


def test_the_template_stays_as_it_is(shop: Server, template: str) -> None:
    before = shop.ask("GET", f"/v1.0/gammas/{template}/content").json()
    made(shop, gammaId=template, prompt="client-name: Acme")
    assert shop.ask("GET", f"/v1.0/gammas/{template}/content").json() == before


@pytest.mark.parametrize(
    ("more", "theme"),
    [({}, "midnight"), ({"themeId": "paper"}, "paper"), ({"prompt": "Use the paper theme."}, "paper")],
)
def test_the_theme_is_the_requests_or_the_prompts_or_the_templates(
    shop: Server, template: str, more: dict[str, str], theme: str
) -> None:
    _, found = made(shop, **{"gammaId": template, "prompt": "client-name: Acme", **more})
    assert shop.ask("GET", f"/v1.0/gammas/{found['gammaId']}").json()["themeId"] == theme


def test_what_needs_a_language_model_is_named_in_a_warning(shop: Server, template: str) -> None:
    answer, found = made(shop, gammaId=template, prompt="Make it funnier. client-name: Acme; author: Grace")
    assert "Make it funnier" in answer["warnings"]
    assert found["status"] == "completed"


def test_a_variable_the_template_lacks_is_the_documented_warning(shop: Server, template: str) -> None:
    answer, _ = made(shop, gammaId=template, prompt="[[budget]] = 5\n[[client-name]] = Acme\n{{author}} = Grace")
    assert "Some template variables were not found" in answer["warnings"]


def test_a_title_of_ones_own(shop: Server, template: str) -> None:
    _, found = made(shop, gammaId=template, prompt="client-name: Acme", title="Spring offer")
    assert "/Spring-offer-" in found["gammaUrl"]


def test_a_template_of_a_template_keeps_its_pictures_and_deck(shop: Server, template: str) -> None:
    _, first = made(shop, gammaId=template, prompt="client-name: Acme")
    _, second = made(shop, gammaId=first["gammaId"], prompt="author: Grace")
    assert titles(shop, second["gammaId"])[0] == "Offer for Acme"


def test_a_request_may_be_repeated_safely(shop: Server, template: str) -> None:
    body, headers = {"gammaId": template, "prompt": "client-name: Acme"}, {"idempotency-key": "t-1"}
    answers = [shop.ask("POST", "/v1.0/generations/from-template", json=body, headers=headers).json() for _ in range(2)]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"gammaId": None}, "gammaId should not be empty"),
        ({"prompt": ""}, "prompt should not be empty"),
        ({"gammaId": "g_nothing"}, "gammaId g_nothing does not exist"),
        ({"inputText": "x"}, "property inputText should not exist"),
        ({"numCards": 3}, "property numCards should not exist"),
        ({"imageOptions": {"source": "noImages"}}, "imageOptions.property source should not exist"),
        ({"themeId": "sepia"}, "themeId sepia does not exist"),
        ({"exportAs": "docx"}, "exportAs must be one of: pptx, pdf, png"),
        ({"title": "x" * 501}, "title must be shorter than or equal to 500 characters"),
    ],
)
def test_bad_requests_are_numbered_400s(shop: Server, template: str, change: dict[str, Any], complaint: str) -> None:
    answer = post(shop, **{"gammaId": template, "prompt": "client-name: Acme", **change})
    assert answer.status_code == 400
    assert envelope(answer)["message"] == f"Input validation errors: 1. {complaint}"


@pytest.mark.parametrize(
    "prompt", ["\x00" * 50, "[[" * 5000, "card " * 50_000, "remove cards 1-9999999999", "🙂", "# a\n\n---\n"]
)
def test_no_prompt_breaks_it(shop: Server, template: str, prompt: str) -> None:
    _, found = made(shop, gammaId=template, prompt=prompt)
    assert found["status"] == "completed"
