/**
 * Several composite calls in one, each done wholly or not at all.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_graph_limits.htm
 */
import type { Answer, Call, Route } from '../http/call.ts';
import { notFound, refuse } from '../http/errors.ts';
import { type Json, object, objects, text } from '../http/input.ts';
import {
  type CompositeResult,
  haltedMessage,
  refusedResult,
  runAll,
  subrequests,
} from './composite.ts';
import { referencesIn } from './references.ts';

const limits = { nodes: 500, graphs: 75, depth: 15, kinds: 15, failures: 14 };

export const graphRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/composite/graph', handle: graphs },
];

interface GraphResult {
  readonly graphId: string;
  readonly graphResponse: { readonly compositeResponse: readonly CompositeResult[] };
  readonly isSuccessful: boolean;
}

function graphs(call: Call): Answer {
  if (Number(call.version) < 50) throw notFound();
  const sent = objects(object(call.body), 'graphs');
  requireSize(sent);
  const results: GraphResult[] = [];
  for (const graph of sent) {
    const failures = results.filter(({ isSuccessful }) => !isSuccessful).length;
    results.push(failures >= limits.failures ? notBegun(graph) : run(call, graph));
  }
  return { status: 200, body: { graphs: results } };
}

function requireSize(sent: readonly Json[]): void {
  const nodes = sent.flatMap(subrequests);
  if (sent.length > limits.graphs) throw tooMuch('graphs', limits.graphs);
  if (nodes.length > limits.nodes) throw tooMuch('nodes', limits.nodes);
  for (const graph of sent) {
    const own = subrequests(graph);
    if (new Set(own.map(kindOf)).size > limits.kinds)
      throw tooMuch('different nodes', limits.kinds);
    if (depthOf(own) > limits.depth) throw tooMuch('levels', limits.depth);
  }
}

/** Nodes are alike when they do the same to the same object. */
function kindOf(node: Json): string {
  const path = text(node, 'url').split('?')[0] ?? '';
  const object = /\/sobjects\/([^/]+)/.exec(path)?.[1] ?? path;
  return `${text(node, 'method').toUpperCase()} ${object}`;
}

/** The longest chain of nodes that refer to each other. */
function depthOf(nodes: readonly Json[]): number {
  const depths = new Map<string, number>();
  for (const node of nodes) {
    const sources = referencesIn([node.url, node.body]).map((path) => path.split(/[.[]/)[0] ?? '');
    const deepest = Math.max(0, ...sources.map((source) => depths.get(source) ?? 0));
    depths.set(text(node, 'referenceId'), deepest + 1);
  }
  return Math.max(0, ...depths.values());
}

function run(call: Call, graph: Json): GraphResult {
  const { results, succeeded } = runAll(call, subrequests(graph), true);
  return {
    graphId: text(graph, 'graphId'),
    graphResponse: { compositeResponse: results },
    isSuccessful: succeeded,
  };
}

function notBegun(graph: Json): GraphResult {
  const results = subrequests(graph).map((node) =>
    refusedResult(text(node, 'referenceId'), haltedMessage),
  );
  return {
    graphId: text(graph, 'graphId'),
    graphResponse: { compositeResponse: results },
    isSuccessful: false,
  };
}

function tooMuch(what: string, max: number) {
  return refuse('LIMIT_EXCEEDED', `A composite graph request can have at most ${max} ${what}`);
}
