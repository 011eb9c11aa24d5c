# The application in one image: site, background worker and commands. Built from hashed lists only.
FROM python:3.11-slim-trixie AS assets
WORKDIR /srv/maillage
COPY package.json package-lock.json .npmrc ./
COPY requirements/node.txt requirements/
COPY tools tools
RUN python -m tools.assets

FROM python:3.11-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/maillage
RUN python -m venv .venv
COPY requirements/base.txt requirements/
RUN .venv/bin/pip install --require-hashes -r requirements/base.txt
COPY pyproject.toml README.md LICENSE manage.py ./
COPY config config
COPY maillage maillage
COPY --from=assets /srv/maillage/build/vendor build/vendor
COPY --from=assets /srv/maillage/node_modules/@etalab node_modules/@etalab
RUN .venv/bin/pip install --no-deps --no-build-isolation -e . \
    && MAILLAGE_DEBUG=1 .venv/bin/python manage.py collectstatic --noinput --verbosity=0

FROM python:3.11-slim-trixie
# pg_dump and pg_restore, for `maillage backup` and `maillage restore`; tesseract, for scanned documents. Debian keeps
# one version for each release.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --no-install-recommends -y postgresql-client tesseract-ocr tesseract-ocr-fra \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin maillage \
    && install -d -o maillage -g maillage -m 0700 /data
WORKDIR /srv/maillage
COPY --from=build /srv/maillage /srv/maillage
ENV PATH=/srv/maillage/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MAILLAGE_DATA_DIR=/data \
    MAILLAGE_LOG_FORMAT=json
USER 10001
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["maillage", "check", "--live"]
CMD ["maillage", "serve", "--host", "0.0.0.0"]
