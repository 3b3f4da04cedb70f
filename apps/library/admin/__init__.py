"""Platforms, franchises, and genres, forms, choosers, and the pages about IGDB."""
