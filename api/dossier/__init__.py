"""The file on a firm: every answer on one page, every claim numbered, every source listed."""
