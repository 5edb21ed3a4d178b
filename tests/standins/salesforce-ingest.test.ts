/** Bulk API 2.0 as the stand-in has it. */
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../sandbox/salesforce/csv.ts';
import { call } from './call.ts';
import { type Api, standin } from './salesforce-api.ts';

const update = { object: 'Contact', operation: 'update', contentType: 'CSV', lineEnding: 'LF' };

async function opened() {
  const { salesforce, api } = await standin();
  const ids = ['Ann', 'Bea'].map((LastName) => salesforce.create('Contact', { LastName }).id);
  const { body: job } = await api('POST', '/jobs/ingest', update);
  const path = `/jobs/ingest/${job.id}`;
  const upload = (csv: string, type = 'text/csv') =>
    fetch(`${salesforce.url}/services/data/v68.0${path}/batches`, {
      method: 'PUT',
      headers: { authorization: 'Bearer standin-token', 'content-type': type },
      body: csv,
    });
  const results = async (which: string) => {
    const address = `${salesforce.url}/services/data/v68.0${path}/${which}`;
    const answer = await fetch(address, { headers: { authorization: 'Bearer standin-token' } });
    return { type: answer.headers.get('content-type'), lines: parseCsv(await answer.text()) };
  };
  return { salesforce, api, ids, job, path, upload, results };
}

const close = (api: Api, path: string) => api('PATCH', path, { state: 'UploadComplete' });

describe('an ingest job', () => {
  it('goes from open through upload and work to its results', async () => {
    const { salesforce, api, ids, job, path, upload, results } = await opened();
    expect(job).toMatchObject({
      state: 'Open',
      object: 'Contact',
      apiVersion: 68,
      contentUrl: `services/data/v68.0${path}/batches`,
    });
    const lines = [
      'Id,Department,Email',
      `${ids[0]},"Sales, ""North""",`,
      `${ids[1]},#N/A,nonsense`,
    ];
    expect((await upload(`${lines.join('\n')}\n`)).status).toBe(201);
    expect((await close(api, path)).body.state).toBe('UploadComplete');
    expect((await api('GET', path)).body).toMatchObject({
      state: 'InProgress',
      numberRecordsProcessed: 0,
    });
    expect((await api('GET', path)).body).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 2,
      numberRecordsFailed: 1,
    });
    expect(salesforce.get('Contact', ids[0] ?? '')?.values.Department).toBe('Sales, "North"');
    expect(await results('successfulResults')).toEqual({
      type: 'text/csv',
      lines: [
        ['sf__Id', 'sf__Created', 'Id', 'Department', 'Email'],
        [ids[0], 'false', ids[0], 'Sales, "North"', ''],
      ],
    });
    const failed = await results('failedResults');
    expect(failed.lines[0]).toEqual(['sf__Id', 'sf__Error', 'Id', 'Department', 'Email']);
    expect(failed.lines[1]?.[1]).toMatch(/^INVALID_EMAIL_ADDRESS:.*:Email --$/);
    expect((await results('unprocessedrecords')).lines).toHaveLength(1);
  });

  it('is refused a second upload, another state and results before its end', async () => {
    const { api, ids, path, upload } = await opened();
    expect((await upload(`Id\n${ids[0]}\n`)).status).toBe(201);
    const again = await upload(`Id\n${ids[0]}\n`);
    expect(await again.json()).toMatchObject([{ errorCode: 'INVALIDJOB' }]);
    expect((await api('GET', `${path}/successfulResults`)).body).toMatchObject([
      { errorCode: 'INVALIDJOBSTATE' },
    ]);
    expect((await close(api, path)).status).toBe(200);
    expect((await close(api, path)).body).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
    expect((await api('PATCH', path, { state: 'Aborted' })).body.state).toBe('Aborted');
  });

  it('fails as a whole over a column that is not there', async () => {
    const { api, ids, path, upload } = await opened();
    await upload(`Id,Nonsense__c\n${ids[0]},1\n`);
    await close(api, path);
    await api('GET', path);
    expect((await api('GET', path)).body).toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : Field name not found : Nonsense__c',
      numberRecordsProcessed: 0,
    });
  });

  it('of an unknown object, of another form or unknown itself is refused', async () => {
    const { salesforce, api, path, upload } = await opened();
    const refused = async (body: object) => (await api('POST', '/jobs/ingest', body)).body;
    expect(await refused({ ...update, object: 'Nothing' })).toMatchObject([
      { errorCode: 'INVALIDENTITY' },
    ]);
    expect(await refused({ ...update, contentType: 'XML' })).toMatchObject([
      { errorCode: 'INVALIDJOB' },
    ]);
    expect((await upload('{}', 'application/json')).status).toBe(400);
    expect((await api('GET', path.replace(/.$/, 'Z'))).status).toBe(404);
    const anonymous = await call(`${salesforce.url}/services/data/v68.0${path}`, 'other', 'GET');
    expect(anonymous.status).toBe(401);
  });
});
