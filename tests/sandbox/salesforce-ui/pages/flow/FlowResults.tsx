import type { JSX } from 'react';
import type { FlowOutput } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { Table } from '../ui/Table.tsx';
import type { Chosen } from './RecordChoice.tsx';

interface FlowResultsProps {
  readonly records: readonly Chosen[];
  readonly outputs: readonly FlowOutput[] | null;
  readonly tookMs: number | null;
}

const columns = ['Record', 'Status', 'Score', 'Stage', 'Confidence', 'Summary', 'Message'];

/** What the action gave back to the Flow, for each record. */
export function FlowResults({ records, outputs, tookMs }: FlowResultsProps): JSX.Element {
  return (
    <section className="slds-card flow-results" aria-labelledby="results-title">
      <h2 id="results-title">What later steps of the Flow can use</h2>
      <p role="status">
        {outputs && tookMs !== null
          ? `${outputs.length} rows in ${(tookMs / 1000).toFixed(1)} s`
          : `Waiting for ${records.length} rows…`}
      </p>
      {outputs ? (
        <Table label="Outputs of the action" columns={columns}>
          {records.map(({ object, id, title }, index) => (
            <tr key={id}>
              <th scope="row">
                <a href={recordAddress(object, id)}>{title}</a>
              </th>
              <td>{outputs[index]?.status}</td>
              <td>{outputs[index]?.score ?? ''}</td>
              <td>{outputs[index]?.stage}</td>
              <td>{outputs[index]?.confidence}</td>
              <td className="prose">{outputs[index]?.summary}</td>
              <td className="prose">{outputs[index]?.message}</td>
            </tr>
          ))}
        </Table>
      ) : null}
    </section>
  );
}
