"""One module per screen: parse, one call into the domain, render."""
