"""PostgreSQL beyond the ORM: bulk writes, own sessions, statistics, outages."""
