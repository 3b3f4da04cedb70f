"""The Games menu: listings, forms, choosers, and the pages about IGDB."""
