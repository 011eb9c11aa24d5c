"""Forms on people: those of allauth put in our words, and those of a convention's participants."""
