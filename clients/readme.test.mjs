// What the README shows works as pasted; only the port differs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startGateway } from './gateway.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
// Beside node_modules, so that the sample finds its package.
const sample = fileURLToPath(new URL('./readme-sample.mjs', import.meta.url));

let gateway;
let readme;

before(async () => {
  gateway = await startGateway();
  readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
});

after(async () => {
  await rm(sample, { force: true });
  await gateway?.stop();
});

const blocks = (language) => [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1]);
const here = (text) => text.replaceAll('http://127.0.0.1:4680', gateway.url);

test('the curl example answers and reports what was changed', async () => {
  const [curl] = blocks('sh').filter((block) => block.startsWith('curl '));
  const { stdout } = await run('sh', ['-c', here(curl)]);

  assert.match(stdout, /^HTTP\/1\.1 200 OK/);
  assert.match(stdout, /x-parlance-adjustments: temperature=dropped/);
  assert.match(stdout, /Say hello/);
});

test('the example for the npm client streams an answer', async () => {
  const [javascript] = blocks('js');
  await writeFile(sample, here(javascript));
  const { stdout } = await run(process.execPath, [sample]);

  assert.match(stdout, /Say hello/);
});

test('the explain example prints the adjustments it promises', async () => {
  const [explain] = blocks('sh').filter((block) => block.includes('parlance explain'));
  const { stdout } = await run('sh', ['-c', explain], { cwd: root });
  const explained = JSON.parse(stdout);

  assert.deepEqual(
    explained.adjustments.map(({ parameter, kind }) => `${parameter}=${kind}`),
    ['temperature=dropped', 'reasoning=added'],
  );
  assert.equal(explained.request.body.max_completion_tokens, 800);
  assert.equal(explained.request.body.messages[1].reasoning_content, '');
});
