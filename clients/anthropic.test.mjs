// The official client of Anthropic (Messages), unmodified but for base URL and key.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { conversations, twoGateways, tool } from './conversations.mjs';

const clientOf = (url) => new Anthropic({ baseURL: url, apiKey: 'any', maxRetries: 0 });

/** The newer Claude decides on its own how long it thinks; some hosts show their thoughts only to those who ask for them. */
function thinking(model) {
  switch (model) {
    case 'anthropic/claude-opus-4-8':
      return { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } };
    case 'openai/gpt-5.4':
      return { thinking: { type: 'enabled', budget_tokens: 2048, display: 'summarized' } };
    default:
      return { thinking: { type: 'enabled', budget_tokens: 2048 } };
  }
}

const request = (model, history, { tools, temperature }) => ({
  model,
  max_tokens: 8000,
  messages: history,
  ...thinking(model),
  ...(tools && { tools: tools.map(({ name, description, schema }) => ({ name, description, input_schema: schema })) }),
  ...(temperature !== undefined && { temperature }),
});

const of = (content, type) => content.filter((block) => block.type === type);

function answer({ content, usage }, headers, pieces = 1) {
  return {
    text: of(content, 'text').map((block) => block.text).join(''),
    reasoning: of(content, 'thinking').map((block) => block.thinking).join(''),
    calls: of(content, 'tool_use').map(({ id, name, input }) => ({ id, name, input })),
    usage: { input: usage.input_tokens, output: usage.output_tokens },
    turn: [{ role: 'assistant', content }],
    pieces,
    headers,
  };
}

const speaker = {
  user: (text) => [{ role: 'user', content: text }],
  results: (calls, text) => [
    { role: 'user', content: calls.map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: text })) },
  ],
  async whole(url, model, history, wishes) {
    const { data, response } = await clientOf(url).messages.create(request(model, history, wishes)).withResponse();
    return answer(data, response.headers);
  },
  async streamed(url, model, history, wishes) {
    const stream = clientOf(url).messages.stream(request(model, history, wishes));
    const seen = { text: '', thinking: '' };
    let pieces = 0;
    stream.on('text', (text) => {
      pieces++;
      seen.text += text;
    });
    stream.on('thinking', (text) => {
      pieces++;
      seen.thinking += text;
    });
    const message = await stream.finalMessage();
    const { response } = await stream.withResponse();
    const told = answer(message, response.headers, pieces);
    assert.deepEqual(seen, { text: told.text, thinking: told.reasoning });
    return told;
  },
  errors: {
    key: (error) => error instanceof Anthropic.AuthenticationError && error.type === 'authentication_error',
    model: (error) => error instanceof Anthropic.NotFoundError && error.type === 'not_found_error',
    busy: (error) => error instanceof Anthropic.RateLimitError && error.type === 'rate_limit_error',
  },
};

const models = [
  'anthropic/claude-sonnet-4-5',
  'moonshot/kimi-k2.6',
  'anthropic/claude-opus-4-8',
  'openai/gpt-5.4',
  'azure-foundry/claude-sonnet-4-5',
  'gemini/gemini-3-flash-preview',
  'deepseek/deepseek-v4-pro',
];

const gateways = twoGateways();

conversations(speaker, gateways, models);

test('the models can be listed', async () => {
  const ids = [];
  for await (const model of clientOf(gateways.url).models.list()) ids.push(model.id);
  assert.ok(ids.includes('anthropic/claude-sonnet-4-5') && ids.includes('moonshot/kimi-k2.6'));
});

// By default the runner leaves its history at the server, and takes no for an answer when the server names the reason.
for (const [way, choice] of Object.entries({ 'with its whole history': { thread: false }, 'with threads': {} })) {
  test(`the tool runner of the client goes through a loop on its own, ${way}`, async () => {
    for (const model of models) {
      let runs = 0;
      const weather = betaTool({
        name: 'get_weather',
        description: 'Tells the weather',
        inputSchema: tool('get_weather').schema,
        run: ({ city }) => {
          assert.equal(typeof city, 'string');
          runs++;
          return '21 degrees';
        },
      });
      const asked = request(model, speaker.user('What is the weather?'), {});
      const last = await clientOf(gateways.url).beta.messages.toolRunner({ ...asked, ...choice, tools: [weather] });

      assert.equal(runs, 1, model);
      assert.match(of(last.content, 'text')[0].text, /21 degrees/, model);
    }
  });
}

test('a thought that nobody may read comes back whole', async () => {
  const model = 'anthropic/claude-sonnet-4-5';
  const tools = [tool('get_weather')];
  const question = speaker.user('What is the weather, redacted?');
  const first = await speaker.streamed(gateways.url, model, question, { tools });
  assert.equal(of(first.turn[0].content, 'redacted_thinking').length, 1);

  const history = [...question, ...first.turn, ...speaker.results(first.calls, '21 degrees')];
  assert.match((await speaker.whole(gateways.url, model, history, { tools })).text, /21 degrees/);
});

test('what the gateway does not have is not found, in words of the dialect', async () => {
  await assert.rejects(
    clientOf(gateways.url).messages.batches.list(),
    (error) => error instanceof Anthropic.NotFoundError && error.error.error.type === 'not_found_error',
  );
});
