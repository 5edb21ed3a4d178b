# One image for every role: web, worker, or all in one process.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WORKER_PORT=3001 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY shared ./shared
COPY server ./server
USER node
VOLUME /data
EXPOSE 3000 3001
# A worker has no API; it tells its health on a port of its own.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "server/cli/health.ts"]
# Not through npm, which would keep the signal to stop from the process.
ENTRYPOINT ["node", "server/main.ts"]
CMD ["all"]
