"""The wheel as a picture: from a wheel to rings, lanes, marks and labels as values, then to SVG, PDF and PNG. Pure."""
