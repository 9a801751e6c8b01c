const { dest, parallel, series, src } = require('gulp');
const { rm } = require('node:fs/promises');
const { spawn } = require('node:child_process');

const ASSETS = {
	icons: 'nodes/**/*.svg',
	codex: 'nodes/**/*.node.json',
	schemas: 'nodes/**/__schema__/**/*.json',
};

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
		stdio: 'inherit',
	});

/** Copies what is not code to its place beside the compiled code. `encoding: false` keeps bytes. */
const copy = (name) => {
	const task = () => src(ASSETS[name], { base: '.', encoding: false }).pipe(dest('dist'));
	task.displayName = name;
	return task;
};

exports.clean = clean;
exports.build = series(clean, parallel(compile, copy('icons'), copy('codex'), copy('schemas')));
exports.default = exports.build;
