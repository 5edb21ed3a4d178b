/** `node server/cli/health.ts`: exit code 0 when a process of this product answers here that it is ready. */
const ports = [process.env.PORT ?? '3000', process.env.WORKER_PORT].filter(
  (port) => port !== undefined,
);

async function isReady(port: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
      signal: AbortSignal.timeout(2_000),
    });
    return response.ok;
  } catch {
    return false;
  }
}

const answers = await Promise.all(ports.map(isReady));
process.exitCode = answers.some(Boolean) ? 0 : 1;
