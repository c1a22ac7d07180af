// The official client of OpenAI, its Responses side, unmodified but for base URL and key.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import { conversations, failure, twoGateways, tool } from './conversations.mjs';

const request = (model, history, { tools, temperature, ...rest }) => ({
  model,
  input: history,
  reasoning: { effort: 'medium', summary: 'auto' },
  store: false,
  include: ['reasoning.encrypted_content'],
  ...(tools && {
    tools: tools.map(({ name, description, schema }) => ({ type: 'function', name, description, parameters: schema, strict: false })),
  }),
  ...(temperature !== undefined && { temperature }),
  ...rest,
});

const of = (output, type) => output.filter((item) => item.type === type);
const texts = (parts = []) => parts.map((part) => part.text).join('');
const clientOf = (url, fetch = globalThis.fetch) => new OpenAI({ baseURL: `${url}/v1`, apiKey: 'any', maxRetries: 0, fetch });

function answer({ status, error, output, usage }, headers, pieces = 1) {
  // A failure after the first event is no exception in this client but the state of the response.
  if (status === 'failed') throw new Error(error.message);
  return {
    text: of(output, 'message').map((item) => texts(item.content)).join(''),
    reasoning: of(output, 'reasoning').map((item) => texts(item.summary) + texts(item.content)).join(''),
    calls: of(output, 'function_call').map((call) => ({ id: call.call_id, name: call.name, input: JSON.parse(call.arguments) })),
    usage: { input: usage.input_tokens, output: usage.output_tokens },
    turn: output,
    pieces,
    headers,
  };
}

const speaker = {
  user: (text) => [{ role: 'user', content: text }],
  results: (calls, text) => calls.map(({ id }) => ({ type: 'function_call_output', call_id: id, output: text })),
  async whole(url, model, history, wishes) {
    const { data, response } = await clientOf(url).responses.create(request(model, history, wishes)).withResponse();
    assert.equal(data.output_text, texts(of(data.output, 'message').flatMap((item) => item.content)));
    return answer(data, response.headers);
  },
  async streamed(url, model, history, wishes) {
    let headers;
    const client = clientOf(url, async (...call) => {
      const response = await fetch(...call);
      headers = response.headers;
      return response;
    });
    const seen = { text: '', reasoning: '', numbers: [] };
    let pieces = 0;
    let output;
    const stream = client.responses.stream(request(model, history, wishes));
    for await (const event of stream) {
      seen.numbers.push(event.sequence_number);
      switch (event.type) {
        case 'response.output_text.delta':
          pieces++;
          seen.text += event.delta;
          break;
        case 'response.reasoning_summary_text.delta':
        case 'response.reasoning_text.delta':
          pieces++;
          seen.reasoning += event.delta;
          break;
        case 'response.completed':
          output = event.response.output;
          break;
      }
    }
    const told = { ...answer(await stream.finalResponse(), headers, pieces), turn: output };
    assert.deepEqual(seen, { text: told.text, reasoning: told.reasoning, numbers: [...seen.numbers.keys()] });
    return told;
  },
  errors: {
    key: (error) => error instanceof OpenAI.AuthenticationError,
    model: (error) => error instanceof OpenAI.NotFoundError,
    busy: (error) => error instanceof OpenAI.RateLimitError,
  },
};

const models = [
  'openai/gpt-5',
  'anthropic/claude-sonnet-4-5',
  'azure-openai/gpt-5',
  'deepseek/deepseek-v4-pro',
  'openai/gpt-5.4',
  'moonshot/kimi-k2.6',
  'xai/grok-4.3',
  'gemini/gemini-3-flash-preview',
];

const gateways = twoGateways();

conversations(speaker, gateways, models);

const weather = [tool('get_weather')];
const stored = { store: undefined, include: undefined };

describe('answers that are kept at the host', () => {
  for (const model of ['openai/gpt-5', 'azure-openai/gpt-5']) {
    test(`${model}: the next turn names the answer before it`, async () => {
      const first = await clientOf(gateways.url).responses.create(
        request(model, speaker.user('What is the weather?'), { tools: weather, ...stored }),
      );
      const [call] = of(first.output, 'function_call');
      const results = speaker.results([{ id: call.call_id }], '21 degrees');
      const second = await clientOf(gateways.url).responses.create(
        request(model, results, { tools: weather, ...stored, previous_response_id: first.id }),
      );
      assert.match(second.output_text, /21 degrees/);
    });
  }

  for (const model of models) {
    test(`${model}: items come back without encrypted reasoning`, async () => {
      const question = speaker.user('What is the weather?');
      const first = await speaker.streamed(gateways.url, model, question, { tools: weather, ...stored });
      const history = [...question, ...first.turn, ...speaker.results(first.calls, '21 degrees')];
      const second = await speaker.whole(gateways.url, model, history, { tools: weather, ...stored });
      assert.match(second.text, /21 degrees/);
    });
  }

  test('a host that keeps none says so', async () => {
    const failed = await failure(
      clientOf(gateways.url).responses.create({ model: 'moonshot/kimi-k2.6', input: 'And now?', previous_response_id: 'resp_1' }),
    );
    assert.ok(failed instanceof OpenAI.BadRequestError, String(failed));
    assert.match(failed.message, /previous_response_id/);
  });
});

test('what the streaming helper adds to the items does no harm when they come back', async () => {
  for (const model of models) {
    const question = speaker.user('What is the weather?');
    const first = await clientOf(gateways.url).responses.stream(request(model, question, { tools: weather })).finalResponse();
    const [call] = of(first.output, 'function_call');
    assert.ok('parsed_arguments' in call);

    const history = [...question, ...first.output, ...speaker.results([{ id: call.call_id }], '21 degrees')];
    const stream = clientOf(gateways.url).responses.stream(request(model, history, { tools: weather }));
    const second = await stream.finalResponse();
    assert.match(second.output_text, /21 degrees/, model);
  }
});

test('instructions are followed by all hosts, and a schema is kept', async () => {
  const schema = { ...tool('place').schema, additionalProperties: false };
  for (const model of models) {
    const response = await clientOf(gateways.url).responses.parse({
      ...request(model, speaker.user('Where is it warm?'), {}),
      instructions: 'Answer in JSON.',
      text: { format: { type: 'json_schema', name: 'place', strict: true, schema } },
    });
    assert.equal(typeof response.output_parsed.city, 'string', model);
  }
});
