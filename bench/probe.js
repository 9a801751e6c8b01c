/**
 * Runs inside n8n, as a file of EXTERNAL_HOOK_FILES, n8n's own way to be observed. Keeps a summary of
 * each execution, so that n8n need not save any, and hands it out on a loopback port of its own.
 *
 * Sizes are bytes, times are milliseconds.
 */
const http = require('node:http');
const timers = require('node:timers');
const { URL } = require('node:url');
const v8 = require('node:v8');
const vm = require('node:vm');

/**
 * Time between two looks at the heap of a watched execution. Each costs a full collection, so there are
 * many only at the beginning: a short run is over soon, and its peak must not fall between two looks.
 */
const HEAP_INTERVAL_MS = { first: 1, growth: 1.1, longest: 400 };

/** Longest time a question about a running execution is left open; the client asks again. */
const PATIENCE_MS = 20_000;

const finished = new Map();
const waiting = new Map();
let current;
let heapWatched = false;

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

function heapInUse() {
	collectGarbage();
	return process.memoryUsage().heapUsed;
}

function processCpuMs() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

function begin() {
	const heapBefore = heapWatched ? heapInUse() : 0;
	const run = { heapBefore, heapPeak: heapBefore, cpuBefore: processCpuMs() };
	if (heapWatched) {
		run.look = () => (run.heapPeak = Math.max(run.heapPeak, heapInUse()));
		lookAgain(run, HEAP_INTERVAL_MS.first);
	}
	current = run;
}

function lookAgain(run, ms) {
	run.timer = timers.setTimeout(() => {
		run.look();
		lookAgain(run, Math.min(HEAP_INTERVAL_MS.longest, ms * HEAP_INTERVAL_MS.growth));
	}, ms);
}

function end(fullRunData, _workflow, executionId) {
	const cpuMs = processCpuMs() - current.cpuBefore;
	timers.clearTimeout(current.timer);
	current.look?.();
	const { runData, error } = fullRunData.data.resultData;
	const summary = {
		status: fullRunData.status,
		error: error?.message,
		cpuMs,
		heapGrowth: current.heapPeak - current.heapBefore,
		nodes: Object.fromEntries(
			Object.entries(runData).map(([name, runs]) => [name, summaryOf(runs)]),
		),
	};
	finished.set(executionId, summary);
	waiting.get(executionId)?.(summary);
}

function summaryOf(runs) {
	const items = runs.flatMap((run) => (run.data?.main ?? []).flatMap((branch) => branch ?? []));
	return {
		startedAt: Math.min(...runs.map((run) => run.startTime)),
		endedAt: Math.max(...runs.map((run) => run.startTime + run.executionTime)),
		items: items.length,
		failed: items.filter(({ json, error }) => error || json.error).length,
	};
}

function answer(request, reply) {
	const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
	const send = (body) => reply.end(JSON.stringify(body));
	if (pathname === '/run') {
		const id = searchParams.get('id');
		const patience = timers.setTimeout(() => tell(null), PATIENCE_MS);
		const tell = (summary) => {
			timers.clearTimeout(patience);
			waiting.delete(id);
			finished.delete(id);
			send(summary);
		};
		if (finished.has(id)) tell(finished.get(id));
		else waiting.set(id, tell);
		return;
	}
	if (pathname === '/heap') heapWatched = searchParams.get('watch') === 'true';
	send({ rss: process.memoryUsage().rss });
}

module.exports = {
	n8n: {
		ready: [
			() => {
				const server = http.createServer(answer);
				server.unref();
				server.listen(Number(process.env.BENCH_PROBE_PORT), '127.0.0.1');
			},
		],
	},
	workflow: { preExecute: [begin], postExecute: [end] },
};
