// The official MCP servers from npm in a loop of a simulated model and our agent.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
// Compiled by its start: the program holds all that it needs.
const source = join(root, 'agent-mcp/src/test/java/dev/parlance/agent/mcp/NpmServers.java');
const modules = fileURLToPath(new URL('./node_modules', import.meta.url));

let folder;
let web;
let report;

before(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'parlance-mcp-')));
  const port = await freePort();
  web = spawn(process.execPath, [join(modules, '@modelcontextprotocol/server-everything/dist/index.js'), 'streamableHttp'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await said(web, /listening/i);
  const java = (await run('sh', ['-c', '. .mvn/find-jdk.sh && printf %s "$java_home"'], { cwd: root })).stdout;
  const { stdout } = await run(
    join(java, 'bin/java'),
    ['-Dslf4j.internal.verbosity=ERROR', '-cp', await classPath(), source, modules, folder, `http://127.0.0.1:${port}/mcp`],
    { env: { ...process.env, PATH: `${join(process.execPath, '..')}:${process.env.PATH}` }, timeout: 120_000 },
  );
  report = JSON.parse(stdout);
}, { timeout: 15 * 60 * 1000 });

after(async () => {
  web?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

test('the servers start and list their tools under names that hosts take, in a stable order', () => {
  assert.deepEqual(report.faults, []);
  assert.ok(report.tools.includes('files_read_text_file'));
  const servers = report.tools.map((name) => name.split('_')[0]);
  assert.deepEqual([...new Set(servers)], ['everything', 'files', 'web']);
  for (const server of ['everything', 'files', 'web']) {
    const names = report.tools.filter((name) => name.startsWith(`${server}_`));
    assert.deepEqual(names, [...names].sort());
  }
  for (const name of report.tools) assert.match(name, /^[a-zA-Z_][a-zA-Z0-9_-]{2,63}$/);
});

test('a tool loop over stdio calls the server and gives its result to the model', () => {
  assert.equal(report.echoLoop.end, 'Finished');
  assert.equal(report.echoLoop.results.length, 1);
  assert.match(report.echoLoop.results[0], /^Echo: ./);
  assert.ok(report.echoLoop.answer.includes(report.echoLoop.results[0]), report.echoLoop.answer);

  assert.equal(report.filesLoop.end, 'Finished');
  assert.equal(report.filesLoop.results.length, 1);
  assert.ok(report.filesLoop.results[0].includes(folder), report.filesLoop.results[0]);
});

test('a tool loop over streamable HTTP does the same', () => {
  assert.equal(report.webLoop.end, 'Finished');
  assert.equal(report.webLoop.results.length, 1);
  assert.match(report.webLoop.results[0], /^Echo: ./);
});

test('calls have their effect, refusals are failures, and pictures arrive', async () => {
  assert.equal(await readFile(join(folder, 'hello.txt'), 'utf8'), 'hello from the agent', report.written);
  assert.equal(report.forbidden, 'true');
  assert.match(report.picture, /^data:image\/png;base64,iVBOR/);
});

/** The jars of the program, which ./parlance builds when they are older than their sources. */
async function classPath() {
  await run(join(root, 'parlance'), ['--version'], { timeout: 15 * 60 * 1000 });
  const programs = join(root, 'cli/target/programs');
  const current = (await readFile(join(programs, 'current'), 'utf8')).trim();
  return join(programs, current, '*');
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function said(server, what) {
  return new Promise((resolve, reject) => {
    let words = '';
    server.stderr.setEncoding('utf8');
    server.stderr.on('data', (text) => {
      words += text;
      if (what.test(words)) resolve();
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${words}`)));
  });
}
