"""From a file to a plan, or to every problem in it at its place."""
