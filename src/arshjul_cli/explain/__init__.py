"""All there is to know about one activity."""
