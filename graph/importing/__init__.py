"""Foreign files → a checked data set → a release or a folder of tables."""
