"""A page that starts decks and tells when they are there, as a FastAPI application; without FastAPI it is plain functions.

pip install fastapi uvicorn cardwright-client
uvicorn web:app
"""

from typing import Any

from cardwright_client import AsyncClient


async def start(text: str) -> dict[str, str]:
    """Start a deck; the token is all that a browser, or another process, needs to ask for it."""
    async with AsyncClient() as client:
        generation = await client.generations.create(input_text=text, text_mode="generate", num_cards=6)
        return {"token": generation.ref}


async def tell(token: str) -> dict[str, Any]:
    """How far it is; within five seconds of the last answer a client gives that one again."""
    async with AsyncClient() as client:
        status = await client.generations.attach(token).check()
        return {"status": status.status, "url": status.url}


try:
    from fastapi import FastAPI
except ImportError:
    app = None
else:
    app = FastAPI()
    app.post("/decks")(start)
    app.get("/decks/{token}")(tell)
