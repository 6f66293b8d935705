"""Text to tree and back, in every dialect; knows words and forms, nothing of the domain."""
