/** As `OppSpotCardController` and its service. */
import { type Method, method } from './method.ts';
import { about as questionAbout } from './question.ts';
import { requireOn, requirePermission, type Transaction } from './transaction.ts';

/** Milliseconds. */
export const cardTimeoutMs = 20_000;
/** Asked without changing anything. */
const reading = new Set(['state', 'watch', 'owners']);

export const cardMethods: readonly Method[] = [
  about('state', 'state', []),
  method(
    'OppSpotCardController',
    'enrich',
    { recordId: 'Id', request: 'String' },
    (transaction, given) =>
      ask(
        transaction,
        'enrich',
        question(transaction, given.recordId, { request: given.json('request') }),
      ),
  ),
  about('watch', 'watch', ['runId', 'seen']),
  about('applyPreview', 'apply', ['runId']),
  about('discardPreview', 'discard', ['runId']),
  about('undoRun', 'undo', ['runId']),
  about('createTask', 'task', ['runId', 'actionId']),
  method('OppSpotCardController', 'owners', {}, (transaction) => ask(transaction, 'owners', {})),
];

/** A method that hands its parameters on as they are. */
function about(name: string, action: string, details: readonly ('runId' | 'seen' | 'actionId')[]) {
  const parameters = Object.fromEntries(
    details.map((detail) => [detail, detail === 'seen' ? 'Integer' : 'String'] as const),
  );
  return method(
    'OppSpotCardController',
    name,
    { recordId: 'Id', ...parameters },
    (transaction, given) =>
      ask(
        transaction,
        action,
        question(
          transaction,
          given.recordId,
          Object.fromEntries(
            details.map((detail) => [
              detail,
              given.value(detail) ?? (detail === 'seen' ? 0 : null),
            ]),
          ),
        ),
      ),
  );
}

/** The component is told in the language of whoever looks at it. */
function question(transaction: Transaction, recordId: string | null, details: object): object {
  const body = questionAbout(transaction, recordId, details);
  return { ...body, language: transaction.user.language ?? 'en_US' };
}

function ask(transaction: Transaction, action: string, body: object): Promise<string> {
  if (!reading.has(action)) requirePermission(transaction, 'OppSpot_Enrich');
  if (action === 'enrich') requireOn(transaction, 'Enrich_From_Card');
  return transaction.gateway.post(`/salesforce/card/${action}`, body, cardTimeoutMs);
}
