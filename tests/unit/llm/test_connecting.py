"""Models as an operator chooses them: what is refused at the start, and that nothing is loaded for nobody."""

import subprocess
import sys

import pytest
from cardwright.errors import Misconfigured
from cardwright.llm import Choice, connect


def test_no_choice_is_no_model() -> None:
    assert connect([]) is None


@pytest.mark.parametrize("name", ["gpt", "openai", "openai:", ":gpt", "cohere:x", "../x:y", "__init__:x", "OPENAI:x"])
def test_a_name_that_names_no_model_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(Misconfigured, match=r"model: .* names no model") as caught:
        connect([Choice(name)])
    assert "anthropic, google, ollama, openai, openai-compatible" in caught.value.hint


@pytest.mark.parametrize(
    "base", ["models.example", "ftp://models.example", "http://", "http://[::1", "file:///etc/passwd"]
)
def test_an_address_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(Misconfigured, match="model_fallback_base_url: "):
        connect([Choice("openai-compatible:x", base, setting="model_fallback")])


def test_an_address_holds_no_secret() -> None:
    with pytest.raises(Misconfigured) as caught:
        connect([Choice("openai-compatible:x", "https://me:hunter2@models.example")])
    assert "hunter2" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize("name", ["openai:x", "anthropic:x", "google:x", "openai-compatible:x"])
def test_what_is_missing_is_named_by_its_setting(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY", "GEMINI_API_KEY"):
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(Misconfigured) as caught:
        connect([Choice(name)])
    assert caught.value.message.startswith("model: ")
    assert "model_api_key" in caught.value.hint and "model_base_url" in caught.value.hint


def test_without_the_libraries_the_setting_and_the_extra_are_named() -> None:
    code = (
        "import sys; sys.modules['pydantic_ai'] = None\n"
        "from cardwright.errors import Misconfigured\n"
        "from cardwright.llm import Choice, connect\n"
        "try: connect([Choice('ollama:x')])\n"
        "except Misconfigured as error: print(error.message, '|', error.hint)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "model: the libraries for language models are not installed | pip install 'cardwright[llm]'\n"


def test_the_libraries_are_loaded_for_a_chosen_model_alone() -> None:
    code = (
        "import sys, cardwright.main.commands.serve, cardwright.worker\n"
        "from cardwright.llm import connect\n"
        "connect([])\n"
        "print(sorted({'pydantic', 'pydantic_ai', 'openai', 'anthropic', 'google'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"
