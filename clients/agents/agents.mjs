// Runs the tasks one after the other and prints a table. A task holds when the agent ended well, called the model at least twice, got 200 each
// time, handed back what a tool answered, and showed what the model made of that.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../gateway.mjs';
import { callsModel, handedBack, showsThoughts } from './conversation.mjs';
import { install } from './install.mjs';
import { startRecorder } from './recorder.mjs';
import { tasks } from './tasks.mjs';

const patience = 3 * 60 * 1000;
const task = 'Use a tool, then say what it answered.';

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const keep = process.argv.includes('--keep');
const agents = [...new Set(tasks.map(({ agent }) => agent))];
const unknown = named.find((name) => !agents.includes(name));
if (unknown) {
  process.stderr.write(`There is no agent ${unknown}. There are: ${agents.join(', ')}.\n`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'parlance-agents-'));
const gateway = await startGateway();
const rows = [];
try {
  for (const agent of named.length ? agents.filter((each) => named.includes(each)) : agents) {
    await runAll(agent);
  }
} finally {
  await gateway.stop();
  if (!keep) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
print(rows);
if (keep) process.stdout.write(`\nRequests and answers are in ${folder}\n`);
process.exitCode = rows.some(({ faults }) => faults?.length) ? 1 : 0;

async function runAll(agent) {
  process.stderr.write(`${agent} …\n`);
  let version;
  try {
    version = await install(agent);
  } catch (why) {
    rows.push({ agent, result: `not installed: ${why.message}` });
    return;
  }
  for (const [index, each] of tasks.filter((one) => one.agent === agent).entries()) {
    try {
      rows.push({ agent, version, ...(await run(each, join(folder, `${agent}-${index + 1}`))) });
    } catch (why) {
      rows.push({ agent, version, dialect: each.dialect, model: each.model, result: `not run: ${why.message}` });
    }
  }
}

async function run({ dialect, model, start }, place) {
  const [home, work] = [join(place, 'home'), join(place, 'work')];
  for (const each of [home, work]) mkdirSync(each, { recursive: true });
  const recorder = await startRecorder(gateway.url);
  try {
    const { command, environment } = await start({ url: recorder.url, model, home, work, task });
    const { code, said, remarks } = await execute(command, work, {
      // None of the user's own settings and keys.
      PATH: process.env.PATH,
      HOME: home,
      TERM: 'dumb',
      LANG: 'C.UTF-8',
      ...environment,
    });
    if (keep) write(place, recorder.exchanges, said, remarks);
    return { dialect, model, ...judged(dialect, recorder.exchanges, code, said, remarks) };
  } finally {
    await recorder.stop();
  }
}

async function execute([program, ...words], cwd, env) {
  // A group of its own, so that nothing it starts outlives it.
  const agent = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const heard = { said: '', remarks: '' };
  agent.stdout.setEncoding('utf8').on('data', (text) => (heard.said += text));
  agent.stderr.setEncoding('utf8').on('data', (text) => (heard.remarks += text));
  const late = setTimeout(() => end(agent), patience);
  const [code, signal] = await once(agent, 'close');
  clearTimeout(late);
  end(agent);
  return { code: signal ?? code, ...heard };
}

function end({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended, and all it started.
  }
}

function judged(dialect, exchanges, code, said, remarks) {
  const faults = [];
  const calls = exchanges.filter(callsModel);
  const others = exchanges.filter((each) => !callsModel(each));
  if (code !== 0) faults.push(`it ended with ${code}: ${(remarks || said).trim().slice(-400)}`);
  for (const { method, path, status, complete, response } of exchanges) {
    if (status !== 200) faults.push(`${method} ${path} was answered with ${status}: ${Buffer.concat(response).toString().slice(0, 400)}`);
    else if (!complete) faults.push(`${method} ${path} was broken off`);
  }
  const second = calls.findLast((each) => handedBack(dialect, each).results.length);
  const { results, thoughts } = second ? handedBack(dialect, second) : { results: [] };
  if (calls.length < 2 || !second) faults.push(`${calls.length} calls, and none hands back what a tool answered`);
  const quoted = results.map(({ tool, text }) => plain(`${tool} → ${text}`).slice(0, 30).trim());
  for (const quote of quoted) {
    if (!plain(said).includes(quote)) faults.push(`its words do not quote “${quote}”: ${said.trim().slice(-400)}`);
  }
  return {
    calls: calls.length,
    others: [...new Set(others.map(({ method, path }) => `${method} ${path.split('?')[0]}`))].join(', '),
    tool: results.map(({ tool }) => tool).join(', '),
    thoughts: thoughts ? 'sent back' : calls.slice(0, calls.indexOf(second)).some((each) => showsThoughts(dialect, each)) ? 'left out' : 'none',
    result: faults.length ? 'FAILS' : 'holds',
    faults,
  };
}

/** Agents break lines and indent them. */
function plain(text) {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function write(place, exchanges, said, remarks) {
  writeFileSync(join(place, 'said.txt'), said);
  writeFileSync(join(place, 'remarks.txt'), remarks);
  exchanges.forEach(({ method, path, headers, request, status, answered, response }, index) => {
    const head = (first, names) => `${first}\n${Object.entries(names ?? {}).map(([name, value]) => `${name}: ${value}\n`).join('')}\n`;
    writeFileSync(join(place, `${index + 1}-request.txt`), Buffer.concat([Buffer.from(head(`${method} ${path}`, headers)), ...request]));
    writeFileSync(join(place, `${index + 1}-answer.txt`), Buffer.concat([Buffer.from(head(status, answered)), ...response]));
  });
}

function print(all) {
  const columns = ['agent', 'version', 'dialect', 'model', 'calls', 'others', 'tool', 'thoughts', 'result'];
  const titles = { others: 'also asked' };
  const table = [columns.map((name) => titles[name] ?? name), ...all.map((row) => columns.map((name) => String(row[name] ?? '')))];
  const widths = columns.map((_, column) => Math.max(...table.map((row) => (column === columns.length - 1 ? 0 : row[column].length))));
  for (const row of table) process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()}\n`);
  for (const { agent, model, faults = [] } of all) {
    for (const fault of faults) process.stdout.write(`\n${agent}, ${model}: ${fault}\n`);
  }
}
