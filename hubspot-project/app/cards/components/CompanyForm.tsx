import { Flex, Input, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { pickAsk } from '../hooks/asks.ts';
import { typedPick } from '../text/company.ts';
import { AskButton } from './AskButton.tsx';

/** Enriches with a company that a person names herself. */
export function CompanyForm() {
  const [domain, setDomain] = useState('');
  const [number, setNumber] = useState('');
  const pick = typedPick(domain, number);
  return (
    <Flex direction="column" gap="sm" align="start">
      <Text>Name the right company by its website or its register number, or both.</Text>
      <Input
        name="oppspot-company-domain"
        label="Website"
        description="For example acme.com"
        value={domain}
        onInput={setDomain}
        onChange={setDomain}
      />
      <Input
        name="oppspot-company-number"
        label="Company number"
        description="As the register gives it, for example 01234567"
        value={number}
        onInput={setNumber}
        onChange={setNumber}
      />
      <AskButton ask={() => pickAsk(pick ?? none)} disabled={pick === null}>
        Enrich with this company
      </AskButton>
    </Flex>
  );
}

const none = { domain: null, registrationNumber: null };
