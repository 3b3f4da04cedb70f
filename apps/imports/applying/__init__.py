"""From a reviewed import to the library and back: plan, apply, undo."""
