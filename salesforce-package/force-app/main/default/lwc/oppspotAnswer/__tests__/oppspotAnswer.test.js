import { ask, OppspotError } from 'c/oppspotAnswer';

const answering = (text) => jest.fn().mockResolvedValue(text);
const failing = (problem) => jest.fn().mockRejectedValue(problem);

const errorOf = async (method) => {
  try {
    await ask(method);
  } catch (error) {
    return error;
  }
  throw new Error('There was no error.');
};

describe('c/oppspotAnswer', () => {
  it('hands the parameters to Apex and its data back', async () => {
    const method = answering('{"ok":true,"data":{"score":7}}');

    await expect(ask(method, { recordId: '003' })).resolves.toEqual({ score: 7 });
    expect(method).toHaveBeenCalledWith({ recordId: '003' });
  });

  it('throws the error of an answer with all its parts', async () => {
    const error = {
      code: 'invalid_settings',
      message: 'Correct the marked fields.',
      retryable: true,
      retryAfterMs: 1500,
      faults: [{ field: 'weights.fit', message: 'Too much.' }],
      requestId: 'r-1',
    };
    const thrown = await errorOf(answering(JSON.stringify({ ok: false, error })));

    expect(thrown).toBeInstanceOf(OppspotError);
    expect(thrown).toMatchObject(error);
    expect(thrown.isLost).toBe(false);
  });

  it('fills in what an error of another version leaves out', async () => {
    const text = '{"ok":false,"error":{"code":"busy","message":"Wait."}}';

    expect(await errorOf(answering(text))).toMatchObject({
      retryable: false,
      retryAfterMs: null,
      faults: [],
      requestId: '',
    });
  });

  it.each(['null', '[]', '<html>', undefined, '{"ok":true}', '{"ok":false,"error":{"code":1}}'])(
    'does not take %s for an answer',
    async (text) => {
      const error = await errorOf(answering(text));

      expect(error).toMatchObject({ code: 'unexpected_answer', retryable: true });
      expect(error.isLost).toBe(true);
    },
  );

  it('says what to do without access to the Apex class', async () => {
    const body = { message: "You do not have access to the Apex class named 'X'." };

    expect(await errorOf(failing({ status: 500, body }))).toMatchObject({
      code: 'no_permission',
      message: expect.stringContaining('oppSpot User'),
      retryable: false,
    });
  });

  it.each([
    { status: 0, body: { message: 'Disconnected or Canceled' } },
    new TypeError('Failed to fetch'),
  ])('asks to check the connection when Salesforce is not reached (%#)', async (problem) => {
    expect(await errorOf(failing(problem))).toMatchObject({ code: 'unreachable', retryable: true });
  });

  it('repeats the sentence of Salesforce for everything else', async () => {
    const body = { exceptionType: 'System.LimitException', message: 'Too many SOQL queries: 101' };
    const error = await errorOf(failing({ status: 500, body }));

    expect(error.code).toBe('not_carried_out');
    expect(error.message).toContain('Too many SOQL queries: 101');
  });
});
