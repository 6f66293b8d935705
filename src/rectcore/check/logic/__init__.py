"""What conditions can come to whatever the facts: never true, never false, never false where another is true."""
