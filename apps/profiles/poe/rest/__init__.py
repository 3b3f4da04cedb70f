"""What the API takes and returns: schemas, SQL, writes from requests."""
