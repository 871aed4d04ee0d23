# syntax=docker/dockerfile:1

# The service with the built mini-app (the last stage, which `docker build .` makes), and the demonstration.
# The version is that of optionalDependencies in package.json; a test compares them.
ARG NODE_VERSION=24.21.0
FROM node:${NODE_VERSION}-bookworm-slim AS node
WORKDIR /app

# All packages, and the pages built with them.
FROM node AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

# What the service loads, without the Node that npm brings along: the image has one.
FROM node AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node

# `npm start` on a MongoDB beside it: the simulated DingTalk, its people, and the service.
FROM build AS demonstration
# now, because the user that starts it cannot write here
RUN node -e "import('./scripts/start/build.ts').then(({ buildPages }) => buildPages({ say: console.log }))"
RUN mkdir .data && chown node:node .data
USER node
ENV DATA_DIR=/app/.data SIMULATOR_HOST=0.0.0.0
EXPOSE 3000 3100-3106
HEALTHCHECK --interval=10s --timeout=5s --start-period=180s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./scripts/node-version.js", "scripts/start.ts"]

FROM node AS service
ENV NODE_ENV=production PORT=3000 HEALTH_PORT=3000
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist/miniapp ./dist/miniapp
COPY package.json dingtalk.config.json ./
COPY scripts/node-version.js scripts/command-line.ts scripts/rotate-keys.ts ./scripts/
COPY scripts/admin ./scripts/admin
COPY scripts/dingtalk-check ./scripts/dingtalk-check
COPY service ./service
USER node
EXPOSE 3000
# Alive, not ready: a MongoDB that is away is no reason to restart. Only one of the ports is listened on: HEALTH_PORT with
# "--only worker", PORT otherwise.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "Promise.any([process.env.PORT, process.env.HEALTH_PORT].map(async (port) => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok || Promise.reject())).then(() => process.exit(0), () => process.exit(1))"]
# as "npm run service" starts it; npm itself would not hand on the signal to stop
CMD ["node", "--import", "./scripts/node-version.js", "--max-semi-space-size=64", "--no-allocation-site-pretenuring", "service/main.ts"]
