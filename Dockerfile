# An image with certcheck's tools: built on Debian 12, run as a user without rights.
#
#     docker build -t certcheck .
#     docker run --rm certcheck www.example.com
#     docker run --rm -v "$PWD:/work:ro" --entrypoint certlint certcheck certs
FROM debian:12 AS build
WORKDIR /src
COPY scripts/setup scripts/setup
RUN scripts/setup
COPY CMakeLists.txt CMakePresets.json LICENSE README.md ./
COPY bindings bindings
COPY cmake cmake
COPY examples/prometheus examples/prometheus
COPY lib lib
COPY packaging packaging
COPY tools tools
RUN cmake --preset release -DCERTCHECK_TESTS=OFF \
  && cmake --build --preset release \
  && cmake --install build/release --component tools --strip --prefix /out

FROM debian:12-slim
# jq is for packaging/ci/run, libpq5 for results that are stored in PostgreSQL.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates jq libpq5 \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /out /usr
COPY packaging/ci/run /usr/bin/certcheck-ci-run
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["certcheck"]
CMD ["--help"]
