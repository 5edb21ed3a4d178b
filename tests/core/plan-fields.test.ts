import { describe, expect, it } from 'vitest';
import { planFields } from '../../shared/plan/build.ts';

const queue = '00GOp0000000001AAA';
const rep = '005Op0000000007IAA';

function ownerChange(vacant: readonly string[]) {
  const [change] = planFields({
    record: { object: 'lead', id: '00QOp0000000001MAA' },
    current: { OwnerId: queue },
    mapping: [{ oppspotField: 'owner', crmField: 'OwnerId', label: 'Owner', policy: 'fill-blank' }],
    wanted: { owner: { value: rep, evidenceIds: [] } },
    vacant,
    lastWritten: {},
    encode: (_object, _field, value) => ({ ok: true, value }),
  });
  return change;
}

describe('an owner that names nobody', () => {
  it('is as good as empty, and undo can give it back', () => {
    expect(ownerChange(['owner'])).toMatchObject({ decision: 'write', before: queue, after: rep });
  });

  it('stays where it is somebody', () => {
    expect(ownerChange([])).toMatchObject({ decision: 'skip', after: rep });
  });
});
