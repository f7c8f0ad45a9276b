"""Where bytes live: files named by what they hold, and links that open them for a while."""
