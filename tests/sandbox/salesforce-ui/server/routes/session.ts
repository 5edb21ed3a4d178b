/** Who sits at the pages. */
import express, { type Request, type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { type BridgeOptions, beginTransaction } from '../../bridge/transaction.ts';
import type { ListedObject, SessionView, UiUser } from '../../contract.ts';
import { titleOf } from '../org/display.ts';
import type { RecordToTry } from './records.ts';
import { PageError } from './refusals.ts';

const cookieName = 'sandbox-user';
const chosen = new WeakMap<Request, UiUser>();

/** Finds the user of each request by a cookie; the first user where there is none. */
export function userOf(users: readonly UiUser[]): RequestHandler {
  const [first] = users;
  if (!first) throw new Error('Nobody may sit at the pages.');
  return (request, _response, next) => {
    const id = new RegExp(`(?:^|; )${cookieName}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1];
    chosen.set(request, users.find((user) => user.id === id) ?? first);
    next();
  };
}

export function sessionUser(request: Request): UiUser {
  const user = chosen.get(request);
  if (!user) throw new Error('The request came to a route before its user was found.');
  return user;
}

interface SessionOptions extends BridgeOptions {
  readonly users: readonly UiUser[];
  readonly recordsToTry: readonly RecordToTry[];
}

const objects = { contact: 'Contact', company: 'Account', lead: 'Lead' } as const;

export function sessionRoutes(options: SessionOptions): Router {
  const { users, recordsToTry, salesforce } = options;
  const router = express.Router();
  const shown = ({ id, name, role }: UiUser) => ({ id, name, role });
  router.get('/session', (request, response) => {
    const user = sessionUser(request);
    const org = salesforce.org();
    const view: SessionView = {
      org: { id: org.id, name: org.name },
      user: shown(user),
      users: users.map(shown),
      permissions: [...beginTransaction(options, user).grants.customPermissions],
      recordsToTry: recordsToTry.flatMap(({ object, id, shows }) => {
        const name: ListedObject = objects[object];
        const record = org.records.live(name, id);
        return record ? [{ object: name, id: record.id, title: titleOf(record), shows }] : [];
      }),
    };
    response.json(view);
  });
  router.post('/session', (request, response) => {
    const { id } = z.strictObject({ id: z.string() }).parse(request.body);
    if (!users.some((user) => user.id === id)) throw new PageError(404, 'There is no such user.');
    response.cookie(cookieName, id, { httpOnly: true, sameSite: 'strict' }).status(204).end();
  });
  return router;
}
