"""The fiches: found in the stream, matched with the outline, filled section by section."""
