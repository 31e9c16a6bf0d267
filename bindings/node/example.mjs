// node example.mjs ROOTS CHAIN NAME [TARGET ADDRESS]: verifies a chain, lints its file, and checks a server.
import { readFile } from 'node:fs/promises';
import { Client, version } from './certcheck.mjs';

const [roots, chain, name, target, address] = process.argv.slice(2);
const trust = [await readFile(roots, 'utf8')];
const client = new Client();
try {
  console.log(`certcheck ${version}`);
  const answer = await client.verify({ leaf: await readFile(chain, 'utf8'), trust, name: { kind: 'dns', value: name } });
  console.log(`chain: ${answer.verdict}`, answer.findings.map((finding) => finding.id).join(' '));
  const linted = await client.lint(await readFile(chain), { name: chain, chain: true });
  console.log(`lint: ${linted.summary.error} errors, ${linted.summary.warning} warnings`);
  if (target) {
    const report = await client.check({ target, connect: address, trust, timeout: 10 });
    console.log(`server: ${report.verdict}`, report.handshake.version);
  }
} finally {
  client.close();
}
