import { problemError } from './api-client.ts';

export interface StreamedEvent {
  readonly name: string;
  readonly data: unknown;
}

/**
 * The events of a stream as they come, until it ends; comments are passed over.
 * @throws AppError for a `problem` event
 */
export async function* readEvents(response: Response): AsyncGenerator<StreamedEvent> {
  let buffer = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    buffer += chunk;
    const events = buffer.split('\n\n');
    buffer = events.pop() ?? '';
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (!name || data === undefined) continue;
      if (name === 'problem') throw problemError(JSON.parse(data));
      yield { name, data: JSON.parse(data) };
    }
  }
}
