import { describe, expect, it } from 'vitest';
import { createLogger, redactText } from '../../server/http/logger.ts';
import { startTestServer, token } from './support/server.ts';

function logOf(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ destination: { write: (line) => lines.push(line) } }));
  return lines.join('');
}

describe('the log', () => {
  it('keeps values of secret keys out, however they are nested', () => {
    const text = logOf((logger) => {
      logger.info({ authorization: 'secret-1', settings: { apiKey: 'secret-2' } });
      logger.info({ request: { body: { refresh_token: 'secret-3' } }, contact: { email: 'x' } });
      logger.child({ token: 'secret-4' }).warn('child');
    });
    expect(text).not.toMatch(/secret-\d/);
    expect(text.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('keeps addresses and credentials out that stand in the text of an error', () => {
    const text = logOf((logger) => {
      const error = new Error('Contact josé.o’neil@münchen.example is taken');
      logger.error(
        { err: error },
        'call with Bearer abcdef0123456789 for jo+crm@mail.example failed',
      );
    });
    expect(text).not.toMatch(/neil|münchen|jo\+crm|mail\.example/);
    expect(text).not.toContain('abcdef0123456789');
  });

  it.each(['osk_AbCdEf0123456789', 'pat-eu1-0123-4567-89ab', 'sk-proj-AbCdEf0123'])(
    'knows %s for a credential',
    (key) => {
      expect(redactText(`key ${key}.`)).toBe('key [redacted].');
    },
  );

  it.each(['node_modules/pino@10.4.0/lib', 'a task-force of 12', '2026-11-21T12:00:00.000Z'])(
    'leaves %s alone',
    (text) => {
      expect(redactText(text)).toBe(text);
    },
  );

  it('is read in one pass: a long hostile line costs no more than its length', () => {
    const hostile = `${'a.'.repeat(200_000)}@`;
    expect(redactText(hostile)).toBe(hostile);
  });

  it('has one line per request with path and status, and nothing a request carries', async () => {
    const server = await startTestServer();
    await server.post('/api/v1/enrichments?waitMs=60000', {
      object: 'contact',
      recordId: '770077',
    });
    await fetch(`${server.url}/healthz`);
    await fetch(`${server.url}/readyz`);
    expect(server.logs()).toHaveLength(1);
    await server.post('/api/v1/enrichments%3Fcompany=harbourline', {});
    expect(server.logs()[0]).toMatchObject({
      level: 'info',
      req: { method: 'POST', path: '/api/v1/enrichments' },
      res: { status: 200 },
      organizationId: 'org-1',
    });
    for (const carried of [token, '770077', 'waitMs', 'harbourline']) {
      expect(server.logText()).not.toContain(carried);
    }
  });
});
