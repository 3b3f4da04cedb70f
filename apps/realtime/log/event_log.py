"""The event log in SQL, for the relay and its sinks; the hub reads the same texts.

They use sessions of their own (`core.sessions`).
"""

from __future__ import annotations

from typing import NamedTuple

from apps.core.database.sessions import Connection as Connection
from apps.core.database.sessions import connect as connect
from apps.core.database.sessions import connection_parameters as connection_parameters
from apps.realtime.envelope import LoggedEvent
from apps.realtime.models import new_epoch

STREAM = "questlog"
NUMBERED_CHANNEL = "questlog_numbered"
# What a notice begins with that says whose past events were emptied.
EMPTIED = "emptied:"
BATCH = 500
LONGEST_ERROR = 500
# "ql" and "ev": any number that nobody else takes.
LEADER_LOCK = 0x716C6576
# Seconds after which a leader that says nothing has lost the lead.
LEADER_PATIENCE = 10.0


class Position(NamedTuple):
    """Where the stream stands: the last number given out, the first still kept."""

    epoch: str
    last: int
    first: int
    epoch_base: int


POSITION_COLUMNS = "epoch, last_sequence, first_sequence, epoch_base"
READ_POSITION = (
    f"SELECT {POSITION_COLUMNS} FROM realtime_eventstream WHERE name = '{STREAM}'"
)
READ_AFTER = f"""
SELECT e.sequence, e.uuid, e.type, e.version, e.subject, e.payload_json,
       e.occurred_at, s.epoch
FROM realtime_event e, realtime_eventstream s
WHERE e.sequence > %s AND s.name = '{STREAM}'
ORDER BY e.sequence LIMIT %s
"""
READ_LAST_EMPTIED = """
SELECT max(sequence) FROM realtime_event WHERE subject = %s AND payload_json = '{}'
"""


# The stream -------------------------------------------------------------------


def read_position(connection: Connection) -> Position | None:
    row = connection.execute(READ_POSITION).fetchone()
    return Position(*row) if row else None


def open_stream(connection: Connection) -> Position:
    """Make the stream where there is none; begin a new epoch where it was copied.

    A log in another database than the one that numbered it was restored
    from a backup: what came after the backup is lost, its numbers will be given out
    again, and readers must not take new events for old ones.
    """
    with connection.transaction():
        database = database_identity(connection)
        connection.execute(
            "INSERT INTO realtime_eventstream (name, epoch, last_sequence,"
            " first_sequence, epoch_base, database)"
            " SELECT %s, %s, coalesce(max(sequence), 0), coalesce(min(sequence), 1),"
            " coalesce(max(sequence), 0), %s FROM realtime_event"
            " ON CONFLICT (name) DO NOTHING",
            [STREAM, new_epoch(), database],
        )
        row = connection.execute(
            f"SELECT {POSITION_COLUMNS}, database FROM realtime_eventstream"
            f" WHERE name = '{STREAM}' FOR UPDATE"
        ).fetchone()
        assert row is not None
        position = Position(*row[:-1])
        if row[-1] != database:
            return begin_epoch(connection, instead_of=position.epoch, database=database)
        _notify_position(connection, position)
        return position


def begin_epoch(
    connection: Connection, *, instead_of: str, database: str | None = None
) -> Position:
    """Give the stream a new epoch: numbers given out before are void.

    Does nothing where somebody else has ended the epoch `instead_of` meanwhile.
    """
    connection.execute(
        "UPDATE realtime_eventstream SET epoch = %s, epoch_base = last_sequence,"
        " database = coalesce(%s, database)"
        f" WHERE name = '{STREAM}' AND epoch = %s",
        [new_epoch(), database, instead_of],
    )
    position = read_position(connection)
    assert position is not None
    _notify_position(connection, position)
    return position


def _notify_position(connection: Connection, position: Position) -> None:
    where = f"{position.epoch}.{position.last}"
    connection.execute("SELECT pg_notify(%s, %s)", [NUMBERED_CHANNEL, where])


def database_identity(connection: Connection) -> str:
    """A name that no other database has, neither here nor on another server."""
    row = connection.execute(
        "SELECT (pg_control_system()).system_identifier, oid FROM pg_database"
        " WHERE datname = current_database()"
    ).fetchone()
    assert row is not None
    return f"{row[0]}.{row[1]}"


# Numbering --------------------------------------------------------------------

NUMBER_BATCH = f"""
WITH oldest AS (
    SELECT id FROM realtime_event WHERE sequence IS NULL
    ORDER BY id LIMIT {BATCH} FOR UPDATE
), batch AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM oldest
), numbered AS (
    UPDATE realtime_event e SET sequence = %s + batch.place
    FROM batch WHERE e.id = batch.id RETURNING 1
)
UPDATE realtime_eventstream
SET last_sequence = last_sequence + (SELECT count(*) FROM numbered)
WHERE name = '{STREAM}'
RETURNING {POSITION_COLUMNS},
    pg_notify('{NUMBERED_CHANNEL}', epoch || '.' || last_sequence)
"""


def has_unnumbered(connection: Connection) -> bool:
    row = connection.execute(
        "SELECT EXISTS (SELECT FROM realtime_event WHERE sequence IS NULL)"
    ).fetchone()
    return bool(row and row[0])


