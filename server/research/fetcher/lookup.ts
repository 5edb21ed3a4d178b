/**
 * Name resolution with the check built in. The connection is made to the very addresses that were
 * checked, so a name that resolves differently a moment later gains nothing.
 */
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';
import { FetchFailed, FetchRefused } from './errors.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Gives every address of a host name; throws or gives none when it has none. */
export type Resolver = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** The machine's own resolver. */
export const systemResolver: Resolver = async (hostname) => {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * All addresses of the host, every one of them public.
 * @throws FetchRefused when any of them is not public
 * @throws FetchFailed when there is none
 */
async function publicAddresses(
  hostname: string,
  resolve: Resolver,
): Promise<readonly ResolvedAddress[]> {
  let found: readonly ResolvedAddress[];
  try {
    found = await resolve(hostname);
  } catch (cause) {
    throw new FetchFailed(`The name ${hostname} has no address.`, 'unknown-host', { cause });
  }
  if (found.length === 0) {
    throw new FetchFailed(`The name ${hostname} has no address.`, 'unknown-host');
  }
  if (!found.every(({ address }) => isPublicAddress(address))) {
    throw new FetchRefused(`${hostname} points to an address that is not on the public internet.`);
  }
  return found;
}

/** A `lookup` for sockets that yields only checked addresses. */
export function guardedLookup(resolve: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    publicAddresses(hostname, resolve).then(
      (found) => {
        const first = found[0];
        if (options.all || !first) callback(null, [...found]);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, ''),
    );
  };
}
