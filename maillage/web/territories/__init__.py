"""Finding a commune or an EPCI, alone or as a part of a form."""
