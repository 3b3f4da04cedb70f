"""Background work: a queue in PostgreSQL, its worker, and progress that people see.

It knows no domain. An app defines a kind of work in its `tasks.py`:

    @background("library.reindex", title="Index the library again")
    def reindex(progress: Progress, *, model: str) -> None:
        for game in progress.each(games):
            ...

and starts it with `reindex.start(model="game")`.
"""
