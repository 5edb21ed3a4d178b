import { TextArea } from '@hubspot/ui-extensions';
import { type Editor, inputProps } from './editor.ts';

interface ListFieldProps {
  readonly editor: Editor;
  /** Dotted path of the setting. */
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description: string;
  readonly placeholder?: string;
  /** Lines shown at once; 4 when absent. */
  readonly rows?: number;
}

/** A list that is typed as text, with its fault beside it. */
export function ListField(props: ListFieldProps) {
  const { editor, path, label, value, onChange, description, placeholder } = props;
  return (
    <TextArea
      {...inputProps(editor, path)}
      label={label}
      value={value}
      description={description}
      placeholder={placeholder}
      rows={props.rows ?? 4}
      resize="vertical"
      onChange={onChange}
    />
  );
}
