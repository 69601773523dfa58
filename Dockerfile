# Build: docker build -t dmplint .
# Run:   docker run --rm --network none --read-only -v "$PWD:/site:ro" dmplint check .
# Pin both images by digest where your policy asks for it.

FROM node:20-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm pack --pack-destination /tmp && npm install --global --omit=dev --no-audit --no-fund --prefix /opt/dmplint /tmp/dmplint-*.tgz

FROM node:20-slim
COPY --from=build /opt/dmplint /opt/dmplint
ENV PATH=/opt/dmplint/bin:$PATH NODE_ENV=production
USER node
WORKDIR /site
ENTRYPOINT ["dmplint"]
CMD ["check", "."]
