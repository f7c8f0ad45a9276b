"""The whole path in one readable place: text → deck → scene → pages → files."""
