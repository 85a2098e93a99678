"""arshjul: an annual wheel as YAML, laid out on a school year, with a calendar feed for every role."""

VERSION = "0.1.0"
INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it: 128 and the number of SIGINT."""
