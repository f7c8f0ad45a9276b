"""Cardwright: text in, finished presentations, documents, social posts and web pages out."""
