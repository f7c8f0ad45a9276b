"""The way out: which addresses may be reached, and URLs that others wrote, as they go over the wire."""
