"""The client for `async` programs; `_sync` is generated from it by `tools/unasync.py`."""
