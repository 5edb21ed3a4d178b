import { MultiSelect } from '@hubspot/ui-extensions';
import { countryOptions } from '../draft/choices.ts';
import { type Editor, inputProps } from './editor.ts';

interface CountrySelectProps {
  readonly editor: Editor;
  /** Dotted path of the setting. */
  readonly path: string;
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (countries: string[]) => void;
}

/** Several countries by name; the setting holds their two-letter codes. */
export function CountrySelect({ editor, path, label, value, onChange }: CountrySelectProps) {
  return (
    <MultiSelect
      {...inputProps(editor, path)}
      label={label}
      placeholder="Any country"
      value={[...value]}
      options={countryOptions(value)}
      onChange={(chosen) => onChange(chosen.map(String))}
    />
  );
}
