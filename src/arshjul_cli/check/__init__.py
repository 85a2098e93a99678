"""The sense of a plan: what its wheel lacks, breaks, crosses or has not decided; a module for each side of it."""
