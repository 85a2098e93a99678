"""The calendar feeds: what each shows of a wheel, what was published before, and what became of it."""
