"""Tables and lists for a terminal, made of rich's values; nothing here asks how wide a screen is."""
