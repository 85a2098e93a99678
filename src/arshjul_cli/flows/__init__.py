"""What a command does when it takes several wings: values in, values out. No terminal, no clock, no environment."""
