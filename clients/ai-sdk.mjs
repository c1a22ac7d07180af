// The words of the AI SDK (`ai`), which are the same over all its provider packages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APICallError, generateText, jsonSchema, RetryError, stepCountIs, streamText, tool } from 'ai';
import { tool as city } from './conversations.mjs';

// Options that a model does not take are the business of these tests, not news.
globalThis.AI_SDK_LOG_WARNINGS = false;

/**
 * A speaker for one provider package.
 *
 * @param {(url: string, model: string) => import('ai').LanguageModel} modelAt a model behind the gateway at that address
 * @param {(model: string, asked: {temperature?: number}) => object} wishes the provider's own options, under its name
 * @param {Partial<import('./conversations.mjs').Speaker>} [limits] what this package cannot do
 * @returns {import('./conversations.mjs').Speaker}
 */
export function aiSdkSpeaker(modelAt, wishes, limits = {}) {
  const request = (url, model, history, { tools, temperature }) => ({
    model: modelAt(url, model),
    messages: history,
    maxRetries: 0,
    maxOutputTokens: 8000,
    providerOptions: wishes(model, { temperature }),
    ...(tools && { tools: toolsOf(tools) }),
    ...(temperature !== undefined && { temperature }),
  });
  return {
    user: (text) => [{ role: 'user', content: text }],
    results: (calls, text) => [
      {
        role: 'tool',
        content: calls.map(({ id, name }) => ({
          type: 'tool-result',
          toolCallId: id,
          toolName: name,
          output: { type: 'text', value: text },
        })),
      },
    ],
    async whole(url, model, history, asked) {
      return answer(await generateText(request(url, model, history, asked)));
    },
    async streamed(url, model, history, asked) {
      const seen = { text: '', reasoning: '' };
      let pieces = 0;
      const stream = streamText({ ...request(url, model, history, asked), onError: () => {} });
      for await (const part of stream.fullStream) {
        if (part.type === 'error') throw asError(part.error);
        if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
          pieces++;
          seen[part.type === 'text-delta' ? 'text' : 'reasoning'] += part.text;
        }
      }
      const [text, reasoningText, toolCalls, usage, response, finishReason] = await Promise.all([
        stream.text,
        stream.reasoningText,
        stream.toolCalls,
        stream.usage,
        stream.response,
        stream.finishReason,
      ]);
      // A cut stream is no exception in this client; it has no proper reason to end.
      if (finishReason === 'error' || finishReason === 'other') throw new Error(`the stream ended by ${finishReason}`);
      const told = answer({ text, reasoningText, toolCalls, usage, response }, pieces);
      assert.deepEqual(seen, { text: told.text, reasoning: told.reasoning });
      return told;
    },
    ...limits,
    errors: { key: failedWith(401), model: failedWith(404), busy: failedWith(429) },
  };
}

/** Tools without a function to run: the test answers in its place. */
const toolsOf = (tools) =>
  Object.fromEntries(
    tools.map(({ name, description, schema }) => [name, tool({ description, inputSchema: jsonSchema(schema) })]),
  );

function answer({ text, reasoningText, toolCalls, usage, response }, pieces = 1) {
  return {
    text,
    reasoning: reasoningText ?? '',
    calls: toolCalls.map(({ toolCallId, toolName, input }) => ({ id: toolCallId, name: toolName, input })),
    usage: { input: usage.inputTokens, output: usage.outputTokens },
    turn: response.messages,
    pieces,
    headers: new Headers(response.headers),
  };
}

/** Errors within a stream are whatever the host's error object or text was. */
const asError = (error) => (error instanceof Error ? error : new Error(error?.message ?? String(error)));

const failedWith = (status) => (error) => {
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  return APICallError.isInstance(cause) && cause.statusCode === status;
};

/** The loop that this client goes through by itself when tools bring a function. */
export function runsItsOwnLoop(gateways, modelAt, wishes, models) {
  test('the client goes through a tool loop by itself', async () => {
    for (const model of models) {
      let runs = 0;
      const weather = tool({
        description: 'Tells the weather',
        inputSchema: jsonSchema(city('get_weather').schema),
        execute: async (input) => {
          assert.equal(typeof input.city, 'string');
          runs++;
          return '21 degrees';
        },
      });
      const { text, steps } = await generateText({
        model: modelAt(gateways.url, model),
        prompt: 'What is the weather?',
        tools: { get_weather: weather },
        stopWhen: stepCountIs(4),
        maxRetries: 0,
        providerOptions: wishes(model, {}),
      });
      assert.equal(runs, 1, model);
      assert.equal(steps.length, 2, model);
      assert.match(text, /21 degrees/, model);
    }
  });
}
