// What every client must be able to do through the gateway, whichever host answers. A speaker puts it in the words of one client.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startGateway } from './gateway.mjs';

/**
 * @typedef {object} Answer what a client says it was told
 * @property {string} text
 * @property {string} reasoning in the client's own form of it
 * @property {{id: string, name: string, input: object}[]} calls
 * @property {{input: number, output: number}} usage
 * @property {object[]} turn the client's own objects of this answer, as they go into its history
 * @property {number} pieces how many pieces of text and reasoning came, when streamed
 * @property {Headers} headers
 *
 * @typedef {object} Speaker
 * @property {(text: string) => object[]} user a turn of the user, in the client's own objects
 * @property {(calls: object[], text: string) => object[]} results that text as the result of each of these calls
 * @property {(url: string, model: string, history: object[], wishes: object) => Promise<Answer>} whole
 * @property {(url: string, model: string, history: object[], wishes: object) => Promise<Answer>} streamed
 * @property {(model: string) => boolean} [carries] whether a host's reasoning comes back to it through this client; if not, that is told
 * @property {(model: string) => boolean} [shows] whether the client can see that host's reasoning; yes unless told otherwise
 * @property {(model: string) => boolean} [streamsCalls] whether the client understands how calls of that host are streamed
 * @property {{key: Check, model: Check, busy: Check}} errors tells whether an error is the client's own of that kind
 *
 * @typedef {(error: unknown) => boolean} Check
 */

/** A tool about a city, as a plain schema that each speaker wraps. */
export const tool = (name) => ({
  name,
  description: 'Tells something about a city',
  schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
});

const weather = [tool('get_weather')];
const result = '21 degrees';

/** The keys of the hosts that are asked here. */
const keys = ['ANTHROPIC', 'AZURE_FOUNDRY', 'AZURE_OPENAI', 'DEEPSEEK', 'GEMINI', 'MOONSHOT', 'OPENAI', 'OPENROUTER', 'XAI'];

/**
 * Two gateways for the tests of a file: one that is open, one whose hosts refuse the key.
 *
 * @returns {{url: string, lockedUrl: string}} filled in before the first test
 */
export function twoGateways() {
  const gateways = { url: undefined, lockedUrl: undefined };
  let running = [];

  before(async () => {
    const bad = Object.fromEntries(keys.map((name) => [`${name}_API_KEY`, 'bad-key']));
    running = await Promise.all([startGateway(), startGateway(bad)]);
    [gateways.url, gateways.lockedUrl] = running.map(({ url }) => url);
  });

  after(async () => {
    const codes = await Promise.all(running.map((gateway) => gateway.stop()));
    assert.deepEqual(codes, [0, 0], 'the gateways end with 0 when they are told to stop');
  });
  return gateways;
}

/**
 * Defines the tests for one client.
 *
 * @param {Speaker} speaker
 * @param {{url: string, lockedUrl: string}} gateways
 * @param {string[]} models `host/model`, of the hosts above
 */
