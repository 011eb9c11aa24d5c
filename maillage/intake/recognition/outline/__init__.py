"""The outline: which axes, objectives and actions the document announces."""
