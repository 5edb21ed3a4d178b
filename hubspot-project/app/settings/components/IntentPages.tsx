import { Button, Flex, Input } from '@hubspot/ui-extensions';
import type { PageDraft } from '../draft/draft.ts';
import { changed } from '../draft/lists.ts';
import { type Editor, inputProps } from './editor.ts';
import { SectionHeading } from './SectionHeading.tsx';

/** Pages of the tenant's own site whose visit is a buying signal. */
export function IntentPages({ editor }: { readonly editor: Editor }) {
  const pages = editor.draft.intentPages;
  const root = 'settings.intentPages';
  const change = (next: PageDraft[], path: string) => editor.change('intentPages', next, path);
  return (
    <Flex direction="column" gap="small" align="start">
      <SectionHeading title="Pages that show intent">
        A visit to one of these pages of your website, as HubSpot saw it, becomes a buying signal.
      </SectionHeading>
      {pages.map(({ path, page }, index) => {
        const here = `${root}.${index}`;
        return (
          <Flex key={here} gap="small" align="end" wrap="wrap">
            <Input
              {...inputProps(editor, `${here}.path`)}
              label={`Page ${index + 1}: path begins with`}
              placeholder="/pricing"
              value={path}
              required
              onChange={(typed) => change(changed(pages, index, { path: typed }), `${here}.path`)}
            />
            <Input
              {...inputProps(editor, `${here}.page`)}
              label={`Page ${index + 1}: reps call it`}
              placeholder="pricing"
              value={page}
              required
              onChange={(typed) => change(changed(pages, index, { page: typed }), `${here}.page`)}
            />
            <Button size="sm" onClick={() => change(pages.toSpliced(index, 1), root)}>
              Remove page {index + 1}
            </Button>
          </Flex>
        );
      })}
      <Button size="sm" onClick={() => change([...pages, { path: '', page: '' }], root)}>
        Add a page
      </Button>
    </Flex>
  );
}
