// The AI SDK's package for Azure OpenAI, unmodified but for base URL and key: its Responses side, which is the default, its Chat side and
// the one for deployments of DeepSeek.
import { describe } from 'node:test';
import { createAzure } from '@ai-sdk/azure';
import { aiSdkSpeaker, runsItsOwnLoop } from './ai-sdk.mjs';
import { conversations, twoGateways } from './conversations.mjs';

const gateways = twoGateways();
// The model stands in the body, as on Azure's v1 route, and not in a path of deployments.
const azure = (url) => createAzure({ baseURL: `${url}/v1`, apiKey: 'any', useDeploymentBasedUrls: false });

describe('responses', () => {
  const modelAt = (url, model) => azure(url)(model);
  // It knows reasoning models by names without a slash, and has to be told about others; to those it sends no temperature.
  const wishes = (model, { temperature }) => ({
    azure: {
      store: false,
      ...(temperature === undefined && { forceReasoning: true, reasoningEffort: 'medium', reasoningSummary: 'auto' }),
    },
  });
  const models = [
    'azure-openai/gpt-5',
    'anthropic/claude-sonnet-4-5',
    'azure-foundry/gpt-5',
    'moonshot/kimi-k2.6',
    'gemini/gemini-3-flash-preview',
  ];
  conversations(aiSdkSpeaker(modelAt, wishes), gateways, models);
  runsItsOwnLoop(gateways, modelAt, wishes, models);
});

describe('chat', () => {
  const modelAt = (url, model) => azure(url).chat(model);
  const wishes = () => ({});
  const limits = {
    // This side has no word for reasoning in answers, so it cannot give back what Moonshot wants back.
    shows: () => false,
    carries: (model) => !model.startsWith('moonshot/'),
  };
  const models = ['azure-openai/gpt-5', 'azure-foundry/Kimi-K2.6', 'moonshot/kimi-k2.6', 'anthropic/claude-sonnet-4-5'];
  conversations(aiSdkSpeaker(modelAt, wishes, limits), gateways, models);
  runsItsOwnLoop(gateways, modelAt, wishes, models);
});

describe('deepseek', () => {
  const modelAt = (url, model) => azure(url).deepseek(model);
  const wishes = () => ({ azure: { reasoningEffort: 'high' } });
  // Foundry's route takes no reasoning back, whoever sends it.
  const carries = (model) => !model.startsWith('azure-foundry/');
  const models = ['azure-foundry/DeepSeek-V4-Pro', 'deepseek/deepseek-v4-pro', 'moonshot/kimi-k2.6'];
  conversations(aiSdkSpeaker(modelAt, wishes, { carries }), gateways, models);
  runsItsOwnLoop(gateways, modelAt, wishes, models);
});
