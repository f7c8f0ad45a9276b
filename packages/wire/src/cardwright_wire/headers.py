"""Names of the headers of an answer, lower case as they are on the wire."""

from typing import Final

LIMIT_BURST: Final = "x-ratelimit-limit-burst"
REMAINING_BURST: Final = "x-ratelimit-remaining-burst"
LIMIT_HOUR: Final = "x-ratelimit-limit"
REMAINING_HOUR: Final = "x-ratelimit-remaining"
LIMIT_DAY: Final = "x-ratelimit-limit-daily"
REMAINING_DAY: Final = "x-ratelimit-remaining-daily"
REQUEST_ID: Final = "x-request-id"
RETRY_AFTER: Final = "retry-after"  # seconds; on a 429
API_KEY: Final = "x-api-key"  # of a request

# On every answer, success or error, in this order.
RATE_LIMITS: Final = (
    LIMIT_BURST,
    REMAINING_BURST,
    LIMIT_HOUR,
    REMAINING_HOUR,
    LIMIT_DAY,
    REMAINING_DAY,
)
