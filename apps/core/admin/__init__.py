"""The admin's shared pieces: base viewsets, choosers, bulk actions, edit conflicts."""
