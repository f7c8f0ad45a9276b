"""Readers of file formats, one per file, named as the format is; a file here defines `READER`."""
