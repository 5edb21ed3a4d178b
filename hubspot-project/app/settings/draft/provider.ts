/** The account's own provider while it is typed. */
import type {
  OwnProviderState,
  OwnProviderUpdate,
} from '../../../../shared/contract/own-provider.ts';
import type { Typed } from './draft.ts';
import type { Fault } from './faults.ts';

export interface ProviderDraft {
  readonly kind: OwnProviderUpdate['kind'];
  readonly name: string;
  readonly url: string;
  /** Empty keeps the one that the server has. */
  readonly secret: string;
  readonly minLikelihood: Typed;
}

/** What the form begins with. */
export function providerDraft(provider: OwnProviderState['provider']): ProviderDraft {
  return {
    kind: provider?.kind ?? 'oppspot-research',
    name: provider?.name ?? '',
    url: provider?.url ?? '',
    secret: '',
    minLikelihood: provider?.minLikelihood ?? 6,
  };
}

/** What can be told before asking; the server looks again. */
export function providerFaults(draft: ProviderDraft, isNew: boolean): Fault[] {
  const { name, url, secret, minLikelihood } = draft;
  const isLikelihood =
    minLikelihood !== null &&
    Number.isInteger(minLikelihood) &&
    minLikelihood >= 1 &&
    minLikelihood <= 10;
  return [
    ...fault(name.trim() === '', 'name', 'Enter what reps are told as the source.'),
    ...fault(
      !/^https:\/\/\S+$/.test(url.trim()),
      'url',
      'Enter an address that begins with https://.',
    ),
    ...fault(isNew && secret === '', 'secret', 'Enter the secret that the provider gave you.'),
    ...fault(!isLikelihood, 'minLikelihood', 'Enter a whole number from 1 to 10.'),
  ];
}

function fault(isFault: boolean, field: string, message: string): Fault[] {
  return isFault ? [{ field, message }] : [];
}

/** What is sent; meaningful only without faults. */
export function providerUpdate(draft: ProviderDraft): OwnProviderUpdate {
  const { kind, name, url, secret, minLikelihood } = draft;
  return {
    kind,
    name: name.trim(),
    url: url.trim(),
    minLikelihood: minLikelihood ?? 6,
    ...(secret !== '' && { secret }),
  };
}
