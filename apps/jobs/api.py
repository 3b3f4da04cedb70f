"""`/jobs`: how far background work is that a request has started.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from apps.core.api.auth import author
from apps.core.api.auth import writes
from apps.core.api.problems import Problem
from apps.core.api.problems import not_found
from apps.jobs.models import Job
from apps.jobs.schemas import JobSchema

router = Router(tags=["jobs"])


# Nothing of a job is public: the permission is that of who may start one.
@router.get("/jobs/{job_id}", auth=writes("library.change_game"), response=JobSchema)
def get_job(request: HttpRequest, job_id: UUID) -> JobSchema:
    """Needs the login of who started the job, or one that may see all of them."""
    job = Job.objects.filter(uuid=job_id).first()
    if job is None:
        raise not_found("job", str(job_id))
    user = author(request)
    if job.started_by_id != user.pk and not user.has_perm("jobs.view_job"):
        raise Problem(403, f"{user} doesn't have the permission jobs.view_job.")
    return JobSchema.of(job)
