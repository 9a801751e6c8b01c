import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nameProblem, ownerOfName, type NameOwner } from '../../release/packageName';

const manifest = {
	name: 'n8n-nodes-vambe-asapp',
	version: '1.2.3',
	repository: { url: 'git+https://github.com/someone/n8n-nodes-vambe-asapp.git' },
};

describe("the owner of the package's name", () => {
	let server: Server;
	let registry: string;
	/** What the registry answers: the repository of the newest version, or a status. */
	let answer: string | number | undefined;

	beforeAll(async () => {
		server = createServer((_request, response) => {
			if (typeof answer === 'number') {
				response.writeHead(answer, { 'content-type': 'application/json' }).end('{}');
				return;
			}
			const { name, version } = manifest;
			const repository = answer === undefined ? undefined : { type: 'git', url: answer };
			response.writeHead(200, { 'content-type': 'application/json' }).end(
				JSON.stringify({
					name,
					'dist-tags': { latest: version },
					versions: { [version]: { name, version, repository } },
				}),
			);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => new Promise((resolve) => server.close(resolve)));

	it.each<[string, typeof answer, NameOwner]>([
		['our repository', manifest.repository.url, { is: 'us' }],
		[
			'the same without what npm adds',
			'https://github.com/someone/n8n-nodes-vambe-asapp',
			{ is: 'us' },
		],
		[
			'another repository',
			'git+https://github.com/stranger/any.git',
			{ is: 'somebody else', repository: 'git+https://github.com/stranger/any.git' },
		],
		['no repository', undefined, { is: 'somebody else', repository: '' }],
		['no package', 404, { is: 'nobody' }],
	])(
		'is told by the registry: %s',
		async (_case, given, owner) => {
			answer = given;
			expect(await ownerOfName(manifest, registry)).toEqual(owner);
		},
		60_000,
	);

	it('is unknown when the registry fails or cannot be reached', async () => {
		answer = 500;
		expect(await ownerOfName(manifest, registry)).toMatchObject({ is: 'unknown' });
		const owner = await ownerOfName(manifest, 'http://127.0.0.1:9');
		expect(owner.is === 'unknown' && owner.reason).toContain('ECONNREFUSED');
	});

	it('is unknown where there is no npm', async () => {
		const { PATH } = process.env;
		try {
			process.env.PATH = '';
			expect(await ownerOfName(manifest, registry)).toMatchObject({ is: 'unknown' });
		} finally {
			process.env.PATH = PATH;
		}
	});

	it('is a problem unless it is us', () => {
		const problemOf = (owner: NameOwner) => nameProblem(manifest.name, owner);
		expect(problemOf({ is: 'us' })).toBe(undefined);
		expect(problemOf({ is: 'nobody' })).toMatch(/^Nobody has registered n8n-nodes-vambe-asapp/);
		expect(problemOf({ is: 'somebody else', repository: '' })).toMatch(/repository \(none\)/);
		expect(problemOf({ is: 'unknown', reason: 'offline' })).toMatch(
			/could not be asked .*: offline/,
		);
	});
});
