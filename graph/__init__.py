"""What we know and can compute; no web, no environment variables."""
