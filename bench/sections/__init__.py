"""The rows of the table of targets, one module each."""
