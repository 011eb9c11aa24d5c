"""« Rendre mesurable »: how each indicator of the plan could be measured, kept, changed or left in words."""
