import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../server/http/server.ts';
import { startTestServer } from './support/server.ts';

/** A request on a connection that the client wants to keep. */
function keptAlive(url: string): { agent: Agent; request(): Promise<IncomingMessage> } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return {
    agent,
    async request() {
      const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
      await text(response);
      return response;
    },
  };
}

describe('stopping', () => {
  it('finishes the request in flight and tells its client that the connection ends', async () => {
    const server = await startTestServer();
    const { answer, run } = await server.begin();
    const closing = server.close();
    run.finish();
    const response = await answer;
    expect(response.status).toBe(200);
    expect(response.headers.get('connection')).toBe('close');
    await closing;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  it('does not wait for clients that only keep their connection', async () => {
    const server = await startTestServer({ closeDeadlineMs: 60_000 });
    const client = keptAlive(`${server.url}/healthz`);
    await client.request();
    await server.close();
  });

  it('does not wait for a client that was just being answered on a kept connection', async () => {
    const server = await startTestServer({ closeDeadlineMs: 60_000 });
    const { answer, run } = await server.begin({ headers: { accept: 'text/event-stream' } });
    run.progress({});
    // Its headers, with keep-alive, have been sent before the stop.
    const response = await answer;
    const closing = server.close();
    run.finish();
    await response.text();
    await closing;
  });

  it('waits for a run that nobody waits for', async () => {
    const server = await startTestServer({ closeDeadlineMs: 60_000 });
    const { answer, run } = await server.begin({ query: '?waitMs=0' });
    run.progress({});
    expect((await answer).status).toBe(202);
    let closed = false;
    const closing = server.close().then(() => {
      closed = true;
    });
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    expect(closed).toBe(false);
    run.finish();
    await closing;
  });

  it('ends at its deadline whatever is still going on', async () => {
    const server = await startTestServer({ closeDeadlineMs: 50 });
    const { answer } = await server.begin();
    await Promise.all([server.close(), expect(answer).rejects.toThrow()]);
  });

  it('says not ready while it drains, on new connections too', async () => {
    const server = await startTestServer({ drainMs: 500 });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const closing = server.close();
    const response = await fetch(`${server.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'closing', checks: {} },
    ]);
    expect(response.headers.get('connection')).toBe('close');
    await closing;
  });

  it('twice is stopping once', async () => {
    const server = await startTestServer();
    await Promise.all([server.close(), server.close()]);
  });
});

describe('starting', () => {
  it('on a port that is taken fails with the reason', async () => {
    const server = await startTestServer();
    const port = Number(new URL(server.url).port);
    await expect(startServer(express(), { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('survives a client that speaks no HTTP', async () => {
    const server = await startTestServer();
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.end('\x16\x03\x01 this is not HTTP\r\n\r\n');
    expect(await text(socket)).toContain('400 Bad Request');
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});
