/**
 * What a headline says happened, by phrases and never by a word alone. Each rule is a verb with its
 * object; who does it is checked apart (`subject.ts`). English headlines only.
 */
import type { SignalType } from '../../../../shared/evidence/signal.ts';

export type Topic = Extract<
  SignalType,
  | 'funding'
  | 'expansion'
  | 'product'
  | 'partnership'
  | 'leadership-change'
  | 'layoffs'
  | 'contract-award'
>;

interface Rule {
  readonly topic: Topic;
  /** Matched at the beginning of what the company is said to have done. */
  readonly does: RegExp;
  /** The rest must not say this. */
  readonly unless?: RegExp;
}

const money = String.raw`(?:US|CA|AU|NZ|S|HK)?[$£€]\s?\d[\d.,]*\s?(?:k|m|mn|bn|million|billion)?\b|\d[\d.,]*\s?(?:million|billion|mn|m|bn)\s?(?:dollars|pounds|euros|usd|gbp|eur)?\b`;
const adverb = String.raw`(?:(?:has|have|just|now|also|today|officially|successfully|formally|will|to)\s+)*`;
const role = String.raw`(?:C[EFTOMIPR]O|chief executive|CISO|CRO|CHRO|CPO|chief\s(?:\w+\s){1,3}officer|chief of staff|managing director|president|chair(?:man|woman|person)?|vice[ -]president|[ES]?VP|general manager|country manager|head of|(?:\w+\s)?director)\b`;
const premises = String.raw`(?:offices?|headquarters|HQ|hub|factory|factories|plant|site|warehouse|facilit(?:y|ies)|cent(?:re|er)s?|branch|branches|stores?|showroom|lab|laborator(?:y|ies)|depot|campus|studio|clinic|restaurants?)\b`;
const people = String.raw`(?:jobs|staff|workforce|roles|positions|posts|employees|workers|headcount|people)\b`;

const rule = (topic: Topic, does: string, unless?: string): Rule => ({
  topic,
  does: new RegExp(`^${adverb}(?:${does})`, 'i'),
  ...(unless && { unless: new RegExp(unless, 'i') }),
});

