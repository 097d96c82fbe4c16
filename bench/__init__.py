"""How fast it is, and how large it may get, beside its peers. See README.md."""
