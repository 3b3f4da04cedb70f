"""`GET /games` and a game's detail: schemas, SQL, filters, orderings."""
