"""The Lodestone, the official site of Final Fantasy XIV: its pages, read as HTML."""
