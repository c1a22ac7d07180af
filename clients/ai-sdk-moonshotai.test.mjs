// The AI SDK's package for Moonshot, unmodified but for base URL and key.
import { createMoonshotAI } from '@ai-sdk/moonshotai';
import { aiSdkSpeaker, runsItsOwnLoop } from './ai-sdk.mjs';
import { conversations } from './conversations.mjs';

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

const gateway = conversations(aiSdkSpeaker(modelAt, wishes, { carries }), {
  models,
  keys: ['MOONSHOT_API_KEY', 'ANTHROPIC_API_KEY', 'DEEPSEEK_API_KEY', 'AZURE_FOUNDRY_API_KEY', 'GEMINI_API_KEY'],
});

runsItsOwnLoop(gateway, modelAt, wishes, models);
