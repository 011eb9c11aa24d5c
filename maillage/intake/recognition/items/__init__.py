"""What stands under a heading: lists, people, steps, indicators, dates."""
