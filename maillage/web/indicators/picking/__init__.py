"""The library of usual indicators: search, read the definition, add one to a fiche."""
