"""Back-fill: playthroughs as a grid that is filled in like a spreadsheet."""