export function conversations(speaker, gateways, models) {
  const whole = (model, history, wishes = {}) => speaker.whole(gateways.url, model, history, wishes);
  const streamed = (model, history, wishes = {}) => speaker.streamed(gateways.url, model, history, wishes);

  for (const model of models) {
    const shows = speaker.shows?.(model) ?? true;
    const carries = speaker.carries?.(model) ?? true;
    const waysForTools = (speaker.streamsCalls?.(model) ?? true) ? { plain: whole, streamed } : { plain: whole };

    describe(model, () => {
      test('a plain answer, with reasoning and usage', async () => {
        const answer = await whole(model, speaker.user('Hello there'));

        assert.match(answer.text, /Hello there/);
        assert.equal(answer.reasoning !== '', shows, answer.reasoning);
        assert.ok(answer.usage.input > 0 && answer.usage.output > 0, JSON.stringify(answer.usage));
        assert.equal(answer.headers.get('x-parlance-model'), model);
      });

      test('a streamed answer says the same, piece by piece', async () => {
        const history = speaker.user('Hello there');
        const plain = await whole(model, history);
        const answer = await streamed(model, history);

        assert.equal(answer.text, plain.text);
        assert.equal(answer.reasoning, plain.reasoning);
        assert.deepEqual(answer.usage, plain.usage);
        assert.ok(answer.pieces > 3, `${answer.pieces} pieces`);
        assert.equal(answer.headers.get('x-parlance-model'), model);
      });

      for (const [name, ask] of Object.entries(waysForTools)) {
        test(`a tool conversation with reasoning, ${name}`, async () => {
          const question = speaker.user('What is the weather?');
          const first = await ask(model, question, { tools: weather });
          assert.deepEqual(first.calls.map((call) => call.name), ['get_weather']);
          assert.equal(typeof first.calls[0].input.city, 'string');
          assert.equal(first.reasoning !== '', shows, first.reasoning);

          const loop = [...question, ...first.turn, ...speaker.results(first.calls, result)];
          const second = await ask(model, loop, { tools: weather });
          assert.match(second.text, new RegExp(result));
          assert.deepEqual(second.calls, []);
          // What the client was given and hands back is what the host wants: nothing about it has to be mended.
          const adjustments = second.headers.get('x-parlance-adjustments') ?? '';
          if (carries) {
            assert.doesNotMatch(adjustments, mended(model));
          } else {
            assert.match(adjustments, /reasoning=(added|dropped|repaired)|thinking=repaired/);
          }

          const third = await ask(model, [...loop, ...second.turn, ...speaker.user('Thank you so much')], {});
          assert.match(third.text, /Thank you so much/);
        });

        test(`parallel tool calls, ${name}`, async () => {
          const tools = [tool('get_weather'), tool('get_time')];
          const question = speaker.user('Use all tools');
          const first = await ask(model, question, { tools });
          assert.deepEqual(first.calls.map((call) => call.name), ['get_weather', 'get_time']);
          assert.equal(new Set(first.calls.map((call) => call.id)).size, 2);
          first.calls.forEach((call) => assert.equal(typeof call.input.city, 'string'));

          const history = [...question, ...first.turn, ...speaker.results(first.calls, result)];
          assert.match((await ask(model, history, { tools })).text, new RegExp(result));
        });
      }

      test('a refused key is the client’s own error, and the key is not in it', async () => {
        for (const ask of [speaker.whole, speaker.streamed]) {
          const failed = await failure(ask(gateways.lockedUrl, model, speaker.user('Hello'), {}));
          assert.ok(speaker.errors.key(failed), describeError(failed));
          assert.doesNotMatch(describeError(failed), /bad-key/);
        }
      });

      test('too many requests are the client’s own error', async () => {
        for (const ask of [whole, streamed]) {
          const failed = await failure(ask(model, speaker.user('[[status 429]]')));
          assert.ok(speaker.errors.busy(failed), describeError(failed));
        }
      });

      for (const fault of ['cut', 'error-in-stream']) {
        test(`a stream that ends by ${fault} fails in the client`, async () => {
          const failed = await failure(streamed(model, speaker.user(`[[${fault}]] Tell me something long`)));
          assert.ok(failed instanceof Error, describeError(failed));
        });
      }
    });
  }

  test('one history wanders over all hosts', async () => {
    let history = [];
    for (const model of models) {
      history = [...history, ...speaker.user('What is the weather?')];
      const first = await at(model, whole(model, history, { tools: weather }));
      history = [...history, ...first.turn, ...speaker.results(first.calls, result)];
      const second = await at(model, streamed(model, history, { tools: weather }));
      assert.match(second.text, new RegExp(result), model);
      history = [...history, ...second.turn];
    }
  });

  for (const model of models) {
    test(`a tool loop begun by ${model} is ended by any other`, async () => {
      const question = speaker.user('What is the weather?');
      const first = await whole(model, question, { tools: weather });
      const history = [...question, ...first.turn, ...speaker.results(first.calls, result)];
      const failed = [];
      for (const other of models) {
        const told = await whole(other, history, { tools: weather }).then((answer) => answer.text, String);
        if (!told.includes(result)) failed.push(`${other}: ${told}`);
      }
      assert.deepEqual(failed, []);
    });
  }

  test('every change to the request is told in a header', async () => {
    const answer = await whole('moonshot/kimi-k2.6', speaker.user('Hello'), { temperature: 0.2 });
    assert.match(answer.headers.get('x-parlance-adjustments'), /temperature=dropped/);
    assert.equal(answer.headers.get('x-parlance-sandbox'), 'true');
  });

  test('an unknown model or host is the client’s own error', async () => {
    for (const model of ['moonshot/kimi-k9', 'nowhere/kimi']) {
      const failed = await failure(whole(model, speaker.user('Hello')));
      assert.ok(speaker.errors.model(failed), describeError(failed));
    }
  });
}

/** Gemini takes back signatures and never its own summaries, which is told as dropped. */
const mended = (model) => (model.startsWith('gemini/') ? /reasoning=added|tool-call-id/ : /reasoning=(added|dropped)|tool-call-id/);

/** An error in the middle of a long conversation says where. */
async function at(place, promise) {
  try {
    return await promise;
  } catch (error) {
    throw new Error(`at ${place}: ${error.message}`, { cause: error });
  }
}

/** What a promise fails with. */
export async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail('the call succeeded');
}

function describeError(error) {
  return `${error?.name}: ${error?.message} ${JSON.stringify(error)}`;
}
