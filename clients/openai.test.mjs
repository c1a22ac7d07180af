// The official client of OpenAI, its Chat side, unmodified but for base URL and key.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import { conversations, failure, twoGateways, tool } from './conversations.mjs';

const clientOf = (url) => new OpenAI({ baseURL: `${url}/v1`, apiKey: 'any', maxRetries: 0 });

const request = (model, history, { tools, temperature }) => ({
  model,
  messages: history,
  reasoning_effort: 'medium',
  ...(tools && {
    tools: tools.map(({ name, description, schema }) => ({ type: 'function', function: { name, description, parameters: schema } })),
  }),
  ...(temperature !== undefined && { temperature }),
});

function answer(message, usage, headers, pieces = 1) {
  return {
    text: message.content ?? '',
    // Two families of hosts, two names for it.
    reasoning: message.reasoning_content ?? message.reasoning ?? '',
    calls: (message.tool_calls ?? []).map((call) => ({
      id: call.id,
      name: call.function.name,
      input: JSON.parse(call.function.arguments),
    })),
    usage: { input: usage.prompt_tokens, output: usage.completion_tokens },
    turn: [message],
    pieces,
    headers,
  };
}

const speaker = {
  user: (text) => [{ role: 'user', content: text }],
  results: (calls, text) => calls.map(({ id }) => ({ role: 'tool', tool_call_id: id, content: text })),
  async whole(url, model, history, wishes) {
    const { data, response } = await clientOf(url).chat.completions.create(request(model, history, wishes)).withResponse();
    return answer(data.choices[0].message, data.usage, response.headers);
  },
  async streamed(url, model, history, wishes) {
    const { data, response } = await clientOf(url)
      .chat.completions.create({ ...request(model, history, wishes), stream: true, stream_options: { include_usage: true } })
      .withResponse();
    const message = { role: 'assistant', content: null };
    let usage;
    let pieces = 0;
    for await (const chunk of data) {
      const delta = chunk.choices[0]?.delta ?? {};
      if (delta.content || delta.reasoning_content || delta.reasoning) pieces++;
      merge(message, delta);
      usage = chunk.usage ?? usage;
    }
    return answer(message, usage, response.headers, pieces);
  },
  errors: {
    key: (error) => error instanceof OpenAI.AuthenticationError,
    model: (error) => error instanceof OpenAI.NotFoundError,
    busy: (error) => error instanceof OpenAI.RateLimitError,
  },
};

/** What a program does with the pieces that this client hands it: texts grow, details and calls go by their index. */
function merge(message, delta) {
  for (const name of ['content', 'reasoning_content', 'reasoning']) {
    if (delta[name]) message[name] = (message[name] ?? '') + delta[name];
  }
  for (const { index, text, ...rest } of delta.reasoning_details ?? []) {
    message.reasoning_details ??= [];
    const known = message.reasoning_details[index];
    message.reasoning_details[index] = { ...known, ...rest, index, ...(text && { text: (known?.text ?? '') + text }) };
  }
  for (const { index, ...call } of delta.tool_calls ?? []) {
    message.tool_calls ??= [];
    const known = message.tool_calls[index];
    if (known) known.function.arguments += call.function.arguments;
    else message.tool_calls[index] = call;
  }
}

const models = [
  'moonshot/kimi-k2.6',
  'anthropic/claude-sonnet-4-5',
  'azure-foundry/Kimi-K2.6',
  'gemini/gemini-3-flash-preview',
  'deepseek/deepseek-v4-pro',
  'openrouter/anthropic/claude-haiku-4.5',
];

const gateways = twoGateways();

conversations(speaker, gateways, models);

const weather = [tool('get_weather')];

describe('reasoning that the client throws away', () => {
  for (const model of models) {
    test(model, async () => {
      const question = speaker.user('What is the weather?');
      const first = await speaker.whole(gateways.url, model, question, { tools: weather });
      const kept = first.turn.map(({ reasoning_content, reasoning_details, ...rest }) => rest);
      const history = [...question, ...kept, ...speaker.results(first.calls, '21 degrees')];
      const second = await speaker.whole(gateways.url, model, history, { tools: weather });

      assert.match(second.text, /21 degrees/);
      if (model === 'moonshot/kimi-k2.6') {
        assert.match(second.headers.get('x-parlance-adjustments'), /reasoning=repaired/);
      }
    });
  }
});

describe('a streamed tool conversation through the helper of the client', () => {
  // It keeps only the last piece of what it does not know, so nobody gets his reasoning back. These can do without, or have it in one
  // piece.
  const forgiving = models.filter((model) => /^(moonshot|azure-foundry|anthropic|gemini)\//.test(model));
  for (const model of forgiving) {
    test(model, async () => {
      const { tools, messages, ...rest } = request(model, speaker.user('What is the weather?'), { tools: weather });
      const chat = clientOf(gateways.url).chat.completions;
      const first = await chat.stream({ ...rest, messages, tools }).finalMessage();
      assert.equal(first.tool_calls[0].function.name, 'get_weather');

      const results = speaker.results(first.tool_calls, '21 degrees');
      const second = chat.stream({ ...rest, messages: [...messages, first, ...results], tools });
      assert.match(await second.finalContent(), /21 degrees/);
    });
  }
});

describe('the runner of the client goes through a loop on its own', () => {
  for (const model of models) {
    test(model, async () => {
      let runs = 0;
      const { messages, ...rest } = request(model, speaker.user('What is the weather?'), {});
      const runner = clientOf(gateways.url).chat.completions.runTools({
        ...rest,
        messages,
        tools: [
          {
            type: 'function',
            function: {
              name: 'get_weather',
              description: 'Tells the weather',
              parameters: tool('get_weather').schema,
              parse: JSON.parse,
              function: ({ city }) => {
                assert.equal(typeof city, 'string');
                runs++;
                return '21 degrees';
              },
            },
          },
        ],
      });
      assert.match(await runner.finalContent(), /21 degrees/);
      assert.equal(runs, 1);
    });
  }
});

test('the time to wait is told', async () => {
  const failed = await failure(speaker.whole(gateways.url, 'moonshot/kimi-k2.6', speaker.user('[[status 429]]'), {}));
  assert.equal(failed.headers.get('retry-after'), '1');
});

test('a wish that a strict caller insists on is refused as the client’s own error', async () => {
  const failed = await failure(
    clientOf(gateways.url).chat.completions.create(
      { model: 'moonshot/kimi-k2.6', messages: speaker.user('Hello'), temperature: 0.2 },
      { headers: { 'x-parlance-strict': 'true' } },
    ),
  );
  assert.ok(failed instanceof OpenAI.BadRequestError, String(failed));
  assert.match(failed.message, /temperature/);
});

test('the models can be listed', async () => {
  const ids = [];
  for await (const model of clientOf(gateways.url).models.list()) ids.push(model.id);
  assert.ok(ids.includes('moonshot/kimi-k2.6') && ids.includes('azure-foundry/Kimi-K2.6'));
});
