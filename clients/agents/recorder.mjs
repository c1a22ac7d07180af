// Stands between an agent and the gateway and keeps every exchange, byte for byte, without changing any.
import { createServer, request as forward } from 'node:http';
import { once } from 'node:events';

/** Listens on any free port before `target`: `url`, the `exchanges` so far, `stop()`. */
export async function startRecorder(target) {
  const { hostname, port } = new URL(target);
  const exchanges = [];
  const server = createServer((incoming, outgoing) => {
    const exchange = { method: incoming.method, path: incoming.url, headers: incoming.headers, request: [], response: [] };
    exchanges.push(exchange);
    const onward = forward(
      { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.rawHeaders },
      (answer) => {
        exchange.status = answer.statusCode;
        exchange.answered = answer.headers;
        outgoing.writeHead(answer.statusCode, answer.rawHeaders);
        answer.on('data', (bytes) => exchange.response.push(bytes));
        answer.on('end', () => (exchange.complete = true));
        answer.on('error', () => outgoing.destroy());
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.on('data', (bytes) => exchange.request.push(bytes));
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    exchanges,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
