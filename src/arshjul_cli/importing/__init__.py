"""From a file with a table to a plan: file -> tables -> columns -> rows -> activities -> text. Pure."""
