# An image that holds the one binary: `docker build -t claimdesk .`, then
# `docker run -p 8080:8080 -v claimdesk:/data claimdesk`. docs/operations.md says more.
FROM docker.io/library/rust:1.95-slim-bookworm AS build
WORKDIR /build
COPY . .
# The compiler's image brings the C compiler that SQLite and ring need. Everything else comes from the crate registry.
RUN cargo build --release --locked --bin claimdesk \
    && strip target/release/claimdesk

FROM docker.io/library/debian:bookworm-slim
RUN useradd --system --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin claimdesk \
    && install -d -o claimdesk -g claimdesk -m 0700 /data
COPY --from=build /build/target/release/claimdesk /usr/local/bin/claimdesk
ENV CLAIMDESK_LISTEN=0.0.0.0:8080 \
    CLAIMDESK_DATABASE=sqlite:/data/claimdesk.db \
    CLAIMDESK_LOG_FORMAT=json
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Without TLS in the process; with it, let the orchestrator ask /readyz by HTTPS instead.
HEALTHCHECK --interval=10s --timeout=10s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\nhost: localhost\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["claimdesk"]
CMD ["serve"]
