"""Words as French offices write them: clean text, folded text, vocabularies."""
