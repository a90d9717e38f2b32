"""Numbers on ownership networks; nothing here knows a firm, a file or a claim."""
