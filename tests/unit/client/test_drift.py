"""The client stands alone, so what it repeats of the wire is compared with it here; and its plain half with its source."""

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cardwright_client import models, params
from cardwright_client._async import _resources
from cardwright_client._core.prices import IMAGE_CREDITS
from cardwright_client.models import decode
from cardwright_wire import IMAGE_MODELS, requests
from cardwright_wire.endpoints import ENDPOINTS
from cardwright_wire.from_template import TemplateRequest
from cardwright_wire.images import ImageRequest

TOOLS = Path(__file__).parents[3] / "tools"
# Which model reads the answer of which operation.
MODELS = {
    "createGeneration": models.Started, "createFromTemplate": models.Started, "getGeneration": models.Status,
    "cancelGeneration": models.Status, "searchGammas": models.Hits, "searchTemplates": models.Templates,
    "getGamma": models.Gamma, "writeContent": models.Gamma, "getQuality": models.Quality, "createComment": models.Comment,
    "changeComment": models.Comment, "archiveComment": models.Comment, "createReply": models.Comment,
    "getAnalytics": models.GammaAnalytics, "getCardAnalytics": models.CardAnalytics, "getViewer": models.ViewerDetail,
    "getExport": models.ExportStatus, "createTheme": models.NewTheme, "getMe": models.Me, "getCredits": models.Balance,
    "createWebhook": models.NewWebhook, "getWebhookSecret": models.WebhookSecret, "redeliver": models.Delivery,
    "getImage": models.ImageStatus, "readFile": models.FileText,
}  # fmt: skip
LISTS = {
    "listGenerations": models.Status, "listComments": models.Comment, "listViewers": models.Viewer, "listThemes": models.Theme,
    "listFolders": models.Folder, "listWebhooks": models.Webhook, "listDeliveries": models.Delivery,
}  # fmt: skip
# Read as they are: a text, a stream, an id, a word that it is done.
PLAIN = {
    "watchGeneration", "readContent", "deleteGamma", "archiveGamma", "exportGamma", "deleteTheme", "deleteWebhook",
    "createImage", "archiveMedia",
}  # fmt: skip


def test_the_plain_client_is_generated_from_the_other() -> None:
    done = subprocess.run(
        [sys.executable, TOOLS / "unasync.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_operation_has_its_model() -> None:
    assert {endpoint.id for endpoint in ENDPOINTS} == MODELS.keys() | LISTS.keys() | PLAIN


@pytest.mark.parametrize("endpoint", [each for each in ENDPOINTS if each.id not in PLAIN], ids=lambda each: each.id)
def test_every_example_of_an_answer_is_read_without_a_rest(endpoint: Any) -> None:
    for answer in endpoint.answers:
        for example in answer.examples.values():
            sent = json.loads(msgspec.json.encode(example))
            items = sent["data"] if endpoint.id in LISTS else [sent]
            for item in items:
                found = decode(item, MODELS.get(endpoint.id) or LISTS[endpoint.id])
                assert not rest(found)
                assert found.raw == item


def rest(model: models.Model) -> dict[str, Any]:
    """What is not known, also within."""
    found = dict(model.extra)
    for name in model.__struct_fields__:
        value = getattr(model, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, models.Model):
                found |= rest(part)
    return found


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (params.CreateParams, requests.GenerationRequest), (params.PageParams, requests.PageRequest),
        (params.TextOptions, requests.TextOptions), (params.ImageOptions, requests.ImageOptions),
        (params.CardOptions, requests.CardOptions), (params.HeaderFooter, requests.HeaderFooter),
        (params.SharingOptions, requests.SharingOptions), (params.EmailOptions, requests.EmailOptions),
        (params.TemplateParams, TemplateRequest), (params.ImageParams, ImageRequest),
    ],
)  # fmt: skip
def test_parameters_are_those_of_the_wire(ours: Any, theirs: Any) -> None:
    wire = dict(zip(theirs.__struct_fields__, theirs.__struct_encode_fields__, strict=True))
    assert {name: params.camel(name) for name in ours.__annotations__} == wire


def test_prices_are_those_of_the_wire() -> None:
    assert dict(IMAGE_CREDITS) == {name: model.credits for name, model in IMAGE_MODELS.items()}


def test_every_path_of_the_wire_is_reached_by_a_method() -> None:
    source = inspect.getsource(_resources) + inspect.getsource(sys.modules["cardwright_client._async._handles"])
    words = {word for endpoint in ENDPOINTS for word in endpoint.path.split("/")[2:] if not word.startswith("{")}
    assert not {word for word in words if f'"{word}"' not in source and f"/{word}" not in source}
