"""The plan: the file's schema as frozen values, what its parts say of one another, and how an editor may check it."""
