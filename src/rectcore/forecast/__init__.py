"""What will fall due, turn late, climb a rung or lapse, and on which day, if nothing new is recorded."""
