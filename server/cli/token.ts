/** `npm run -s token`: a bearer token for the API, of the sandbox that runs or signed with JWT_SECRET. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Config, loadConfig } from '../config/config.ts';
import { AppError } from '../errors.ts';
import { mintJwt } from '../identity/jwt.ts';
import { systemRuntime } from '../runtime.ts';
import { Secret } from '../secrets/secret.ts';
import { runCommand, UsageError } from './run-command.ts';
import { findSandbox } from './sandbox-file.ts';

const usage = `Usage: npm run -s token -- [--organization <uuid>] [--role admin|member] [--user <id>] [--hours <n>]

Prints a token for local use. Without JWT_SECRET it is good for the sandbox that runs.`;

const wanted = z.object({
  organization: z.uuid('The id of an organisation is a UUID.').optional(),
  role: z.enum(['admin', 'member'], 'A role is admin or member.'),
  user: z.string().min(1).max(200),
  hours: z.coerce
    .number('Hours are a number.')
    .positive()
    .max(24 * 365),
});

await runCommand(usage, async (terminal) => {
  const { values } = parseArgs({
    options: {
      organization: { type: 'string' },
      role: { type: 'string', default: 'admin' },
      user: { type: 'string', default: 'local-user' },
      hours: { type: 'string', default: '12' },
    },
  });
  const parsed = wanted.safeParse(values);
  if (!parsed.success) throw new UsageError(parsed.error.issues.map((i) => i.message).join('\n'));
  const config = loadConfig(process.env);
  const { secret, organizationId } = signerOf(config, parsed.data.organization);
  const { user: userId, role, hours } = parsed.data;
  const { audience, issuer } = config.jwt;
  const owner = { userId, organizationId, role, audience, issuer };
  terminal.data(await mintJwt(secret, owner, { now: systemRuntime.now(), hours }));
  return 0;
});

/** @throws AppError `no_target`, UsageError */
function signerOf(config: Config, organizationId: string | undefined) {
  if (config.jwt.secret) {
    if (!organizationId) throw new UsageError('Say for which organisation: --organization <uuid>');
    return { secret: config.jwt.secret, organizationId };
  }
  const sandbox = findSandbox(config.dataDir);
  if (!sandbox) {
    throw new AppError(
      'There is nothing to make a token for. Start the sandbox with "npm run sandbox" in another terminal, or set JWT_SECRET.',
      { code: 'no_target', status: 409 },
    );
  }
  return {
    secret: new Secret(sandbox.jwtSecret),
    organizationId: organizationId ?? sandbox.organizationId,
  };
}
