"""The rectification domain: units, posts, tasks, deadlines, events, calendars, the ledger and its fold."""
