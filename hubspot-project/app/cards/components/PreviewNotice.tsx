import { Alert, Text } from '@hubspot/ui-extensions';

/** That what is shown stands nowhere yet. */
export function PreviewNotice() {
  return (
    <Alert title="This is a preview" variant="info">
      <Text>Nothing of it stands in HubSpot. Apply it to write it, or discard it.</Text>
    </Alert>
  );
}
