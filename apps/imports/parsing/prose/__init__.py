"""Lists that people write: Markdown, headings, one game a line."""
