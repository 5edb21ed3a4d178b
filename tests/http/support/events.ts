export interface ServerSentEvent {
  readonly event: string;
  readonly data: unknown;
}

/** All events of a stream, once it has ended. */
export async function readEvents(response: Response): Promise<ServerSentEvent[]> {
  const blocks = (await response.text()).split('\n\n').filter((block) => block.includes('event:'));
  return blocks.map((block) => ({
    event: /^event: (.*)$/m.exec(block)?.[1] ?? '',
    data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null'),
  }));
}
