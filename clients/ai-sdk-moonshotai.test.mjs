// The AI SDK's package for Moonshot, unmodified but for base URL and key.
import { createMoonshotAI } from '@ai-sdk/moonshotai';
import { aiSdkSpeaker, runsItsOwnLoop } from './ai-sdk.mjs';
import { conversations, twoGateways } from './conversations.mjs';

const modelAt = (url, model) => createMoonshotAI({ baseURL: `${url}/v1`, apiKey: 'any' })(model);
const wishes = () => ({ moonshotai: { thinking: { type: 'enabled' } } });
// It hands back reasoning_content and has no place for a signature.
const carries = (model) => !/^(anthropic|gemini)\//.test(model);
const models = [
  'moonshot/kimi-k2.6',
  'anthropic/claude-sonnet-4-5',
  'moonshot/kimi-k3',
  'deepseek/deepseek-v4-pro',
  'azure-foundry/Kimi-K2.6',
  'gemini/gemini-3-flash-preview',
];

const gateways = twoGateways();

conversations(aiSdkSpeaker(modelAt, wishes, { carries }), gateways, models);

runsItsOwnLoop(gateways, modelAt, wishes, models);
