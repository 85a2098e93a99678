"""The plan of a year as an official document: its values first, then what each format makes of them. Pure."""
