"""What is to go wrong, as a recipe."""

from dataclasses import dataclass


@dataclass
class Fault:
    """The next `times` requests that `on` matches go wrong.

    `on` is the beginning of method and path, such as `GET /v1.0/generations/`
    or `GET /files/`. `status` is what they are answered with; 0 breaks the
    connection. With `after`, the request has its effect first, as when an
    answer is lost on its way. `cut_at` sends so many bytes of the body and
    then breaks off. `retry_after` goes with the status.
    """

    on: str
    status: int = 0
    times: int = 1
    after: bool = False
    cut_at: int | None = None
    retry_after: float | None = None

    def takes(self, method: str, path: str) -> bool:
        """Whether this request is one of them; counts it."""
        if self.times <= 0 or not f"{method} {path}".startswith(self.on):
            return False
        self.times -= 1
        return True
