# sayso with its language model, in a small image that needs no network and no root.
#
#   docker build -t sayso .
#   docker run --rm --network none -v "$PWD:/work:ro" sayso extract articles > claims.jsonl
#
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/sayso
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY pipeline pipeline
COPY models models
# The lock's versions, without the tools for developing: its hashes hold for the whole list only.
RUN sed -E 's/ *\\$//; /--hash=/d' requirements.lock > versions.txt \
 && /opt/sayso/bin/pip install --no-cache-dir --disable-pip-version-check -c versions.txt ".[warc,documents]" \
 && /opt/sayso/bin/python -m compileall -q /opt/sayso/lib

FROM python:3.11-slim
COPY --from=build /opt/sayso /opt/sayso
RUN useradd --system --create-home --uid 10001 sayso
ENV PATH=/opt/sayso/bin:$PATH SAYSO_CACHE=/tmp/sayso OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
USER 10001
WORKDIR /work
ENTRYPOINT ["sayso"]
CMD ["--help"]
