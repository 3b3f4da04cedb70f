"""What the import commands print."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any

from django.core.management.base import OutputWrapper

from apps.core.plurals import counted
from apps.imports.intake.parsed import ParsedSource
from apps.imports.models import Decision
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.imports.models import ImportRow
from apps.imports.parsing import Part
from apps.imports.parsing.parts import MEANINGS
from apps.imports.review.igdb_cards import igdb_shown
from apps.jobs.progress import Progress

WIDEST = 46


def as_json(parsed: ParsedSource) -> dict[str, Any]:
    """What was parsed as one JSON object; `match` is the slug of a game or null."""
    ranked = {found.name: found.is_ranked for found in parsed.lists}
    return {
        "rows": [_row(parsed, row) for row in parsed.rows],
        "not_understood": [
            {"line": line.line, "source": line.source, "reason": line.reason}
            for line in parsed.not_understood
        ],
        "other": [
            {
                "line": line.line,
                "text": line.source,
                "why": line.reason or line.get_kind_display(),
            }
            for line in parsed.other_lines
        ],
        "lists": [
            {"name": name, "is_ranked": is_ranked, "entries": _entries(parsed, name)}
            for name, is_ranked in ranked.items()
        ],
        "parts": [
            {
                "line": part.line,
                "kind": part.kind,
                "text": part.text,
                "meaning": part.meaning,
                "certainty": part.certainty,
                "rows": part.rows,
            }
            for part in parsed.parts
        ],
    }


def _row(parsed: ParsedSource, row: ImportRow) -> dict[str, Any]:
    head, game = row.merged_into, parsed.likely_game(row)
    return {
        "line": row.line,
        "source": row.source,
        "title": row.title,
        "series": row.series or None,
        "platforms": row.platforms,
        "notes": row.remarks,
        "status": row.status or None,
        "is_undecided": row.has_open_status,
        "lists": row.lists,
        "position": row.position,
        "match": game.slug if game else None,
        "match_kind": row.match_kind,
        "decision": row.decision,
        "same_as_line": head.line if head else None,
        "repeats": row.repeats,
        "year": row.year,
        "aliases": row.aliases,
        **({"runs": runs} if (runs := _runs(row)) else {}),
        **({"external_ids": row.external_ids} if row.external_ids else {}),
    }


def _runs(row: ImportRow) -> list[dict[str, Any]]:
    """The runs, also those whose status the source leaves open."""
    if not row.has_open_status:
        return row.runs
    return [{**run, "status": None} for run in row.understood["open_status"]["runs"]]


def _entries(parsed: ParsedSource, name: str) -> list[dict[str, Any]]:
    rows = [row for row in parsed.rows if name in row.lists]
    rows.sort(key=lambda row: (row.position or row.number, row.number))
    return [
        {
            "position": row.position,
            "title": row.title,
            "line": row.line,
            "match": row.game.slug if row.game else None,
        }
        for row in rows
    ]


def as_text(parsed: ParsedSource) -> str:
    """What was parsed as a table to read, with what was not understood below it."""
    lines = _table(
        ("Line", "Game", "Details", "Match", "Becomes"),
        [
            (
                str(row.line),
                row.title,
                _details(row),
                row.get_match_kind_display(),
                _fate(row),
            )
            for row in parsed.rows
        ],
    )
    lines.append("")
    if parsed.parts:
        lines += [*_parts(parsed), ""]
    lines.append(_sentence(parsed))
    if parsed.not_understood:
        lines.append("\nNot understood:")
        lines += [
            f"  line {line.line}: {line.source.strip()}  ({line.reason})"
            for line in parsed.not_understood
        ]
    return "\n".join(lines)


def _parts(parsed: ParsedSource) -> list[str]:
    """What the parts of the list mean, those to be asked about first."""
    order = ("unknown", "guessed", "known")
    shown = sorted(parsed.parts, key=lambda part: order.index(part.certainty))
    return _table(
        ("part", "line", "words", "means", "", "decides"),
        [
            (
                part.kind,
                str(part.line),
                part.text,
                part.meaning,
                "?" if part.certainty == "unknown" else part.certainty,
                counted(part.rows, "cell" if part.kind == "column" else "game"),
            )
            for part in shown
        ],
    )


def ask(part: Part, *, read: Callable[[str], str], out: OutputWrapper) -> str:
    """Have the person at the terminal say what a part means; "" to leave it open."""
    meanings = MEANINGS[part.kind]
    examples = ", ".join(part.examples)
    out.write(
        f"\n{part.kind.capitalize()} “{part.text}” (line {part.line}, "
        f"{counted(part.rows, 'game')}: {examples})"
    )
    out.write(", ".join(f"{n} {each}" for n, each in enumerate(meanings, 1)))
    while True:
        answer = read("A number or a meaning; Enter leaves it open: ").strip()
        if answer.isdecimal() and 0 < int(answer[:3]) <= len(meanings):
            return meanings[int(answer[:3]) - 1]
        if not answer or answer in meanings:
            return answer
        out.write(f"“{answer}” isn't one of them.")


def _details(row: ImportRow) -> str:
    parts = [row.status] if row.status else []
    parts += ["no status"] if row.has_open_status else []
    if len(row.runs) > 1:
        parts = [run["status"] for run in row.runs]
    if row.repeats > 1:
        parts.append(f"x{row.repeats}")
    parts += row.platforms
    parts += [
        f"#{row.position} on {name}" if row.position else f"on {name}"
        for name in row.lists
    ]
    return ", ".join(parts)


def _fate(row: ImportRow) -> str:
    if row.merged_into:
        return f"same as line {row.merged_into.line}: {row.merged_into.title}"
    if row.game:
        return row.game.name
    return {"create": "new game", "open": "left out: not sure which game"}.get(
        row.decision, row.decision
    )


def _sentence(parsed: ParsedSource) -> str:
    counts = parsed.counts()
    lists = ", ".join(f"“{found.name}”" for found in parsed.lists)
    return (
        f"{counted(counts['games'], 'game')} in {counted(counts['rows'], 'row')}: "
        f"{counts['matched']} in the library, {counts['new']} new, "
        f"{counts['undecided']} not decided; "
        f"{counted(counts['kept_as_text'], 'line')} kept as notes or text; "
        f"{counted(counts['not_understood'], 'line')} not understood; "
        f"{counted(len(parsed.open_statuses), 'game')} without a status; "
        f"lists: {lists or 'none'}."
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    cells = [[_short(text) for text in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            text.ljust(width) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]


def _short(text: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= WIDEST else plain[: WIDEST - 1] + "…"


# Matching with IGDB -------------------------------------------------------------


class TerminalProgress(Progress):
    """One line that counts up on a terminal; nothing where nobody watches."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._done = 0
        self._total = 0

    def begin(self, total: int | None = None, message: str = "") -> None:
        self._done, self._total = 0, total or 0
        self._show(message)

    def step(self, count: int = 1, message: str = "") -> None:
        self._done += count
        self._show(message)

    def _show(self, message: str) -> None:
        if not self._out.isatty() or not self._total:
            return
        is_last = self._done >= self._total
        self._out.write(
            f"\r\x1b[K{self._done} of {self._total}: {message}",
            ending="\n" if is_last else "",
        )
        self._out.flush()


def doubtful_lines(import_: Import) -> Iterator[str]:
    """The games that may be several of IGDB's, each with those."""
    rows = import_.rows.filter(igdb_state=IgdbState.DOUBTFUL, merged_into=None)
    rows = rows.exclude(decision=Decision.SKIP).order_by("number")
    shown = igdb_shown(rows)
    for row in rows:
        may_be = "; ".join(
            f"{candidate.game} [{candidate.game.igdb_id}, {candidate.score}]"
            for candidate in shown[row.pk].candidates
        )
        yield f"Doubtful on IGDB: line {row.line}: {row.title}: {may_be}"
