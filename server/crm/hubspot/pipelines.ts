import type { CrmPipeline } from '../connector.ts';
import { CrmError } from '../errors.ts';
import type { HubSpotApi } from './api.ts';
import type { DealPipeline } from './api-types.ts';

export interface DealPlace {
  readonly pipeline: string;
  readonly stage: string;
}

export interface DealPlaces {
  /**
   * Where a deal goes: what is named, the rest from the account's pipelines (read once, on first
   * need). The first pipeline and its first open stage, as HubSpot displays them, are the default.
   * @throws CrmError `validation` when the account has no such pipeline, stage or open stage
   */
  place(named: { pipeline: string | null; stage: string | null }): Promise<DealPlace>;
}

export function createDealPlaces(api: HubSpotApi, known: DealPlace | null): DealPlaces {
  let reading: Promise<DealPipeline[]> | null = null;
  function pipelines(): Promise<DealPipeline[]> {
    reading ??= api.dealPipelines().catch((error: unknown) => {
      reading = null;
      throw error;
    });
    return reading;
  }

  return {
    async place({ pipeline, stage }) {
      if (pipeline !== null && stage !== null) return { pipeline, stage };
      if (pipeline === null && stage === null && known) return known;
      const place = choosePlace(await pipelines(), pipeline, stage);
      if (place) return place;
      const field = pipeline === null ? 'dealstage' : 'pipeline';
      const message =
        'The HubSpot account has no such deal pipeline or no open stage in it. Choose another pipeline and stage in the settings.';
      throw new CrmError('validation', message, {
        crmStatus: null,
        fields: [{ field, code: 'NO_OPEN_STAGE', message }],
      });
    },
  };
}

/** The account's deal pipelines as HubSpot displays them. @throws CrmError */
export async function readPipelines(api: HubSpotApi): Promise<CrmPipeline[]> {
  return displayed(await api.dealPipelines()).map(({ id, label, stages }) => ({
    id,
    label,
    stages: displayed(stages).map((stage) => ({
      id: stage.id,
      label: stage.label,
      isOpen: !stage.closed,
    })),
  }));
}

function displayed<T extends { readonly displayOrder: number }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => a.displayOrder - b.displayOrder);
}

/** Null when nothing fits. Both names null: the account's default. */
export function choosePlace(
  pipelines: readonly DealPipeline[],
  pipeline: string | null,
  stage: string | null,
): DealPlace | null {
  for (const candidate of displayed(pipelines)) {
    if (pipeline !== null && candidate.id !== pipeline) continue;
    const chosen = displayed(candidate.stages).find((one) =>
      stage === null ? !one.closed : one.id === stage,
    );
    if (chosen) return { pipeline: candidate.id, stage: chosen.id };
  }
  return null;
}
