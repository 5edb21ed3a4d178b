import { Link, Text } from '@hubspot/ui-extensions';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { safeUrl } from '../text/links.ts';

/** The task that the enrichment created by itself, so that nobody asks for the same one again. */
export function AutomaticTask({ latest }: { readonly latest: Enrichment }) {
  const task = latest.written.find(({ kind, status }) => kind === 'task' && status === 'written');
  if (!task) return null;
  const url = safeUrl(task.url);
  return (
    <Text variant="microcopy">
      oppSpot has created a task already:{' '}
      {url ? <Link href={{ url, external: true }}>{task.detail}</Link> : task.detail}
    </Text>
  );
}
