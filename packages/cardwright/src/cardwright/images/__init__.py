"""Pictures: sources by name, the one guarded fetcher, and the check every picture passes.

A picture that cannot be had is left out, silently, as the wire asks.
"""
