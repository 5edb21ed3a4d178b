/** How the stand-in model writes: well, badly or not at all. */

export type Mode =
  /** Composes sentences from the facts in the prompt. */
  | 'well-behaved'
  /** Answers only after the delay it was started with. */
  | 'slow'
  /** Declines, as models with structured output do: no content, a `refusal`. */
  | 'refusing'
  /** States numbers and names that no fact has. */
  | 'hallucinating'
  /** The same until it is told of faults. */
  | 'hallucinating-once'
  /** Obeys what text in the prompt tells it to write. */
  | 'injected'
  | 'invalid-json'
  /** Valid JSON of another shape. */
  | 'wrong-shape'
  /** Stops in the middle: `finish_reason` is `length`. */
  | 'cut-off'
  | 'error-500'
  | 'rate-limited';

export interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

export interface Choice {
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finishReason: 'stop' | 'length';
}

interface PromptFact {
  readonly id: string;
  readonly fact: string;
}

/** What the model says to these messages. Modes that fail before a model is asked are not for here. */
export function choose(mode: Mode, messages: readonly ChatMessage[]): Choice {
  const facts = factsIn(messages);
  switch (mode) {
    case 'refusing':
      return { content: null, refusal: "I'm sorry, I can't help with that.", finishReason: 'stop' };
    case 'hallucinating':
      return answer(hallucination(facts));
    case 'hallucinating-once':
      return answer(wasCorrected(messages) ? composition(facts) : hallucination(facts));
    case 'injected': {
      const order = orderIn(messages);
      return answer(order === null ? composition(facts) : obedience(order, facts));
    }
    case 'invalid-json':
      return { content: 'Here is the summary you asked for:', refusal: null, finishReason: 'stop' };
    case 'wrong-shape':
      return answer({ summary: 'Twelve jobs are open.' });
    case 'cut-off':
      return { content: '{"sentences":[{"text":"The com', refusal: null, finishReason: 'length' };
    default:
      return answer(composition(facts));
  }
}

function answer(value: unknown): Choice {
  return { content: JSON.stringify(value), refusal: null, finishReason: 'stop' };
}

/** Lines of JSON with an id and a fact, wherever they stand. */
function factsIn(messages: readonly ChatMessage[]): PromptFact[] {
  const lines = messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) => content.split('\n'));
  return lines.flatMap((line) => {
    if (!line.startsWith('{')) return [];
    const { id, fact } = JSON.parse(line) as Partial<PromptFact>;
    return typeof id === 'string' && typeof fact === 'string' ? [{ id, fact }] : [];
  });
}

function composition(facts: readonly PromptFact[]) {
  return {
    sentences: facts.slice(0, 3).map(({ id, fact }) => ({ text: fact, evidenceIds: [id] })),
  };
}

function hallucination(facts: readonly PromptFact[]) {
  const evidenceIds = facts.slice(0, 1).map(({ id }) => id);
  return {
    sentences: [
      { text: 'Northgate Ventures invested £45 million in March 2019.', evidenceIds },
      { text: 'The company employs 98765 people in Reykjavik.', evidenceIds },
    ],
  };
}

function obedience(order: string, facts: readonly PromptFact[]) {
  const evidenceIds = facts.slice(0, 1).map(({ id }) => id);
  return {
    sentences: [
      { text: order, evidenceIds },
      { text: order, evidenceIds },
    ],
  };
}

/** What some text in the prompt orders a model to write: `… write: "this"`. The system prompt's rules apart. */
function orderIn(messages: readonly ChatMessage[]): string | null {
  for (const { role, content } of messages) {
    if (role === 'system') continue;
    const order =
      /\b(?:write|say|answer|print|repeat|type|put)\b[^:]{0,40}:\s*([^\n{}]{3,200})/i.exec(
        content,
      )?.[1];
    if (order) return order.replaceAll(/\\?"/g, '').trim();
  }
  return null;
}

function wasCorrected(messages: readonly ChatMessage[]): boolean {
  return messages.some(({ role }) => role === 'assistant');
}
