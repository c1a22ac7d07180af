// Each agent in a folder of its own, with what package-lock.json pins. One that cannot be installed keeps none of the others from running.
// A lock is written anew by: npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const folderOf = (name) => fileURLToPath(new URL(`./${name}`, import.meta.url));
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The version that is pinned; throws why when it could not be installed. */
export async function install(name) {
  const folder = folderOf(name);
  const [[wanted, version]] = Object.entries(json(`${folder}/package.json`).dependencies);
  const installed = `${folder}/node_modules/${wanted}/package.json`;
  if (!existsSync(installed) || json(installed).version !== version) await packages(folder);
  return version;
}

/** A Node that is new enough for all agents: the one that runs this, or the one that npm has as packages, for two systems. */
export async function newNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 19)) return process.execPath;
  const folder = folderOf('node');
  const program = `${folder}/node_modules/node-${process.platform}-${process.arch}/bin/node`;
  if (!existsSync(program)) await packages(folder);
  if (!existsSync(program)) throw new Error(`needs Node 22.19; this is ${process.version}`);
  return program;
}

/** The program in the package for this system, whose name begins so. */
export function nativeProgram(name, prefix, path) {
  const modules = `${folderOf(name)}/node_modules`;
  const fitting = readdirSync(modules).filter((each) => each.startsWith(`${prefix}-${process.platform}-${process.arch}`)).sort();
  if (!fitting.length) throw new Error(`no package for ${process.platform}-${process.arch}`);
  return `${modules}/${fitting[0]}/${path}`;
}

async function packages(folder) {
  // Nothing here needs to run code when it is installed. What is pinned stays so; "npm ci" would refuse a lock without the programs for
  // systems that a registry does not have.
  const npm = spawn('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  npm.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const [code] = await once(npm, 'exit');
  if (code !== 0) {
    const why = /^npm error (?!code |syscall |errno |A complete log)(\S.*)/m.exec(said)?.[1];
    throw new Error(why ?? `npm ended with ${code}`);
  }
}
