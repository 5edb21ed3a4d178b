/** Sources of the sample project's extensions; `word` tells one version from the next. */
export const sampleCard = (word: string) => `
import { useState } from 'react';
import { Button, Heading, hubspot, Text, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useCrmProperties } from '@hubspot/ui-extensions/crm';

hubspot.extend<'crm.record.tab'>(() => <Card />);

function Card() {
  const [answer, setAnswer] = useState('');
  const context = useExtensionContext<'crm.record.tab'>();
  const { addAlert } = useExtensionActions<'crm.record.tab'>();
  const { properties } = useCrmProperties(['city']);
  async function ask() {
    const response = await hubspot.fetch('https://app.oppspot.example/ask', { method: 'POST', body: { id: context.crm.objectId } });
    setAnswer((await response.json()).answer);
    addAlert({ type: 'success', title: 'Asked', message: 'The app has answered.' });
  }
  return (
    <>
      <Heading>${word} of {context.user.firstName} at {context.location}</Heading>
      <Text>City: {properties.city || 'unknown'}</Text>
      <Button onClick={ask}>Ask the app</Button>
      <Text>{answer}</Text>
    </>
  );
}
`;

/** With a table that is wider than a narrow page. */
export const sampleSettings = `
import { Heading, hubspot, Table, TableBody, TableCell, TableRow } from '@hubspot/ui-extensions';

const wide = 'crm.objects.contacts.read'.repeat(2);

hubspot.extend<'settings'>(({ context }) => (
  <>
    <Heading>Settings in {context.location}</Heading>
    <Table>
      <TableBody>
        <TableRow><TableCell>{wide}</TableCell><TableCell>{wide}</TableCell></TableRow>
      </TableBody>
    </Table>
  </>
));
`;
