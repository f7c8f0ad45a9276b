"""An S3-compatible server on loopback, with one empty bucket."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from urllib.request import Request, urlopen

from moto.server import ThreadedMotoServer

BUCKET = "decks"
ENVIRONMENT = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests", "AWS_REGION": "us-east-1"}


@contextmanager
def bucket() -> Generator[tuple[str, str]]:
    """The URL of a bucket and the address of its server."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        urlopen(Request(f"{endpoint}/{BUCKET}", method="PUT"), timeout=10).close()
        yield f"s3://{BUCKET}/files", endpoint
    finally:
        server.stop()
