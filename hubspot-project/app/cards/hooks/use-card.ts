/** A card's state and what can be done with it, for whichever place on the record it is shown in. */
import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useEffect, useMemo, useReducer, useRef } from 'react';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import { type CardApi, createCardApi } from '../api/card-api.ts';
import { createDates, type Dates } from '../text/dates.ts';
import { outcomeOf } from '../text/outcomes.ts';
import { type Ask, isSameButton, writes } from './asks.ts';
import { createConversation } from './conversation.ts';
import { firstView, type Trouble, type View, withNews } from './view.ts';

type Location = 'crm.record.tab' | 'crm.record.sidebar';

export interface Card extends View {
  readonly api: CardApi;
  readonly dates: Dates;
  /** Where on the record it is shown. */
  readonly place: 'tab' | 'sidebar';
  /** The enrichment to show: a preview that waits, else the newest that was written. */
  readonly shown: Enrichment | null;
  /** The evidence of what is shown, by id. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  start(ask: Ask): void;
  retry(trouble: Trouble): void;
  reload(): void;
  /** Closes a dialogue of the card. */
  closeOverlay(id: string): void;
  /** Whether this is what is being done now. */
  isDoing(ask: Ask): boolean;
}

/** HubSpot's object type ids: https://developers.hubspot.com/docs/guides/api/crm/understanding-the-crm */
const companyType = '0-2';

/** Loads when the card opens, and again when another card or user enriched the record. */
export function useCard(): Card {
  const context = useExtensionContext<Location>();
  const actions = useRef(useExtensionActions<Location>());
  const [view, tell] = useReducer(withNews, firstView);
  const { objectId, objectTypeId } = context.crm;
  const baseUrl = context.variables?.APP_BASE_URL;
  const language = context.user?.language ?? context.user?.locale;

  const api = useMemo(() => {
    const object = objectTypeId === companyType ? 'company' : 'contact';
    return createCardApi(baseUrl, object, String(objectId), language);
  }, [baseUrl, objectId, objectTypeId, language]);
  const conversation = useMemo(() => {
    return createConversation({
      api,
      tell,
      ended: (card, ask) => {
        if (writes(ask)) actions.current.refreshObjectProperties();
        const outcome = outcomeOf(card, ask);
        if (outcome) actions.current.addAlert(outcome);
      },
    });
  }, [api]);

  useEffect(() => {
    void conversation.load();
    actions.current.onCrmPropertiesUpdate(['oppspot_enrichment_id'], (properties, error) => {
      if (!error) conversation.notice(properties.oppspot_enrichment_id ?? '');
    });
    return conversation.close;
  }, [conversation]);

  const { locale } = context.user;
  const dates = useMemo(() => createDates(locale), [locale]);
  const shown = view.card?.preview ?? view.card?.latest ?? null;
  const evidence = useMemo(
    () => new Map(shown?.evidence.map((item) => [item.id, item] as const)),
    [shown],
  );
  return {
    ...view,
    api,
    dates,
    place: context.location === 'crm.record.sidebar' ? 'sidebar' : 'tab',
    shown,
    evidence,
    start: (ask) => void conversation.start(ask),
    retry: (trouble) => void conversation.retry(trouble),
    reload: () => void conversation.load(),
    closeOverlay: (id) => actions.current.closeOverlay(id),
    isDoing: (ask) => isSameButton(view.work?.ask, ask),
  };
}
