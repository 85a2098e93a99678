"""The wheel: a plan laid out on school years, and what its days are to the people who work by it."""
