"""What a painter is told of a single picture, and in which size it is asked."""

import pytest
from cardwright.images.paint import Order, order_for
from cardwright.images.providers import Painter
from cardwright.images.single import SingleOrder, look_of
from cardwright.theme import all_themes

OCEAN = all_themes()["ocean"]
BANNER = SingleOrder("Calm water", "abstract", 1600, 400, look_of(OCEAN.color_keywords, OCEAN.tone_keywords))


def test_prompt_manner_look_and_proportions_are_told() -> None:
    told = BANNER.told(shown=False)
    assert told.startswith("Calm water\n")
    assert all(word in told for word in (*OCEAN.color_keywords, *OCEAN.tone_keywords, "abstract", "4:1"))
    assert "#" not in told  # painters write digits into pictures


def test_a_theme_without_words_says_nothing() -> None:
    assert look_of((), ()) == ""


def test_references_stand_for_manner_and_look() -> None:
    order = SingleOrder("Our mascot", "photo", 1080, 1080, references=("https://bay.example/a.png",))
    assert "reference pictures" in order.told(shown=True)
    assert "photograph" not in order.told(shown=True)
    assert "reference" not in order.told(shown=False)  # for a model that takes none


@pytest.mark.parametrize(
    ("model", "asked", "size"),
    [
        ("gpt-image-1", (1600, 400), (1536, 1024)),
        ("gpt-image-1", (1080, 1350), (1024, 1536)),
        ("gpt-image-1", (1080, 1080), (1024, 1024)),
        ("dall-e-3", (1920, 1080), (1792, 1024)),
        ("dall-e-3", (1080, 1920), (1024, 1792)),
        ("dall-e-2", (1920, 1080), (1024, 1024)),
        ("flux", (1600, 400), (1600, 448)),
        ("flux", (1080, 1350), (1088, 1408)),
        ("flux", (1536, 1024), (1536, 1024)),
    ],
)
def test_the_nearest_size_that_a_model_takes_is_asked_for(
    model: str, asked: tuple[int, int], size: tuple[int, int]
) -> None:
    order = order_for(Painter("", "", model), "", "Water", *asked)
    assert (order.width, order.height) == size


def test_an_order_without_references_has_the_name_it_always_had() -> None:
    """Pictures that were paid before an upgrade are found after it."""
    order = Order("house", "Water", 1024, 1024)
    assert order.name == "painted:41dc9866ec254c65a3eebf14e5a5b5f62e11dc2ba44977f71f496fc5aedb1079"
    assert order.name != Order("house", "Water", 1024, 1024, ("0" * 64,)).name