def number_batch(connection: Connection, seen: Position) -> Position:
    """Number the oldest committed events that have no number; at most `BATCH`.

    Batches commit one after the other, so whoever reads `sequence > n` skips none.
    `seen` is where the caller last saw the stream: a log that stands before it has
    been restored from a backup, and gets a new epoch.
    """
    with connection.transaction():
        row = connection.execute(f"{READ_POSITION} FOR UPDATE").fetchone()
        position = Position(*row) if row else open_stream(connection)
        if position.epoch == seen.epoch and position.last < seen.last:
            position = begin_epoch(connection, instead_of=seen.epoch)
        row = connection.execute(NUMBER_BATCH, [position.last]).fetchone()
        assert row is not None
        return Position(*row[: len(Position._fields)])


# Reading ----------------------------------------------------------------------


def read_after(
    connection: Connection, sequence: int, limit: int = BATCH
) -> list[LoggedEvent]:
    """The numbered events after `sequence`, in order."""
    rows = connection.execute(READ_AFTER, [sequence, limit])
    return [LoggedEvent(*row) for row in rows]


def event_id(connection: Connection, sequence: int) -> str | None:
    row = connection.execute(
        "SELECT uuid FROM realtime_event WHERE sequence = %s", [sequence]
    ).fetchone()
    return str(row[0]) if row else None


# Cursors of the sinks ---------------------------------------------------------


def read_cursor(connection: Connection, sink: str) -> int:
    """How far `sink` has been served; a new one starts at the beginning."""
    query = "SELECT sequence FROM realtime_eventsink WHERE name = %s"
    row = connection.execute(query, [sink]).fetchone()
    return row[0] if row else 0


def move_cursor(connection: Connection, sink: str, sequence: int) -> None:
    connection.execute(
        "INSERT INTO realtime_eventsink (name, sequence) VALUES (%s, %s)"
        " ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence",
        [sink, sequence],
    )


def note_failure(connection: Connection, sink: str, error: str) -> None:
    """Say why `sink` cannot be served, for the admin."""
    connection.execute(
        "INSERT INTO realtime_eventsink AS sink (name, sequence, failing_since, error)"
        " VALUES (%s, 0, now(), %s) ON CONFLICT (name) DO UPDATE SET"
        " failing_since = coalesce(sink.failing_since, excluded.failing_since),"
        " error = excluded.error",
        [sink, error[:LONGEST_ERROR]],
    )


def note_success(connection: Connection, sink: str) -> None:
    """Take back what `note_failure` said, this process or an earlier one."""
    connection.execute(
        "UPDATE realtime_eventsink SET failing_since = NULL, error = ''"
        " WHERE name = %s AND failing_since IS NOT NULL",
        [sink],
    )


# Retention --------------------------------------------------------------------


def prune(connection: Connection, *, days: int, events: int, sinks: list[str]) -> bool:
    """Forget up to `BATCH` events past their time; True when there may be more.

    Kept are the last `events` of them that are younger than `days`, and all that one
    of `sinks` has not been served with yet.
    """
    with connection.transaction():
        row = connection.execute(f"{READ_POSITION} FOR UPDATE").fetchone()
        if row is None:
            return False
        position = Position(*row)
        served = min(
            [read_cursor(connection, sink) for sink in sinks], default=position.last
        )
        past = max(position.last - events, _last_before(connection, days, position))
        until = min(past, served, position.first - 1 + BATCH)
        if until < position.first:
            return False
        connection.execute("DELETE FROM realtime_event WHERE sequence <= %s", [until])
        connection.execute(
            "UPDATE realtime_eventstream SET first_sequence = %s"
            f" WHERE name = '{STREAM}'",
            [until + 1],
        )
    return True


def _last_before(connection: Connection, days: int, position: Position) -> int:
    """The number before the first event that is younger than `days`."""
    row = connection.execute(
        "SELECT sequence FROM realtime_event WHERE sequence IS NOT NULL"
        " AND occurred_at > now() - make_interval(days => %s)"
        " ORDER BY sequence LIMIT 1",
        [days],
    ).fetchone()
    return row[0] - 1 if row else position.last


# Leadership -------------------------------------------------------------------


def take_lead(connection: Connection) -> bool:
    """Whether this session may number events; it leads until it ends.

    A leader that is frozen loses its session, and so the lead: a live one asks the
    database several times a second. The session must not LISTEN: PostgreSQL waits
    without end for who does not take its notices, and forgets this timeout meanwhile.
    """
    row = connection.execute(
        "SELECT pg_try_advisory_lock(%s)", [LEADER_LOCK]
    ).fetchone()
    if not row or not row[0]:
        return False
    connection.execute(f"SET idle_session_timeout = {_milliseconds(LEADER_PATIENCE)}")
    let_go_when_frozen(connection)
    return True


def let_go_when_frozen(connection: Connection) -> None:
    """End this session when it says nothing in a transaction, whose locks it holds."""
    connection.execute(
        f"SET idle_in_transaction_session_timeout = {_milliseconds(LEADER_PATIENCE)}"
    )


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
