// The AI SDK's package for DeepSeek, unmodified but for base URL and key.
import { createDeepSeek } from '@ai-sdk/deepseek';
import { aiSdkSpeaker, runsItsOwnLoop } from './ai-sdk.mjs';
import { conversations, twoGateways } from './conversations.mjs';

const modelAt = (url, model) => createDeepSeek({ baseURL: `${url}/v1`, apiKey: 'any' })(model);
// With its own switch on, it leaves the temperature out by itself.
const wishes = (model, { temperature }) =>
  temperature === undefined ? { deepseek: { thinking: { type: 'enabled' } } } : {};
// It hands back reasoning_content and has no place for a signature; DeepSeek on Foundry takes none back.
const carries = (model) => !/^(anthropic|gemini|azure-foundry)\//.test(model);
const models = [
  'deepseek/deepseek-v4-pro',
  'anthropic/claude-sonnet-4-5',
  'deepseek/deepseek-reasoner',
  'moonshot/kimi-k2.6',
  'azure-foundry/DeepSeek-V4-Pro',
  'gemini/gemini-3-flash-preview',
];

const gateways = twoGateways();

conversations(aiSdkSpeaker(modelAt, wishes, { carries }), gateways, models);

runsItsOwnLoop(gateways, modelAt, wishes, models);
