"""Bodies of `multipart/form-data` (RFC 7578): fields and files in one request."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file of a form, for the field `field`. Names and media type are the program's own, in ASCII."""

    field: str
    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """Fields by their names, which are the program's own, and files; fields come first."""

    fields: Mapping[str, str]
    files: Sequence[File] = ()

    def encoded(self) -> tuple[str, bytes]:
        """The content type, with the boundary, and the body. Equal forms are equal bytes."""
        parts = [
            (f'Content-Disposition: form-data; name="{name}"', value.encode()) for name, value in self.fields.items()
        ] + [
            (
                f'Content-Disposition: form-data; name="{file.field}"; filename="{file.name}"\r\n'
                f"Content-Type: {file.media_type}",
                file.data,
            )
            for file in self.files
        ]
        # A hash of all that is said stands in none of it.
        digest = hashlib.sha256(b"\0".join(data for _, data in parts)).hexdigest()
        body = b"".join(b"--%b\r\n%b\r\n\r\n%b\r\n" % (digest.encode(), head.encode(), data) for head, data in parts)
        return f"multipart/form-data; boundary={digest}", body + f"--{digest}--\r\n".encode()
