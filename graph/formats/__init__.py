"""One file per format: its reader, its writer, or both."""
