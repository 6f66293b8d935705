"""Reports that people look at: one page that works offline, Markdown, and rows for a spreadsheet."""
