"""The data files of a release: `listing` has them all, the others are kinds of file by subject."""
