"""The document as a stream of units: blocks cleaned, tables unrolled, furniture removed."""
