"""What calendar programs meet where feeds are published: the answers of a server, and what is wrong with them."""
