/**
 * Reads the tagged facts of an Inline XBRL document, in one pass over a stream of tags: no tree is
 * built, so neither size nor nesting of a document costs more than its length, and no entity of a
 * document type is ever expanded. https://www.xbrl.org/specification/inlinexbrl-part1/rec-2013-11-18/inlinexbrl-part1-rec-2013-11-18.html
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { Parser } from 'htmlparser2';
import { readNumber } from './numbers.ts';

/** The period a fact is about, and what it is broken down by. */
export interface FactContext {
  /** Null for an instant. */
  readonly start: string | null;
  readonly end: string;
  /** Local names, `dimension=member`; empty for the total. */
  readonly dimensions: readonly string[];
  /** The company's number as the context names it. */
  readonly entity: string | null;
}

export interface NumericFact {
  /** Local name of the concept: which version of a taxonomy it comes from does not matter. */
  readonly concept: string;
  readonly context: FactContext;
  /** `GBP`, `pure`, …; null where it names none. */
  readonly unit: string | null;
  readonly value: number;
  /** How exact it is stated: places after the point, negative for rounded to thousands. */
  readonly decimals: number;
}

export interface TextFact {
  readonly concept: string;
  readonly text: string;
}

export interface TaggedDocument {
  readonly numbers: readonly NumericFact[];
  readonly texts: readonly TextFact[];
}

/** No honest document comes near these; beyond them reading ends and what was read counts. */
const most = { facts: 20_000, contexts: 5_000, text: 2_000, depth: 1_000, nested: 50 } as const;
const chunk = 131_072;

interface OpenFact {
  readonly kind: 'number' | 'text';
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

interface OpenContext {
  readonly id: string;
  start: string | null;
  end: string | null;
  entity: string | null;
  readonly dimensions: string[];
}

export async function readTaggedDocument(source: string): Promise<TaggedDocument> {
  const contexts = new Map<string, FactContext>();
  const units = new Map<string, string>();
  const numbers: { attributes: Readonly<Record<string, string>>; value: number }[] = [];
  const texts: TextFact[] = [];
  const open: OpenFact[] = [];
  let excluded = 0;
  let depth = 0;
  let ended = false;
  let context: OpenContext | null = null;
  let unit: { readonly id: string; measure: string | null } | null = null;
  /** Text of the small elements inside contexts and units. */
  let leaf: { readonly name: string; readonly dimension: string; text: string } | null = null;

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        depth++;
        // The parser's own list of open tags costs the square of its length.
        if (depth > most.depth || open.length > most.nested) {
          ended = true;
          parser.pause();
          return;
        }
        const name = local(tag);
        switch (name) {
          case 'context':
            context = {
              id: attributes.id ?? '',
              start: null,
              end: null,
              entity: null,
              dimensions: [],
            };
            break;
          case 'unit':
            unit = { id: attributes.id ?? '', measure: null };
            break;
          case 'startDate':
          case 'endDate':
          case 'instant':
          case 'identifier':
          case 'explicitMember':
          case 'typedMember':
          case 'measure':
            leaf = { name, dimension: local(attributes.dimension ?? ''), text: '' };
            break;
          case 'exclude':
            excluded++;
            break;
          case 'nonFraction':
          case 'nonNumeric':
            open.push({ kind: name === 'nonFraction' ? 'number' : 'text', attributes, text: '' });
            break;
        }
      },
      ontext(text) {
        if (leaf) {
          if (leaf.text.length < most.text) leaf.text += text;
          return;
        }
        if (excluded > 0) return;
        // A tagged value may stand inside another, and its words belong to both.
        for (const fact of open) if (fact.text.length < most.text) fact.text += text;
      },
      onclosetag(tag) {
        depth--;
        const name = local(tag);
        if (leaf && name === leaf.name) {
          const text = leaf.text.trim();
          if (unit && name === 'measure') unit.measure = local(text);
          if (context) noteInContext(context, leaf, text);
          leaf = null;
          return;
        }
        switch (name) {
          case 'context':
            if (context && contexts.size < most.contexts && context.end) {
              contexts.set(context.id, { ...context, end: context.end });
            }
            context = null;
            break;
          case 'unit':
            if (unit?.measure) units.set(unit.id, unit.measure);
            unit = null;
            break;
          case 'exclude':
            excluded--;
            break;
          case 'nonFraction':
          case 'nonNumeric': {
            const fact = open.pop();
            if (!fact || numbers.length + texts.length >= most.facts) break;
            if (fact.kind === 'text') {
              texts.push({ concept: local(fact.attributes.name ?? ''), text: fact.text.trim() });
              break;
            }
            const value = isNil(fact.attributes) ? null : readNumber(fact.text, fact.attributes);
            if (value !== null) numbers.push({ attributes: fact.attributes, value });
          }
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let at = 0; at < source.length && !ended; at += chunk) {
    parser.write(source.slice(at, at + chunk));
    // Others have their turn between two parts of a long document.
    if (at + chunk < source.length) await breathe();
  }
  if (!ended) parser.end();

  return {
    texts,
    numbers: numbers.flatMap(({ attributes, value }): NumericFact[] => {
      const of = contexts.get(attributes.contextRef ?? '');
      if (!of) return [];
      const decimals = attributes.decimals;
      return [
        {
          concept: local(attributes.name ?? ''),
          context: of,
          unit: units.get(attributes.unitRef ?? '') ?? null,
          value,
          decimals: decimals === 'INF' || decimals === undefined ? 99 : Number(decimals) || 0,
        },
      ];
    }),
  };
}

function noteInContext(
  context: OpenContext,
  { name, dimension }: { readonly name: string; readonly dimension: string },
  text: string,
): void {
  switch (name) {
    case 'startDate':
      context.start = day(text);
      break;
    case 'endDate':
    case 'instant':
      context.end = day(text);
      break;
    case 'identifier':
      context.entity = text;
      break;
    case 'explicitMember':
      context.dimensions.push(`${dimension}=${local(text)}`);
      break;
    case 'typedMember':
      context.dimensions.push(`${dimension}=${text}`);
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1).trim();

const day = (text: string) => (/^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : null);

const isNil = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).some(
    ([name, value]) => local(name) === 'nil' && (value === 'true' || value === '1'),
  );
