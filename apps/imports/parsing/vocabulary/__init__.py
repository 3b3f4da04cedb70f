"""What words in lists of games mean, in seven languages: `words.toml`."""
