/**
 * Jest's transform for packages that take long to load: Node loads them once for each worker, where Jest
 * would do so for each test file. See tidyEnvironment.js, which lets both share one realm: an error of
 * n8n-core is an `Error` of the tests.
 */
module.exports = {
	process: (_code, path) => ({ code: `module.exports = requireOfNode(${JSON.stringify(path)});` }),
};
