// The official client of Google for Gemini, unmodified but for base URL and key. Its chats keep the history themselves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, FunctionCallingConfigMode, GoogleGenAI, ThinkingLevel } from '@google/genai';
import { conversations, twoGateways, tool } from './conversations.mjs';

const clientOf = (url) => new GoogleGenAI({ apiKey: 'any', vertexai: false, httpOptions: { baseUrl: url } });

const config = (model, { tools, temperature }) => ({
  maxOutputTokens: 8000,
  // A level for the third generation of Gemini and for strangers, a budget for the second.
  thinkingConfig: {
    includeThoughts: true,
    ...(model.includes('gemini-2.5') ? { thinkingBudget: 2048 } : { thinkingLevel: ThinkingLevel.HIGH }),
  },
  ...(tools && {
    tools: [
      {
        functionDeclarations: tools.map(({ name, description, schema }) => ({ name, description, parametersJsonSchema: schema })),
      },
    ],
  }),
  ...(temperature !== undefined && { temperature }),
});

/** A chat that stands before the last turn of that history, and what is said next. */
function chatAt(url, model, history, wishes) {
  const past = history.slice(0, -1);
  const chat = clientOf(url).chats.create({ model, history: past, config: config(model, wishes) });
  return { chat, message: { message: history.at(-1).parts }, turn: () => chat.getHistory().slice(history.length) };
}

function answer(turn, { usageMetadata: usage, sdkHttpResponse }, pieces = 1) {
  const parts = turn.flatMap((content) => content.parts);
  const texts = parts.filter((part) => part.text !== undefined);
  const join = (chosen) => chosen.map((part) => part.text).join('');
  return {
    text: join(texts.filter((part) => !part.thought)),
    reasoning: join(texts.filter((part) => part.thought)),
    calls: parts
      .filter((part) => part.functionCall)
      .map(({ functionCall: { id, name, args } }) => ({ id: id ?? name, name, input: args, own: id })),
    usage: { input: usage.promptTokenCount, output: usage.candidatesTokenCount + usage.thoughtsTokenCount },
    turn,
    pieces,
    headers: new Headers(sdkHttpResponse.headers),
  };
}

const speaker = {
  user: (text) => [{ role: 'user', parts: [{ text }] }],
  results: (calls, text) => [
    {
      role: 'user',
      parts: calls.map(({ own: id, name }) => ({ functionResponse: { ...(id && { id }), name, response: { output: text } } })),
    },
  ],
  async whole(url, model, history, wishes) {
    const { chat, message, turn } = chatAt(url, model, history, wishes);
    const response = await chat.sendMessage(message);
    return answer(turn(), response);
  },
  async streamed(url, model, history, wishes) {
    const { chat, message, turn } = chatAt(url, model, history, wishes);
    let last;
    let pieces = 0;
    for await (const chunk of await chat.sendMessageStream(message)) {
      last = chunk;
      pieces += chunk.candidates?.[0]?.content?.parts?.filter((part) => part.text).length ?? 0;
    }
    return answer(turn(), last, pieces);
  },
  errors: {
    // Google itself answers a wrong key with 400.
    key: (error) => error instanceof ApiError && (error.status === 401 || /"API_KEY_INVALID"|API key not valid/.test(error.message)),
    model: (error) => error instanceof ApiError && error.status === 404 && /NOT_FOUND/.test(error.message),
    busy: (error) => error instanceof ApiError && error.status === 429 && /RESOURCE_EXHAUSTED/.test(error.message),
  },
};

const models = [
  'gemini/gemini-3-flash-preview',
  'moonshot/kimi-k2.6',
  'gemini/gemini-2.5-flash',
  'anthropic/claude-sonnet-4-5',
  'openai/gpt-5.4',
  'deepseek/deepseek-v4-pro',
];

const gateways = twoGateways();

conversations(speaker, gateways, models);

test('functions that the client calls by itself are called', async () => {
  for (const model of models) {
    let runs = 0;
    const callable = {
      tool: async () => ({
        functionDeclarations: [{ name: 'get_weather', description: 'Tells the weather', parametersJsonSchema: tool('get_weather').schema }],
      }),
      callTool: async (calls) => {
        runs++;
        assert.equal(typeof calls[0].args.city, 'string');
        return [{ functionResponse: { id: calls[0].id, name: calls[0].name, response: { output: '21 degrees' } } }];
      },
    };
    const response = await clientOf(gateways.url).models.generateContent({
      model,
      contents: 'What is the weather?',
      config: { ...config(model, {}), tools: [callable], toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.AUTO } } },
    });
    assert.equal(runs, 1, model);
    assert.match(response.text, /21 degrees/, model);
  }
});

test('a schema is kept by all hosts, or the client is told', async () => {
  for (const model of models) {
    const response = await clientOf(gateways.url).models.generateContent({
      model,
      contents: 'Where is it warm?',
      config: {
        ...config(model, {}),
        systemInstruction: 'Answer in JSON.',
        responseMimeType: 'application/json',
        responseJsonSchema: { ...tool('place').schema, additionalProperties: false },
      },
    });
    const place = JSON.parse(response.text);
    const told = response.sdkHttpResponse.headers['x-parlance-adjustments'] ?? '';
    assert.ok(typeof place.city === 'string' || /response-format=/.test(told), `${model}: ${response.text} ${told}`);
  }
});
