"""Reading characters from the files that people have of them."""
