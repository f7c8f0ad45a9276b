"""A service to test programs against: it accepts, charges, limits and fails as the real ones do, and costs nothing.

```python
from cardwright_client.testing import Fault, FakeService

service = FakeService(seconds=90, credits=100)
service.faults.append(Fault("POST /v1.0/generations", status=502))
with service.client() as client:  # time passes by itself: 90 seconds take none
    client.generate("Q3 results", num_cards=5)
assert len(service.made) == 1
```

With pytest the fixture `cardwright_service` is there: a `FakeService` on
loopback, to which every `Client()` of the test speaks.
"""

from cardwright_client.testing.clock import AsyncFakeClock, FakeClock
from cardwright_client.testing.faults import Fault
from cardwright_client.testing.service import Era, FakeService, Made

__all__ = ["AsyncFakeClock", "Era", "FakeClock", "FakeService", "Fault", "Made"]
