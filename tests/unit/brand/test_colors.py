"""Colours as PowerPoint computes them."""

import pytest
from cardwright.brand.colors import Color, Colors, over, scheme
from cardwright.brand.xml import A, parsed

SCHEME = {"dk1": "#000000", "lt1": "#ffffff", "dk2": "#1f497d", "lt2": "#eeece1", "accent1": "#4f81bd"}
MAPPED = Colors(SCHEME, {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"})


def color(xml: str, colors: Colors = MAPPED) -> Color | None:
    return colors.within(parsed(f'<a:solidFill xmlns:a="{A}">{xml}</a:solidFill>'.encode(), "fill"))


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<a:srgbClr val="FF6B35"/>', "#ff6b35"),
        ('<a:schemeClr val="tx1"/>', "#000000"),
        ('<a:schemeClr val="bg2"/>', "#eeece1"),
        ('<a:schemeClr val="dk2"/>', "#1f497d"),
        ('<a:sysClr val="windowText" lastClr="0A0B0C"/>', "#0a0b0c"),
        ('<a:prstClr val="dkBlue"/>', "#00008b"),
        ('<a:scrgbClr r="100000" g="0" b="0"/>', "#ff0000"),
        ('<a:hslClr hue="7200000" sat="100000" lum="50000"/>', "#00ff00"),
        ('<a:schemeClr val="tx1"><a:lumMod val="50000"/><a:lumOff val="50000"/></a:schemeClr>', "#808080"),
        ('<a:schemeClr val="accent1"><a:lumMod val="75000"/></a:schemeClr>', "#366092"),
        ('<a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr>', "#d9d9d9"),
        ('<a:schemeClr val="tx1"><a:tint val="75000"/></a:schemeClr>', "#898989"),
        ('<a:srgbClr val="ffffff"><a:shade val="50000"/></a:srgbClr>', "#bcbcbc"),
        ('<a:srgbClr val="102030"><a:inv/></a:srgbClr>', "#efdfcf"),
    ],
)
def test_colours_are_those_that_powerpoint_shows(xml: str, value: str) -> None:
    found = color(xml)
    assert found is not None
    assert [int(found.value[at : at + 2], 16) for at in (1, 3, 5)] == pytest.approx(
        [int(value[at : at + 2], 16) for at in (1, 3, 5)], abs=2
    )


def test_a_mapping_turns_light_into_dark() -> None:
    turned = Colors(SCHEME, {"bg1": "dk1", "tx1": "lt1"})
    assert color('<a:schemeClr val="bg1"/>', turned) == Color("#000000")


def test_what_can_be_seen_through_is_mixed_with_its_ground() -> None:
    half = color('<a:srgbClr val="000000"><a:alpha val="50000"/></a:srgbClr>')
    assert half == Color("#000000", 0.5)
    assert over(half, "#ffffff") == "#808080"


@pytest.mark.parametrize(
    "xml", ["", '<a:srgbClr val="red"/>', "<a:srgbClr/>", '<a:prstClr val="nonsense"/>', "<a:other/>"]
)
def test_what_is_no_colour_is_none(xml: str) -> None:
    assert color(xml) is None


def test_a_scheme_has_the_slots_there_are() -> None:
    xml = (
        f'<a:theme xmlns:a="{A}"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="111111"/></a:dk1>'
        '<a:lt1><a:srgbClr val="FEFEFE"/></a:lt1><a:custom><a:srgbClr val="000000"/></a:custom></a:clrScheme></a:themeElements></a:theme>'
    )
    assert scheme(parsed(xml.encode(), "theme")) == {"dk1": "#111111", "lt1": "#fefefe"}
