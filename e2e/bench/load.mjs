// Open-loop load over keep-alive connections: requests leave when their time has come, whether or not earlier ones are
// answered, and a latency counts from when a request was due. Before the clock starts every target is asked once: what a
// platform has put to sleep between two turns wakes then, and is told apart. Run as its own process: reads a plan, prints
// a result.
import { Agent, request } from 'node:http';
import { json } from 'node:stream/consumers';

const plan = await json(process.stdin);
const { host, port, path, targets, bodies, perSecond, seconds, inFlightLimit } = plan;
const agent = new Agent({ keepAlive: true, maxSockets: inFlightLimit });
const run = `${Date.now().toString(36)}${process.pid.toString(36)}`;

let latencies = [];
const failures = {};
let sent = 0;
let inFlight = 0;
let answered = 0;
let onAnswer = () => {};

/** The code of a problem, or nothing. */
const codeIn = (text) => /"code":"(\w+)"/.exec(text)?.[1] ?? '';

function fire(dueMs) {
  const headers = targets[sent % targets.length];
  const text = bodies.replace('ROUND', `rnd-${run}${String(sent).padStart(8, '0')}`);
  sent += 1;
  inFlight += 1;
  const done = (status) => {
    inFlight -= 1;
    if (status === 200) {
      answered += 1;
      latencies.push(performance.now() - dueMs);
    } else failures[status] = (failures[status] ?? 0) + 1;
    onAnswer();
  };
  const call = request(
    {
      agent,
      host,
      port,
      path,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
    },
    (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      // A refusal is told by its code: a status alone says little.
      response.on('end', () =>
        done(response.statusCode === 200 ? 200 : `${response.statusCode} ${codeIn(text)}`),
      );
    },
  );
  call.on('error', () => done('error'));
  call.end(text);
}

/** One request to each target; how many were answered a second. */
async function wake() {
  const fromMs = performance.now();
  await new Promise((resolve) => {
    onAnswer = () => {
      while (sent < targets.length && inFlight < inFlightLimit) fire(performance.now());
      if (inFlight === 0) resolve();
    };
    onAnswer();
  });
  return targets.length / ((performance.now() - fromMs) / 1000);
}
const wakeRps = await wake();
const woken = sent;
answered = 0;
latencies = [];

const startMs = performance.now();
const endMs = startMs + seconds * 1000;

/** Sends all that is due. One that finds no free connection waits; its latency still counts from when it was due. */
function sendDue() {
  const nowMs = performance.now();
  if (nowMs >= endMs) return;
  const due = Math.floor(((nowMs - startMs) / 1000) * perSecond);
  while (sent - woken < due && inFlight < inFlightLimit) fire(startMs + ((sent - woken) / perSecond) * 1000);
}
onAnswer = sendDue;
const timer = setInterval(sendDue, 2);
await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
clearInterval(timer);
const elapsed = (performance.now() - startMs) / 1000;
const atEnd = answered;
while (inFlight > 0 && performance.now() < endMs + 10_000)
  await new Promise((resolve) => setTimeout(resolve, 20));
latencies.sort((left, right) => left - right);
const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? null;
console.log(
  JSON.stringify({
    rps: atEnd / elapsed,
    wakeRps,
    answered,
    failures,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
  }),
);
process.exit(0);
