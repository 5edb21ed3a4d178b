import type { Calendar } from '../calendar.ts';
import type { WorldCompany } from '../types.ts';
import { brumeval, fernhill, harbourlight, hushwood, nordlys } from './elsewhere.ts';
import { tidewright } from './hero.ts';
import { cobblestone, mirrorpond, slowmoor, trapdoor, vellum } from './obstructive.ts';
import { amberley, kestrelworks, oakhollow, pennyroyal, quillstream } from './thriving.ts';
import {
  gallowglass,
  larkspur,
  peatmoss,
  starlingRookHoldings,
  starlingRookTruro,
  starlingRookYork,
} from './troubled.ts';

export function companies(cal: Calendar): readonly WorldCompany[] {
  return [
    tidewright(cal),
    oakhollow(cal),
    quillstream(cal),
    pennyroyal(cal),
    amberley(cal),
    kestrelworks(cal),
    gallowglass(cal),
    peatmoss(cal),
    larkspur(cal),
    starlingRookYork(cal),
    starlingRookTruro(cal),
    starlingRookHoldings(cal),
    cobblestone(cal),
    slowmoor(cal),
    vellum(cal),
    trapdoor(cal),
    mirrorpond(cal),
    nordlys(cal),
    brumeval(),
    harbourlight(cal),
    fernhill(cal),
    hushwood(cal),
  ];
}
