// The AI SDK's package for xAI, unmodified but for base URL and key: its Chat side and its Responses side.
import { describe } from 'node:test';
import { createXai } from '@ai-sdk/xai';
import { aiSdkSpeaker, runsItsOwnLoop } from './ai-sdk.mjs';
import { conversations, twoGateways } from './conversations.mjs';

const gateways = twoGateways();
const xai = (url) => createXai({ baseURL: `${url}/v1`, apiKey: 'any' });

describe('chat', () => {
  const modelAt = (url, model) => xai(url).chat(model);
  const wishes = () => ({ xai: { reasoningEffort: 'high' } });
  const limits = {
    // Grok on Chat wants no reasoning back, so this client has none to give.
    carries: (model) => model.startsWith('xai/'),
    // Grok sends a call whole, and this client understands nothing else; so does Gemini.
    streamsCalls: (model) => /^(xai|gemini)\//.test(model),
  };
  const models = ['xai/grok-3-mini', 'anthropic/claude-sonnet-4-5', 'moonshot/kimi-k2.6', 'gemini/gemini-3-flash-preview'];
  conversations(aiSdkSpeaker(modelAt, wishes, limits), gateways, models);
  runsItsOwnLoop(gateways, modelAt, wishes, models);
});

describe('responses', () => {
  const modelAt = (url, model) => xai(url).responses(model);
  const wishes = () => ({ xai: { reasoningEffort: 'high', store: false } });
  const models = ['xai/grok-4.3', 'anthropic/claude-sonnet-4-5', 'moonshot/kimi-k2.6', 'deepseek/deepseek-v4-pro'];
  conversations(aiSdkSpeaker(modelAt, wishes), gateways, models);
  runsItsOwnLoop(gateways, modelAt, wishes, models);
});