/** In this order: the first that fits is told. */
const rules: readonly Rule[] = [
  rule(
    'layoffs',
    String.raw`(?:lay(?:s|ing)? off|laid off)\b|(?:cut(?:s|ting)?|slash(?:es|ing)?|axe?(?:s|d|ing)?|shed(?:s|ding)?|eliminat(?:es?|ing)|reduc(?:es?|ing))\s(?:[\w.,%–-]+\s){0,5}?${people}|(?:announces?|confirms?|begins?|plans?)\s(?:[\w.,%–-]+\s){0,4}?(?:layoffs|redundancies|job cuts)\b|mak(?:es|ing)\s(?:[\w.,%–-]+\s){0,4}?redundant\b`,
    String.raw`\b(?:no|avoid\w*|den\w+|without|after|end\w* of) (?:\w+ )?(?:layoffs|redundancies|job cuts)\b|\b(?:tooling|carbon|emissions|costs?|time|waste|error|paperwork) `,
  ),
  rule(
    'contract-award',
    String.raw`(?:win(?:s|ning)?|won|secur(?:es|ed)|land(?:s|ed)|bag(?:s|ged)|clinch(?:es|ed)|sign(?:s|ed)|is awarded|awarded|receiv(?:es|ed)|pick(?:s|ed) up|scoop(?:s|ed)|net(?:s|ted))\s(?:[^\s]+\s){0,6}?(?:contracts?|tenders?|framework(?: agreements?)?|procurement|(?:purchase )?orders? (?:for|from|worth|of)|deal (?:worth|valued|to (?:supply|provide|deliver|build)))\b|(?:is\s)?(?:appointed|named|selected|chosen)\s(?:to|on|onto|for)\s(?:[^\s]+\s){0,8}?(?:framework|contract)\b`,
    String.raw`\b(?:contract (?:disputes?|extension for|breach|law|renewal talks)|contract manufacturing award|employment contracts?|contracts? to (?:[A-Z]\w+)$|record deal|court|lawsuit)\b`,
  ),
  rule(
    'funding',
    String.raw`(?:rais(?:es|ed|ing)|secur(?:es|ed)|clos(?:es|ed)|land(?:s|ed)|bag(?:s|ged)|net(?:s|ted)|complet(?:es|ed)|announc(?:es|ed)|receiv(?:es|ed)|bank(?:s|ed)|attract(?:s|ed)|snag(?:s|ged)|gets?|nabs?|scor(?:es|ed)|tops? up with|pulls? in)\s(?:[^\s]+\s){0,6}?(?:(?:pre-)?seed\b|series [A-H]\b|funding\b|(?:investment|growth|equity|venture|financing|bridge) (?:round|raise|capital|debt)\b|fundraise\b|fundraising\b|capital raise\b|investment from\b|venture capital\b|financing\b)|(?:rais(?:es|ed))\s(?:[^\s]+\s){0,3}?(?:${money})|(?:lands?|landed|gets?|got|receiv(?:es|ed)|secur(?:es|ed)|bags?|bagged)\s(?:[^\s]+\s){0,2}?(?:${money})\s(?:[^\s]+\s){0,2}?(?:from|led by|backing|boost)\b`,
    String.raw`\b(?:charit\w+|hospice|for (?:children|cancer|local|good causes|ukraine|food ?banks?)|fundraiser|prices?|awareness|concerns?|eyebrows|questions|alarm|the bar|guidance|outlook|forecast|dividend|target|stake|wages?|salar\w+|minimum|red nose|marathon|grant scheme|for (?:its|their) (?:clients|customers)|fund(?:ing)? (?:call|programme|program|scheme|guide|gap|crisis|cuts)|funding to (?:help|support) (?:local|schools|students)|its (?:\w+ )?fund\b|(?:\w+ )?fund (?:I|II|III|IV|V|VI)\b)`,
  ),
  rule(
    'leadership-change',
    String.raw`(?:appoint(?:s|ed)|nam(?:es|ed)|hir(?:es|ed)|promot(?:es|ed)|welcom(?:es|ed)|tap(?:s|ped)|poach(?:es|ed)|recruit(?:s|ed)|elect(?:s|ed)|announc(?:es|ed))\s(?:[^\s]+\s){0,9}?(?:new )?${role}|(?:gets|has|announces|names)\s(?:a\s)?new\s(?:\w+\s){0,2}?${role}|(?:strengthens|bolsters|expands) (?:its |their |the )?(?:\w+ )?(?:leadership|executive|management|senior) team\b|['’]?s?\s?${role}\s(?:[^\s]+\s){0,3}?(?:steps? down|stepping down|resigns?|retires?|departs?|quits|to leave|leaves)\b`,
    String.raw`\b(?:names? (?:\w+ )?(?:best|top|among|one of)|best ceos?|as (?:an? )?(?:\w+ ){0,3}(?:auditor|distributor|agency|reseller|partner|administrators?|liquidators?|broker|nomad|adviser|advisor)|ceo of the year|directors? dealings?|award for|visit\w*|ambassador|welcomes? (?:\w+ ){0,3}(?:minister|mp|mayor|secretary|king|prince(?:ss)?|students?))\b`,
  ),
  rule(
    'expansion',
    String.raw`(?:open(?:s|ed|ing)?|launch(?:es|ed)|unveil(?:s|ed)|establish(?:es|ed)|set(?:s|ting)? up|build(?:s|ing)?|breaks? ground on|invest(?:s|ed) (?:[^\s]+\s){1,4}?in)\s(?:[^\s]+\s){0,6}?${premises}|expand(?:s|ed|ing)?\s(?:its\s|their\s)?(?:[^\s]+\s){0,4}?(?:in|into|to|across)\s(?:the\s)?[A-Z]|enter(?:s|ed|ing)?\s(?:the\s)?(?:[^\s]+\s){0,3}?market\b|mov(?:es|ed|ing)\s(?:in)?to\s(?:[^\s]+\s){0,3}?(?:larger|bigger|new)\s(?:[^\s]+\s){0,3}?${premises}|acquir(?:es|ed|ing)\s(?!by\b)|complet(?:es|ed) (?:the |its )?(?:acquisition|purchase|takeover) of\b|doubl(?:es|ed|ing) (?:its |their )?(?:\w+ )?(?:footprint|capacity|floor ?space|headcount|team)\b`,
    String.raw`\b(?:open(?:s|ed)? (?:up|applications|registrations?|nominations|voting|higher|lower|source|letter|day|its books|fire|about)|stake in|shares? (?:in|of)|to be acquired|virtual|metaverse|close[sd]? |closure|taste for|hiring (?:site|hub)|job site|knowledge cent(?:re|er)|help cent(?:re|er)|trust cent(?:re|er)|resource (?:hub|cent(?:re|er))|media cent(?:re|er)|web ?site|micro ?site|content hub|learning hub|online (?:\w+ )?(?:store|hub|shop)|app store|acquires? (?:customers|a taste|new customers|talent))\b`,
  ),
  rule(
    'partnership',
    String.raw`(?:partner(?:s|ed|ing)?|team(?:s|ed|ing)? up|join(?:s|ed|ing)? forces|collaborat(?:es|ed|ing)|all(?:ies|ied))\s(?:up\s)?with\b|(?:sign(?:s|ed)|announc(?:es|ed)|form(?:s|ed)|ent(?:ers|ered)(?: into)?|strik(?:es)|struck|ink(?:s|ed)|forg(?:es|ed)|agre(?:es|ed)|extend(?:s|ed)|deepen(?:s|ed)|seal(?:s|ed))\s(?:[^\s]+\s){0,6}?(?:partnership|collaboration|alliance|joint venture|memorandum of understanding|MoU)\b|(?:and|&)\s(?:[^\s]+\s){1,5}?(?:announce|sign|form|enter|partner\b|team up|join forces|launch (?:\w+ )?(?:partnership|collaboration))`,
    String.raw`\b(?:end(?:s|ed)? (?:\w+ )?partnership|partnership ends|dispute|lawsuit|law firm|limited partnership|civil partnership|charity partner(?:ship)?|shirt|kit sponsor)\b`,
  ),
  rule(
    'product',
    String.raw`(?:launch(?:es|ed|ing)?|unveil(?:s|ed)|introduc(?:es|ed|ing)|releas(?:es|ed)|roll(?:s|ed)? out|debut(?:s|ed)|ship(?:s|ped)|announc(?:es|ed|ing)\s(?:[^\s]+\s){0,4}?(?:general availability|availability|launch|release) of)\s(?:[^\s]+\s){0,9}?(?:product|platform|software|app|tool|toolkit|suite|service|feature|solution|system|API|SDK|model|assistant|agent|copilot|device|sensor|robot|crane|vehicle|range|line|version|module|integration|plug-?in|marketplace|dashboard|engine|edition|card|camera|drone|cloud|\d+(?:\.\d+)+|beta|AI)s?\b|(?:[^\s]+\s){0,4}?(?:is|are) (?:now )?(?:generally )?available\b`,
    String.raw`\b(?:launch(?:es|ed)? (?:[^\s]+\s){0,3}?(?:appeal|campaign|investigation|inquiry|probe|lawsuit|legal|search|consultation|recruitment|apprenticeship|scholarship|competition|contest|podcast|newsletter|strike|fund|foundation|review|bid|takeover|survey|report|white ?paper|webinar|merch\w*|IPO|career|attack)\b|recall|releas(?:es|ed) (?:[^\s]+\s){0,4}?(?:results|report|statement|figures|survey|study|guide|findings|data|index|e-?book|white ?paper|earnings)\b|(?:results|report|statement|survey|study|findings)\b)`,
  ),
];

