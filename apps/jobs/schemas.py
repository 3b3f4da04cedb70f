from __future__ import annotations

from typing import Annotated
from typing import Literal
from typing import Self

from pydantic import BaseModel
from pydantic import Field

from apps.jobs.models import Job


class JobSchema(BaseModel):
    """A piece of background work; ask again until `state` is one of the last three."""

    id: str
    title: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    done: Annotated[int, Field(description="Steps that are done")]
    total: Annotated[int | None, Field(description="Of so many, if that is known")]
    message: Annotated[str, Field(description="What it is doing now")]
    failure_count: Annotated[
        int, Field(description="Things that went wrong while the rest went on")
    ]
    error: Annotated[
        str, Field(description="Why it failed, or what its last attempt ran into")
    ]
    created_at: str
    finished_at: str | None

    @classmethod
    def of(cls, job: Job) -> Self:
        return cls.model_validate(
            {
                "id": str(job.uuid),
                "title": job.title,
                "state": job.state,
                "done": job.done,
                "total": job.total,
                "message": job.message,
                "failure_count": job.failure_count,
                "error": job.error,
                "created_at": job.created_at.isoformat(),
                "finished_at": job.finished_at and job.finished_at.isoformat(),
            }
        )
