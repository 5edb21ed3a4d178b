import { type JSX, useEffect } from 'react';
import { useData } from '../../../hubspot-ui/pages/useData.ts';
import type { PageObject, RecordView, RelatedView } from '../../contract.ts';
import { LightningComponent } from '../components/LightningComponent.tsx';
import { usePageTitle } from '../session.ts';
import { Notice } from '../ui/Notice.tsx';
import { Activities } from './Activities.tsx';
import { Highlights } from './Highlights.tsx';
import { MainColumn } from './MainColumn.tsx';

interface RecordPageProps {
  readonly object: PageObject;
  readonly id: string;
}

/**
 * A record page. As in Lightning Experience what stands here is read once: it changes when a component
 * says that it changed, or when the page is loaded anew.
 */
export function RecordPage({ object, id }: RecordPageProps): JSX.Element {
  const path = `/data/records/${object}/${id}`;
  const record = useData<RecordView>(path);
  const related = useData<RelatedView>(`${path}/related`);
  usePageTitle(record.value?.title ?? object);
  useRefreshes(id, record.refresh, related.refresh);
  if (record.error) {
    return (
      <main className="page" id="main">
        <Notice title="There is nothing to see here">{record.error}</Notice>
      </main>
    );
  }
  if (!record.value || !related.value) {
    return (
      <main className="page" id="main" aria-busy="true">
        <p className="boot-note">Loading the record…</p>
      </main>
    );
  }
  const hasComponent = object === 'Contact' || object === 'Account' || object === 'Lead';
  return (
    <main className="page record-page" id="main">
      <Highlights record={record.value} />
      <div className="record-columns">
        <MainColumn record={record.value} related={related.value} />
        {hasComponent ? (
          <div className="side-column">
            <LightningComponent tag="c-oppspot-enrich" recordId={id} objectApiName={object} />
            <Activities activities={related.value.activities} />
          </div>
        ) : null}
      </div>
    </main>
  );
}

/** `notifyRecordUpdateAvailable` is about the record's values, a RefreshEvent about all of the page. */
function useRefreshes(
  id: string,
  refreshRecord: () => Promise<void>,
  refreshRelated: () => Promise<void>,
): void {
  useEffect(() => {
    const onRecord = (event: CustomEventInit<readonly string[]>) => {
      // Ids of 15 characters are the same record's.
      if (event.detail?.some((told) => id.startsWith(told.slice(0, 15)))) void refreshRecord();
    };
    const onAll = () => {
      void refreshRecord();
      void refreshRelated();
    };
    window.addEventListener('lightning:recordupdate', onRecord);
    document.addEventListener('lightning:refresh', onAll);
    return () => {
      window.removeEventListener('lightning:recordupdate', onRecord);
      document.removeEventListener('lightning:refresh', onAll);
    };
  }, [id, refreshRecord, refreshRelated]);
}
