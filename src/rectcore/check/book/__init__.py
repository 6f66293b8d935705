"""What a rulebook holds, by subject; `rectcore.check.rulebook` is the door to all of it."""
