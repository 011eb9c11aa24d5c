"""The rules of docs/architecture.md, checked: import contracts, budgets, hygiene."""
