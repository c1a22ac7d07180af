// How each agent is pointed at a gateway, and the models it is given: hosts that speak another dialect than it does. Each function writes the
// agent's settings below its own home and says how to start it. The tools are cut down to one that runs a command, for the sandbox calls
// the first tool it is offered.
import { mkdirSync, writeFileSync } from 'node:fs';
import { folderOf, nativeProgram, newNode } from './install.mjs';

const key = 'any';

function write(file, content) {
  mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const kimi = (type, base) => async ({ url, model, home, task }) => ({
  command: [
    await newNode(),
    `${folderOf('kimi-code')}/node_modules/@moonshot-ai/kimi-code/dist/main.mjs`,
    ...['--agent-file', write(`${home}/one-tool.md`, '---\nname: one-tool\ndescription: Uses one tool.\ntools: Bash\n---\nUse the tool.\n')],
    ...['-p', task],
  ],
  environment: {
    KIMI_CODE_HOME: home,
    KIMI_DISABLE_TELEMETRY: '1',
    KIMI_CODE_NO_AUTO_UPDATE: '1',
    KIMI_MODEL_PROVIDER_TYPE: type,
    KIMI_MODEL_BASE_URL: url + base,
    KIMI_MODEL_API_KEY: key,
    KIMI_MODEL_NAME: model,
    // Else it asks for as many tokens as its window has. The gateway lowers that where the host would refuse it; of Gemini nobody has seen it.
    ...(type === 'kimi' ? {} : { KIMI_MODEL_MAX_OUTPUT_SIZE: '32000' }),
  },
});

async function codex({ url, model, home, task }) {
  write(
    `${home}/config.toml`,
    `model = "${model}"
model_provider = "parlance"
model_reasoning_effort = "high"
model_supports_reasoning_summaries = true
[model_providers.parlance]
name = "parlance"
base_url = "${url}/v1"
env_key = "PARLANCE_KEY"
wire_api = "responses"
[analytics]
enabled = false
`,
  );
  return {
    command: [
      process.execPath,
      `${folderOf('codex')}/node_modules/@openai/codex/bin/codex.js`,
      ...['exec', '--skip-git-repo-check', '-s', 'read-only', task],
    ],
    environment: { CODEX_HOME: home, PARLANCE_KEY: key },
  };
}

async function claudeCode({ url, model, task }) {
  return {
    command: [
      process.execPath,
      `${folderOf('claude-code')}/node_modules/@anthropic-ai/claude-code/cli-wrapper.cjs`,
      ...['--tools', 'Bash', '--allowedTools', 'Bash', '--model', model, '-p', task],
    ],
    environment: {
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_API_KEY: key,
      ANTHROPIC_DEFAULT_HAIKU_MODEL: model,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    },
  };
}

async function opencode({ url, model, work, task }) {
  write(`${work}/opencode.json`, {
    provider: {
      parlance: {
        npm: '@ai-sdk/openai-compatible',
        name: 'parlance',
        options: { baseURL: `${url}/v1`, apiKey: key },
        models: { [model]: { name: model } },
      },
    },
    model: `parlance/${model}`,
    small_model: `parlance/${model}`,
    share: 'disabled',
  });
  return {
    command: [nativeProgram('opencode', 'opencode', 'bin/opencode'), 'run', task],
    environment: {
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
    },
  };
}

async function geminiCli({ url, model, home, task }) {
  write(`${home}/.gemini/settings.json`, {
    security: { auth: { selectedType: 'gemini-api-key' } },
    general: { enableAutoUpdate: false, enableAutoUpdateNotification: false, topicUpdateNarration: false },
    privacy: { usageStatisticsEnabled: false },
    telemetry: { enabled: false },
    tools: { core: ['run_shell_command'] },
  });
  return {
    command: [
      await newNode(),
      `${folderOf('gemini-cli')}/node_modules/@google/gemini-cli/bundle/gemini.js`,
      ...['--skip-trust', '--yolo', '-m', model, '-p', task],
    ],
    environment: { GEMINI_API_KEY: key, GOOGLE_GEMINI_BASE_URL: url },
  };
}

/** What is run: the agent, the dialect it speaks, the model, and how it is started. */
export const tasks = [
  { agent: 'kimi-code', dialect: 'openai-chat', model: 'anthropic/claude-opus-4-8', start: kimi('kimi', '/v1') },
  { agent: 'kimi-code', dialect: 'openai-chat', model: 'gemini/gemini-3-flash-preview', start: kimi('openai', '/v1') },
  { agent: 'kimi-code', dialect: 'anthropic-messages', model: 'gemini/gemini-3-flash-preview', start: kimi('anthropic', '') },
  { agent: 'codex', dialect: 'openai-responses', model: 'moonshot/kimi-k2.6', start: codex },
  { agent: 'codex', dialect: 'openai-responses', model: 'anthropic/claude-opus-4-8', start: codex },
  { agent: 'claude-code', dialect: 'anthropic-messages', model: 'moonshot/kimi-k2.6', start: claudeCode },
  { agent: 'claude-code', dialect: 'anthropic-messages', model: 'openai/gpt-5.4', start: claudeCode },
  { agent: 'claude-code', dialect: 'anthropic-messages', model: 'gemini/gemini-3-flash-preview', start: claudeCode },
  { agent: 'opencode', dialect: 'openai-chat', model: 'gemini/gemini-3-flash-preview', start: opencode },
  { agent: 'gemini-cli', dialect: 'gemini', model: 'openai/gpt-5.4', start: geminiCli },
  { agent: 'gemini-cli', dialect: 'gemini', model: 'moonshot/kimi-k2.6', start: geminiCli },
];
