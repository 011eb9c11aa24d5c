"""One package a format: values in, bytes out."""
