import { Flex, Heading } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';

export interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the card with a heading of its own. */
export function Section({ title, children }: SectionProps) {
  return (
    <Flex direction="column" gap="xs">
      <Heading>{title}</Heading>
      {children}
    </Flex>
  );
}
