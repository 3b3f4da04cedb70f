"""Bulk imports, one step after the other, each entered by one function.

source   `intake.source`: a text, a file or a gist (`intake.steam`: Steam) as `Source`,
         which detects its format once
preview  `intake.preview.preview`: what the beginning of a file seems to be
parse    `intake.parse.parse_source`: rows of typed facts; `parsing` reads the formats
match    `matching.match.match_rows`: which game each row means; `igdb.enrichment`
         asks IGDB later
store    `intake.store.store_source`: the source with its rows, for the `review`
plan     `applying.plan.make_plan`: what applying would do, nothing written
apply    `applying.apply.apply_import`
undo     `applying.undo.undo_import`
"""

from __future__ import annotations
