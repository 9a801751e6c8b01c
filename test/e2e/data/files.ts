import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import writeXlsxFile from 'write-excel-file/node';
import { savedOf, type Connected } from '../../../demo/runDemo';
import { endedExecutions, firstAnswer, until, whileActive } from '../activeWorkflow';
import { inLine, saveGraph, VAMBE, type TestNode } from '../workflows';

/** A file as somebody uploads it, and what has to become of its rows. */
export interface DataFile {
	name: string;
	/** The file, or a JSON body that a program posts. */
	content: () => Promise<Buffer> | Buffer | object;
	/** Parameters of n8n's Extract From File; left out for a body that is no file. */
	extract?: object;
	/** Field of the call that holds the rows of such a body; without it, the call itself is the row. */
	rows?: string;
	/** Bodies that Vambe must get, by contact. */
	sent: Record<string, { name?: string; metadata?: object }>;
	/** Messages of the refused rows. */
	refused: RegExp[];
}

/** Windows-1252 and Latin-1 are one for these letters. */
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const ROWS = [
	'Name,Phone,Plan,Note',
	'José Núñez,+56 9 1234-5678,pro,likes tea',
	"Ana Null,'56922223333,,likes BaNaNa bread",
	'Rounded,5.69E+10,basic,',
	'#N/A,+56944445555,basic,',
];
const SENT: DataFile['sent'] = {
	'+56 9 1234-5678': { name: 'José Núñez', metadata: { Plan: 'pro', Note: 'likes tea' } },
	'56922223333': { name: 'Ana Null', metadata: { Note: 'likes BaNaNa bread' } },
};
const REFUSED = [/^Item 2: Contact Phone Number .*5\.69E\+10/, /^Item 3: Contact Name .*#N\/A/];

const csv = (options: object): object => ({ operation: 'csv', options });

export const FILES: readonly DataFile[] = [
	{
		name: 'CSV, UTF-8 with a byte order mark',
		content: () => Buffer.from(`\uFEFF${ROWS.join('\r\n')}`),
		extract: csv({ enableBOM: true }),
		sent: SENT,
		refused: REFUSED,
	},
	{
		name: 'CSV, semicolons and Windows-1252',
		content: () => latin1(ROWS.join('\n').replaceAll(',', ';')),
		extract: csv({ delimiter: ';', encoding: 'latin1' }),
		sent: SENT,
		refused: REFUSED,
	},
	{
		name: 'CSV, a delimiter at the end of each row',
		content: () => Buffer.from(ROWS.map((row) => `${row},`).join('\n')),
		extract: csv({}),
		sent: SENT,
		refused: REFUSED,
	},
	{
		name: 'XLSX with dates and long numbers',
		content: async () => await workbook(),
		extract: { operation: 'xlsx', options: {} },
		sent: {
			'56911112222': { name: 'Ana', metadata: { Since: 45413, Card: 123456789012345 } },
			'56933334444': { name: 'Eva', metadata: { Since: 45414 } },
		},
		refused: [/^Item 1: Metadata "Card" .*too long to be exact/],
	},
	{
		name: 'JSON as the Google Sheets node gives it',
		content: () => [
			{ row_number: 2, Name: 'Ana', Phone: 56911112222, Plan: 'pro', Note: '' },
			{ row_number: 3, Name: 'Eva', Phone: '', Plan: 'pro', Note: 'no phone' },
			{
				row_number: 4,
				Name: 'Leo',
				Phone: '+56933334444\u200b',
				Plan: 'pro',
				Note: 'Invalid DateTime',
			},
		],
		rows: 'body',
		sent: { '56911112222': { name: 'Ana', metadata: { row_number: 2, Plan: 'pro' } } },
		refused: [
			/^Item 1: Contact Phone Number is empty/,
			/^Item 2: Metadata "Note" .*Invalid DateTime/,
		],
	},
	{
		name: "a whole webhook call, whose headers are nobody else's business",
		content: () => ({ Name: 'Ana', Phone: '+56911112222' }),
		sent: {},
		refused: [/^Item 0: .*webhook/i],
	},
];

async function workbook(): Promise<Buffer> {
	const date = (text: string) => ({ value: new Date(text), type: Date, format: 'yyyy-mm-dd' });
	return await writeXlsxFile([
		['Name', 'Phone', 'Since', 'Card'].map((value) => ({ value, type: String })),
		[{ value: 'Ana' }, { value: 56911112222 }, date('2024-05-01'), { value: 123456789012345 }],
		[
			{ value: 'Leo' },
			{ value: 56922223333 },
			date('2024-05-02'),
			{ value: Number('1234567890123456789') },
		],
		[{ value: 'Eva' }, { value: 56933334444 }, date('2024-05-02'), null],
	]).toBuffer();
}

/** Uploads a file to an active workflow: Webhook, Extract From File, and our node with both outputs. */
export async function sendFile(own: Connected, file: DataFile): Promise<void> {
	const { n8n, sandbox } = own;
	sandbox.reset();
	const path = `file-${randomUUID()}`;
	const id = await save(own, file, path);
	const body = await upload(file);
	await whileActive(n8n.client, id, async () => {
		await firstAnswer(() => fetch(`${n8n.url}/webhook/${path}`, { method: 'POST', ...body }));
		const [execution] = await until(async () => {
			const ended = await endedExecutions(n8n.client, id);
			return ended.length > 0 ? ended : undefined;
		});
		assert.deepEqual([execution?.status, execution?.error], ['success', undefined]);
		const [, refused = []] = execution?.nodes.Send?.[0]?.outputs ?? [];
		const [rows = []] = execution?.nodes.Rows?.[0]?.outputs ?? [];
		assert.deepEqual(contacts(sandbox.requests()), file.sent);
		assert.equal(sandbox.requests().length, Object.keys(file.sent).length);
		assert.equal(refused.length, file.refused.length, JSON.stringify(refused));
		refused.forEach((row, index) => {
			assert.match(row.error as string, file.refused[index] ?? /never/);
			// The row itself, so that it can be corrected and sent again.
			const { error, details } = row;
			assert.ok(rows.some((given) => isDeepStrictEqual({ ...given, error, details }, row)));
		});
	});
}

function contacts(requests: ReadonlyArray<{ body?: unknown }>): DataFile['sent'] {
	return Object.fromEntries(
		requests.map(({ body }) => {
			const sent = body as Record<string, unknown>;
			return [
				String(sent.contact_phone_number),
				{ name: sent.contact_name as string, metadata: sent.meta_data as object },
			];
		}),
	);
}

async function upload({
	extract,
	content,
}: DataFile): Promise<{ body: FormData | string; headers?: Record<string, string> }> {
	const made = await content();
	if (!extract) {
		return { body: JSON.stringify(made), headers: { 'content-type': 'application/json' } };
	}
	const form = new FormData();
	form.append('data', new Blob([new Uint8Array(made as Buffer)]), 'customers');
	return { body: form };
}

async function save(
	own: Connected,
	{ extract, rows: field }: DataFile,
	path: string,
): Promise<string> {
	const webhook: TestNode = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, options: {} },
		webhookId: randomUUID(),
	};
	const splitOut = {
		type: 'n8n-nodes-base.splitOut',
		parameters: { fieldToSplitOut: field, options: {} },
	};
	const whole = { type: 'n8n-nodes-base.noOp', parameters: {} };
	const rows: TestNode = extract
		? { name: 'Rows', type: 'n8n-nodes-base.extractFromFile', parameters: { ...extract } }
		: { name: 'Rows', ...(field ? splitOut : whole) };
	const at = extract || field ? '' : 'body.';
	const send: TestNode = {
		name: 'Send',
		type: VAMBE,
		parameters: {
			resource: 'customer',
			operation: 'upsert',
			channel: 'whatsapp',
			channelPhoneNumber: '+56987654321',
			contactPhoneNumber: `={{ $json.${at}Phone }}`,
			additionalFields: { contactName: `={{ $json.${at}Name }}` },
			metadataMode: 'input',
			metadataExclude: 'name, phone',
			options: {},
		},
		credentials: { vambeApi: savedOf(own, 'vambeApi').reference },
		onError: 'continueErrorOutput',
	};
	const nodes = [webhook, rows, send];
	return await saveGraph(own.n8n.client, `File ${path}`, nodes, inLine(nodes));
}
