"""Forms are read by others as they were written, whatever stands in them."""

from cardwright.images.form import File, Form
from hypothesis import given
from hypothesis import strategies as st
from painting import read_body

PNG = b"\x89PNG\r\n\x1a\n--\r\n\0"


def test_fields_and_files_arrive() -> None:
    form = Form(
        {"model": "house", "prompt": "Ein Müller\r\nam Fluß"},
        [File("image[]", f"{n}.png", "image/png", PNG) for n in "ab"],
    )
    found = read_body(*form.encoded())
    assert found == {"model": "house", "prompt": "Ein Müller\r\nam Fluß", "image[]": [("image/png", PNG)] * 2}


@given(st.binary(max_size=200))
def test_no_part_is_cut_by_what_stands_in_it(data: bytes) -> None:
    kind, body = Form({}, [File("image", "a.png", "image/png", data)]).encoded()
    boundary = kind.partition("boundary=")[2].encode()
    assert body.count(b"--" + boundary) == 2  # before the part, and at the end
    assert body == Form({}, [File("image", "a.png", "image/png", data)]).encoded()[1]
