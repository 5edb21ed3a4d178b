import { type JSX, useId } from 'react';

/** What the Flow gives to the action beside the records. */
export interface FlowSettings {
  readonly refresh: boolean;
  readonly previewOnly: boolean;
  readonly waitSeconds: number;
}

interface FlowInputsProps {
  readonly settings: FlowSettings;
  readonly onSettings: (settings: FlowSettings) => void;
}

export function FlowInputs({ settings, onSettings }: FlowInputsProps): JSX.Element {
  const wait = useId();
  const box = (name: 'refresh' | 'previewOnly', label: string) => (
    <label className="check">
      <input
        type="checkbox"
        checked={settings[name]}
        onChange={(event) => onSettings({ ...settings, [name]: event.target.checked })}
      />
      {label}
    </label>
  );
  return (
    <div className="flow-inputs">
      {box('previewOnly', 'Preview only')}
      {box('refresh', 'Ask every source again')}
      <label htmlFor={wait}>Seconds to wait for the result</label>
      <input
        id={wait}
        className="slds-input"
        type="number"
        min={0}
        max={60}
        value={settings.waitSeconds}
        onChange={(event) =>
          onSettings({ ...settings, waitSeconds: Math.round(Number(event.target.value)) })
        }
      />
    </div>
  );
}
