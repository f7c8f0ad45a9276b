"""Decisions without I/O: when to poll, what to retry, what an answer means."""
