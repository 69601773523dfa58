# Build: docker build -t dmplint .
# Run:   docker run --rm --network none --read-only -v "$PWD:/site:ro" dmplint check .
# Pin both images by digest where your policy asks for it.

FROM node:20-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm pack --pack-destination /tmp && npm install --global --omit=dev --no-audit --no-fund --prefix /opt/dmplint /tmp/dmplint-*.tgz
# Makes the bytecode that later starts load: the image is read-only where it runs.
RUN /opt/dmplint/bin/dmplint check fixtures/sites/selarl --at 2026-11-24 --quiet

FROM node:20-slim
COPY --from=build /opt/dmplint /opt/dmplint
ENV PATH=/opt/dmplint/bin:$PATH NODE_ENV=production
USER node
WORKDIR /site
ENTRYPOINT ["dmplint"]
CMD ["check", "."]
