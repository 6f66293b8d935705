"""The rectification domain: units and posts, tasks, deadlines, events with two clocks, calendars, the ledger, and its fold."""
