"""Workspaces, their keys, their credits, their rate windows."""
