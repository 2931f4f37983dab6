"""How the data of a site becomes facts: the mapping file."""
