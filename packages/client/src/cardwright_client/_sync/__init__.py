# Generated from `_async` by `tools/unasync.py`; do not edit.
"""The client for plain programs; generated."""
