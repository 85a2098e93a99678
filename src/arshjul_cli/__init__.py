"""arshjul: an annual wheel as YAML, laid out on a school year, with a calendar feed for every role."""
