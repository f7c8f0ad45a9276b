"""Commands of the command line, one per file; a file `x.py` has the command or group `x`."""
