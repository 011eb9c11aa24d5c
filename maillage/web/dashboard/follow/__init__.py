"""Dashboards: the plan, an axis, a pilot, a commune, the page of an élu, what changed."""
