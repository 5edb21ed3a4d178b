/**
 * Upstash's REST protocol over a real Redis, as far as the cache speaks it: a command as a JSON
 * array posted to `/`, answered by `{result}` or `{error}`.
 * https://upstash.com/docs/redis/features/restapi
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Redis } from 'ioredis';

export interface RestProxy {
  readonly url: string;
  readonly token: string;
  /** Answers of the next calls, in place of Redis'. */
  readonly faults: ('error' | 'hang' | 'nonsense')[];
  readonly commands: string[][];
  close(): Promise<void>;
}

export async function startRestProxy(redis: Redis): Promise<RestProxy> {
  const token = 'proxy-token';
  const faults: RestProxy['faults'] = [];
  const commands: string[][] = [];
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: string) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    const fault = faults.shift();
    if (fault === 'hang') return;
    if (fault === 'nonsense') return answer(200, '<html>');
    if (fault === 'error') return answer(500, JSON.stringify({ error: 'ERR told to fail' }));
    if (request.headers.authorization !== `Bearer ${token}`) {
      return answer(401, JSON.stringify({ error: 'WRONGPASS invalid or missing auth token' }));
    }
    try {
      const command = (await json(request)) as (string | number)[];
      const [name = '', ...parameters] = command.map(String);
      commands.push([name, ...parameters]);
      const result = await redis.call(name, ...parameters);
      const encode = request.headers['upstash-encoding'] === 'base64' && typeof result === 'string';
      answer(
        200,
        JSON.stringify({ result: encode ? Buffer.from(result).toString('base64') : result }),
      );
    } catch (error) {
      answer(400, JSON.stringify({ error: String(error) }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    faults,
    commands,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
