"""The entry grid: a sheet of values for one period."""
