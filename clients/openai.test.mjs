// The official client of OpenAI, unmodified but for base URL and key, against the gateway in front of the simulated hosts.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI from 'openai';
import { startGateway } from './gateway.mjs';

const kimi = 'moonshot/kimi-k2.6';
const foundry = 'azure-foundry/Kimi-K2.6';
const user = (content) => ({ role: 'user', content });
const tool = (name) => ({
  type: 'function',
  function: {
    name,
    description: 'Tells something about a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
});
const clientOf = (gateway) => new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'any', maxRetries: 0 });

let gateway;
let client;

before(async () => {
  gateway = await startGateway();
  client = clientOf(gateway);
});

after(async () => {
  assert.equal(await gateway?.stop(), 0, 'the gateway ends with 0 when it is told to stop');
});

test('a plain answer arrives', async () => {
  const { data, response } = await client.chat.completions
    .create({ model: kimi, messages: [user('Hello there')] })
    .withResponse();

  assert.match(data.choices[0].message.content, /Hello there/);
  assert.ok(data.choices[0].message.reasoning_content.length > 0);
  assert.equal(data.choices[0].finish_reason, 'stop');
  assert.ok(data.usage.total_tokens > 0);
  assert.equal(response.headers.get('x-parlance-model'), kimi);
  assert.equal(response.headers.get('x-parlance-sandbox'), 'true');
});

test('a streamed answer says the same', async () => {
  const messages = [user('Hello there')];
  const plain = await client.chat.completions.create({ model: kimi, messages });
  const stream = await client.chat.completions.create({
    model: kimi,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let reasoning = '';
  let usage;
  let chunks = 0;
  for await (const chunk of stream) {
    chunks++;
    text += chunk.choices[0]?.delta.content ?? '';
    reasoning += chunk.choices[0]?.delta.reasoning_content ?? '';
    usage = chunk.usage ?? usage;
  }

  assert.equal(text, plain.choices[0].message.content);
  assert.equal(reasoning, plain.choices[0].message.reasoning_content);
  assert.deepEqual(usage, plain.usage);
  assert.ok(chunks > 5);
});

test('every change to the request is told in a header', async () => {
  const { response } = await client.chat.completions
    .create({ model: kimi, messages: [user('Hello')], temperature: 0.2 })
    .withResponse();

  assert.equal(response.headers.get('x-parlance-adjustments'), 'temperature=dropped');
});

for (const model of [kimi, foundry]) {
  describe(model, () => {
    test('a two-turn tool conversation with thinking, the reasoning carried on', async () => {
      const { first, second } = await conversation(model, (message) => message);
      assert.ok(first.reasoning_content.length > 0);
      assert.match(second.data.choices[0].message.content, /21 degrees/);
      assert.doesNotMatch(second.response.headers.get('x-parlance-adjustments') ?? '', /reasoning/);
    });

    test('a two-turn tool conversation with thinking, the reasoning thrown away', async () => {
      const { second } = await conversation(model, ({ reasoning_content, ...rest }) => rest);
      assert.match(second.data.choices[0].message.content, /21 degrees/);
      if (model === kimi) {
        assert.match(second.response.headers.get('x-parlance-adjustments'), /reasoning=added/);
      }
    });

    test('a streamed two-turn tool conversation through the helper of the client', async () => {
      const messages = [user('What is the weather?')];
      const tools = [tool('get_weather')];
      const first = await client.chat.completions.stream({ model, messages, tools }).finalMessage();
      const answer = { role: 'tool', tool_call_id: first.tool_calls[0].id, content: '21 degrees' };
      const second = client.chat.completions.stream({ model, messages: [...messages, first, answer], tools });

      assert.equal(first.tool_calls[0].function.name, 'get_weather');
      assert.match(await second.finalContent(), /21 degrees/);
    });

    test('parallel tool calls, plain and streamed', async () => {
      const request = { model, messages: [user('Use all tools')], tools: [tool('get_weather'), tool('get_time')] };
      const plain = (await client.chat.completions.create(request)).choices[0].message;
      const streamed = await client.chat.completions.stream(request).finalMessage();

      for (const message of [plain, streamed]) {
        assert.deepEqual(message.tool_calls.map((call) => call.function.name), ['get_weather', 'get_time']);
        assert.equal(new Set(message.tool_calls.map((call) => call.id)).size, 2);
        message.tool_calls.forEach((call) => assert.equal(typeof JSON.parse(call.function.arguments), 'object'));
      }
    });
  });
}

test('a refused key is the client’s own AuthenticationError', async () => {
  const locked = await startGateway({ MOONSHOT_API_KEY: 'bad-key' });
  try {
    const failed = await failure(clientOf(locked), kimi, 'Hello');
    assert.ok(failed instanceof OpenAI.AuthenticationError, String(failed));
    assert.equal(failed.status, 401);
    assert.doesNotMatch(JSON.stringify(failed.error) + failed.message, /bad-key/);
  } finally {
    await locked.stop();
  }
});

test('an unknown model or host is the client’s own NotFoundError', async () => {
  for (const model of ['moonshot/kimi-k9', 'nowhere/kimi']) {
    const failed = await failure(client, model, 'Hello');
    assert.ok(failed instanceof OpenAI.NotFoundError, String(failed));
  }
});

test('too many requests are the client’s own RateLimitError with the time to wait', async () => {
  const failed = await failure(client, kimi, '[[status 429]]');
  assert.ok(failed instanceof OpenAI.RateLimitError, String(failed));
  assert.equal(failed.headers.get('retry-after'), '1');
});

test('a stream that dies at the host fails in the client and does not end well', async () => {
  const stream = await client.chat.completions.create({
    model: kimi,
    messages: [user('[[cut]] Tell me something')],
    stream: true,
  });
  await assert.rejects(async () => {
    for await (const chunk of stream) assert.ok(chunk);
  });
});

test('the models can be listed', async () => {
  const models = [];
  for await (const model of client.models.list()) models.push(model.id);
  assert.ok(models.includes(kimi) && models.includes(foundry));
});

/** Two turns about the weather; `keep` says what the client keeps of the first answer. */
async function conversation(model, keep) {
  const messages = [user('What is the weather?')];
  const tools = [tool('get_weather')];
  const first = (await client.chat.completions.create({ model, messages, tools })).choices[0].message;
  assert.equal(first.tool_calls[0].function.name, 'get_weather');
  const answer = { role: 'tool', tool_call_id: first.tool_calls[0].id, content: '21 degrees' };
  const second = await client.chat.completions
    .create({ model, messages: [...messages, keep(first), answer], tools })
    .withResponse();
  return { first, second };
}

async function failure(caller, model, text) {
  try {
    await caller.chat.completions.create({ model, messages: [user(text)] });
  } catch (error) {
    return error;
  }
  return assert.fail('the call succeeded');
}
