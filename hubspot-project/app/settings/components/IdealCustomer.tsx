import { AutoGrid, Flex } from '@hubspot/ui-extensions';
import type { SettingsDraft } from '../draft/draft.ts';
import { CountrySelect } from './CountrySelect.tsx';
import type { Editor } from './editor.ts';
import { ListField } from './ListField.tsx';
import { SectionHeading } from './SectionHeading.tsx';
import { SizeBands } from './SizeBands.tsx';

/** The company the fit part of the score compares with. */
export function IdealCustomer({ editor }: { readonly editor: Editor }) {
  const { idealCustomer } = editor.draft;
  const root = 'settings.idealCustomer';
  const change = (part: Partial<SettingsDraft['idealCustomer']>, path: string) =>
    editor.change('idealCustomer', { ...idealCustomer, ...part }, path);
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Ideal customer">
        The companies you sell to. Fit compares every company with this; what you leave empty does
        not count.
      </SectionHeading>
      <AutoGrid columnWidth={260} gap="medium" flexible>
        <ListField
          editor={editor}
          path={`${root}.industries`}
          label="Industries"
          description="One a line: names such as Software, or UK SIC codes such as 62."
          value={idealCustomer.industries}
          onChange={(industries) => change({ industries }, `${root}.industries`)}
        />
        <ListField
          editor={editor}
          path={`${root}.technologies`}
          label="Technologies"
          description="One a line: what their website should run, such as HubSpot."
          value={idealCustomer.technologies}
          onChange={(technologies) => change({ technologies }, `${root}.technologies`)}
        />
      </AutoGrid>
      <CountrySelect
        editor={editor}
        path={`${root}.countries`}
        label="Countries"
        value={idealCustomer.countries}
        onChange={(countries) => change({ countries }, `${root}.countries`)}
      />
      <SizeBands
        editor={editor}
        path={`${root}.sizes`}
        sizes={idealCustomer.sizes}
        onChange={(sizes, path) => change({ sizes }, path)}
      />
    </Flex>
  );
}
