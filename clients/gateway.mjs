// Starts the gateway as a user does, on any free port, and stops it as a service manager does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../parlance', import.meta.url));
// The first start builds the program.
const patience = 15 * 60 * 1000;

/** A running gateway: `url`, and `stop()`, which resolves to the exit code. */
export async function startGateway(environment = {}) {
  const server = spawn(program, ['serve', '--sandbox', '--port', '0'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(server, 'exit');
  const url = await listening(server);
  return {
    url,
    stop: async () => {
      server.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}

function listening(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    let remarks = '';
    server.stderr.setEncoding('utf8');
    server.stderr.on('data', (text) => {
      remarks += text;
      // Whoever waits for a build shall know it.
      if (/^parlance: (building|waiting)/.test(text)) process.stderr.write(text);
    });
    const late = setTimeout(() => {
      server.kill('SIGKILL');
      reject(new Error(`parlance serve does not listen after ${patience / 1000} s`));
    }, patience);
    server.stdout.setEncoding('utf8');
    server.stdout.on('data', (text) => {
      said += text;
      const url = /^listening on (\S+)$/m.exec(said)?.[1];
      if (url) {
        clearTimeout(late);
        resolve(url);
      }
    });
    server.on('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`parlance serve ended with ${code} before it listened:\n${remarks}`));
    });
    server.on('error', reject);
  });
}
