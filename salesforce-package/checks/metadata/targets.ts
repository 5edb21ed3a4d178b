import type { Fault } from './types.ts';

/**
 * Where a Lightning web component may be placed. Salesforce's types say only that these are texts.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-configuration-tags.html
 */
const targets = new Set([
  'analytics__Dashboard',
  'lightning__AppPage',
  'lightning__Dialog',
  'lightning__EnablementProgram',
  'lightning__FlowAction',
  'lightning__FlowScreen',
  'lightning__HomePage',
  'lightning__Inbox',
  'lightning__RecordAction',
  'lightning__RecordPage',
  'lightning__Tab',
  'lightning__UrlAddressable',
  'lightning__UtilityBar',
  'lightning__VoiceExtension',
  'lightningCommunity__Default',
  'lightningCommunity__Page',
  'lightningCommunity__Page_Layout',
  'lightningCommunity__Theme_Layout',
  'lightningSnapin__ChatHeader',
  'lightningSnapin__ChatMessage',
  'lightningSnapin__Minimized',
  'lightningSnapin__PreChat',
  'lightningStatic__Email',
]);

interface Bundle {
  isExposed?: string;
  targets?: { target?: string | string[] };
  targetConfigs?: { targetConfig?: TargetConfig | TargetConfig[] };
}

interface TargetConfig {
  '@targets'?: string;
}

/** Targets exist, an exposed component has one, and a configuration is for a target that is declared. */
export function lightningTargets(content: unknown): Fault[] {
  const bundle = content as Bundle;
  const declared = list(bundle.targets?.target);
  const configured = list(bundle.targetConfigs?.targetConfig).flatMap((config) =>
    (config['@targets'] ?? '').split(/\s*,\s*/).filter(Boolean),
  );
  const faults = declared
    .filter((target) => !targets.has(target))
    .map((target) => ({ path: 'target', message: `There is no target ${target}.` }));
  for (const target of configured) {
    if (declared.includes(target)) continue;
    faults.push({ path: 'targetConfig', message: `${target} is not among the targets.` });
  }
  if (bundle.isExposed === 'true' && declared.length === 0) {
    faults.push({ path: 'isExposed', message: 'Exposed, but for no target: nobody can place it.' });
  }
  return faults;
}

function list<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