/** Headlines of these sorts report nothing that happened, whatever words they hold. */
const noise: readonly RegExp[] = [
  // Lists, advice, questions, interviews, opinions.
  /^(?:the )?(?:\d+|five|six|seven|eight|nine|ten|top|best) (?!(?:million|billion)\b)/i,
  /^(?:how|why|what|when|where|who|which|is|are|can|should|does|do|will|meet|inside|opinion|comment|analysis|review|explainer|watch|listen|podcast|webinar|interview|q ?& ?a|guide|case study|customer stor(?:y|ies)|profile|recap|roundup|in pictures|sponsored)\b/i,
  /\?\s*$/,
  /\b(?:\d+|top|best|fastest[- ]growing) (?:\w+ ){0,3}(?:companies|startups|start-ups|firms|brands|stocks|things|ways|reasons|tips|tools|platforms|lessons|trends)\b/i,
  /\bto watch\b|\bof the (?:week|month|day)\b|\broundup\b|\bround-up\b/i,
  // What the stock market does with a share.
  /\b(?:NYSE|NASDAQ|LON|LSE|ASX|TSX|FRA|EPA|AIM|OTCMKTS)\s?:/i,
  /\b(?:shares?|stocks?) (?:of|rises?|falls?|jumps?|drops?|slumps?|surges?|soars?|plunges?|slides?|gains?|climbs?|up|down|gap|price|pass|cross|hit)\b/i,
  /\b(?:price target|target price|analysts?|short interest|insider (?:buying|selling|sold)|hedge fund|dividend|ex-dividend|buy rating|hold rating|upgraded? (?:to|by|at)|downgraded?|zacks|market cap(?:italisation)?|52[- ]week|moving average|earnings (?:call|per share|preview)|EPS|consensus|stake (?:in|raised|cut|trimmed)|holdings? in|position in|trading (?:update|halt)|technical analysis|market (?:size|share|report|research|forecast|outlook)|CAGR)\b/i,
  // What nobody has done yet, or has not done.
  /\b(?:in talks|rumou?r(?:s|ed)?|reportedly|said to|considering|considers|mulls?|weighs?|eyes|eyeing|seeks?|seeking|could|might|may (?!\d)|hopes to|looks to|looking to|in discussions|exploring|explores|bid for|urged? to|called on to|would|fails? to|failed to|denies|denied|rejects?|refuses?|rules out|scraps?|shelves|cancels?|cancelled|abandons?|postpones?|delays?|withdraws?|calls off|blocked)\b/i,
  // Courts and mishaps.
  /\b(?:lawsuit|sued|sues|court|fined|breach|hack(?:ed|ers)?|fraud|scam|arrest(?:ed)?|convicted|trial|tribunal|obituar\w+|dies|death)\b/i,
];

/** Whether nothing that is told here can be news of what a company did. */
export function isNoise(headline: string): boolean {
  return noise.some((pattern) => pattern.test(headline));
}

/** @param deed what the company is said to have done: the headline behind its name */
export function topicOf(deed: string): Topic | null {
  for (const { topic, does, unless } of rules) {
    if (does.test(deed) && !unless?.test(deed)) return topic;
  }
  return null;
}
