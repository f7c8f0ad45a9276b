"""What every block type promises, by being a file in the folder."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from cardwright.deck import Card, Deck, blocks, from_json, rich, to_json, words
from cardwright.deck.blocks import BlockSpec, all_specs, block_from
from cardwright.deck.markdown import to_markdown
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

every_block = pytest.mark.parametrize("spec", all_specs().values(), ids=lambda spec: spec.type.kind)

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30)
span = st.fixed_dictionaries({"text": st.text(max_size=10)}, optional={"bold": st.booleans(), "link": st.text()})
inner_block = st.fixed_dictionaries({"kind": st.sampled_from(list(all_specs())), "text": st.lists(span, max_size=2)})
values = st.recursive(
    scalars | st.lists(span, max_size=3) | inner_block,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


def test_the_folder_is_the_registry() -> None:
    files = {path.stem for path in Path(blocks.__path__[0]).glob("*.py")} - {"__init__"}
    assert set(all_specs()) == files


@every_block
def test_the_tag_the_kind_and_the_file_agree(spec: BlockSpec[Any]) -> None:
    assert spec.type.kind == spec.type.__struct_config__.tag
    assert spec.hint.startswith(f"{spec.type.kind}: ")


@every_block
def test_the_example_comes_back_from_json_as_it_went(spec: BlockSpec[Any]) -> None:
    deck = Deck("Example", cards=(Card(blocks=(spec.example,)),))
    again = from_json(to_json(deck))
    assert again == deck
    assert type(again.cards[0].blocks[0]) is spec.type
    assert words(again.cards[0])


@every_block
def test_the_example_says_the_same_when_its_markdown_is_read(spec: BlockSpec[Any]) -> None:
    deck = Deck("Example", cards=(Card(rich("Example"), (spec.example,)),))
    (card,) = write(Brief(to_markdown(deck), mode="preserve", cards=None)).deck.cards
    assert spec.markdown(spec.example) in to_markdown(deck)
    assert set(spec.words(spec.example).split()) <= set(words(card).split())


@every_block
def test_the_example_is_frozen(spec: BlockSpec[Any]) -> None:
    with pytest.raises(AttributeError):
        setattr(spec.example, spec.example.__struct_fields__[0], ())


@every_block
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_any_json_is_parsed_or_refused_politely(spec: BlockSpec[Any], data: st.DataObject) -> None:
    fields = spec.type.__struct_fields__
    raw = {name: data.draw(values) for name in fields if data.draw(st.booleans())}
    try:
        block = block_from({**raw, "kind": spec.type.kind})
    except msgspec.ValidationError as error:
        assert str(error)
        return
    assert isinstance(spec.words(block), str)
    assert spec.markdown(block) == spec.markdown(block).strip("\n")
    assert all(isinstance(src, str) for src in spec.sources(block))


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        "heading",
        [],
        {},
        {"kind": 1},
        {"kind": "poem"},
        {"kind": "columns", "columns": [[{"kind": "columns", "columns": [[]]}]]},
    ],
)
def test_what_is_no_block_is_refused_politely(data: Any) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"block|column|kind"):
        block_from(data)
