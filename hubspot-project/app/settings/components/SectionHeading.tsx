import { Flex, Heading, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';

interface SectionHeadingProps {
  readonly title: string;
  /** One or two sentences on what the part decides. */
  readonly children: ReactNode;
}

/** What a part of a tab is called and what it is for. */
export function SectionHeading({ title, children }: SectionHeadingProps) {
  return (
    <Flex direction="column" gap="flush">
      <Heading>{title}</Heading>
      <Text>{children}</Text>
    </Flex>
  );
}
