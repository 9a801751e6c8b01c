import { casesWith, idFieldOf, itemsFor, nodeOf, type OperationCase } from '../cases';
import { byId, fields, type NodeCase } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';
import { asapp, contact, whatsapp } from '../support/nodes';
import { FULL } from '../support/full';

const COUNT = FULL ? 100 : 25;
const BAD = 17;

/** Items of which one lacks the ID. */
const items = (operation: OperationCase) =>
	itemsFor(operation, COUNT).map((item, index) => (index === BAD ? { ...item, id: '' } : item));

const cases = casesWith('idParameter').map((operation) => [operation.name, operation] as const);

describe(`one invalid item among ${COUNT}`, () => {
	const runs = useSandbox();

	it.each(cases)('%s: stops before the first request', async (_name, operation) => {
		const { error, items: output } = await runs.run(
			nodeOf(operation, { requestsPerSecond: 0 }),
			items(operation),
		);
		expect(runs.sandbox.requests()).toEqual([]);
		expect(output).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: `Item ${BAD} (row ${BAD + 1} of ${COUNT}): ${idFieldOf(operation)} is empty`,
			description: `Fill in ${idFieldOf(operation)} for this item. No items were completed.`,
			// n8n would show it behind the message, which names the item already.
			context: { itemIndex: undefined },
		});
	});

	const reported = (operation: OperationCase) => {
		const field = idFieldOf(operation);
		return {
			...items(operation)[BAD],
			error: `Item ${BAD}: ${field} is empty`,
			details: { field, hint: `Fill in ${field} for this item.` },
		};
	};

	it.each(cases)('%s: is reported in its place, the others are sent', async (_name, operation) => {
		const { error, items: output } = await runs.run(
			nodeOf(operation, { requestsPerSecond: 0 }),
			items(operation),
			{
				onError: 'continueRegularOutput',
			},
		);
		expect(error).toBeUndefined();
		expect(runs.sandbox.state().traffic.accepted).toBe(COUNT - 1);
		expect(runs.sandbox.requests()).toHaveLength(COUNT - 1);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: COUNT }, (_, item) => ({ item })),
		);
		expect(output[BAD]?.json).toEqual(reported(operation));
		expect(output.filter(({ json }) => 'error' in json)).toHaveLength(1);
	});

	it.each(cases)('%s: goes to the error output, the others are sent', async (_name, operation) => {
		const outcome = await runs.run(nodeOf(operation, { requestsPerSecond: 0 }), items(operation), {
			onError: 'continueErrorOutput',
		});
		expect(runs.sandbox.state().traffic.accepted).toBe(COUNT - 1);
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: COUNT }, (_, item) => ({ item })).filter(({ item }) => item !== BAD),
		);
		expect(outcome.failed).toHaveLength(1);
		expect(outcome.failed[0]).toMatchObject({
			json: reported(operation),
			pairedItem: { item: BAD },
		});
	});
});

/** What is wrong → the node, the message, and where the fix points. */
const PROBLEMS: Record<string, [NodeCase, string, RegExp]> = {
	'an ID that is no UUID': [
		contact({ contactId: byId('={{ 12345 }}'), ...fields({ a: 'b' }) }),
		'Contact is "12345", but must be a UUID such as "df980fc8-b6db-4820-bf22-2969482d106d"',
		/Correct the value/,
	],
	'an e-mail address that is none': [
		asapp({ additionalFields: { emailAddress: 'jdoe at example' } }),
		'Email Address is "jdoe at example", but must be an email address such as "jdoe@example.com"',
		/Correct the value/,
	],
	'a phone number that is an object': [
		whatsapp({ contactPhoneNumber: '={{ { number: 1 } }}' }),
		'Contact Phone Number is a value of type object, but must be text',
		/Map a single text onto Contact Phone Number/,
	],
	'a name that is a list': [
		whatsapp({ additionalFields: { contactName: '={{ ["Ana", "Maria"] }}' } }),
		'Contact Name is a list, but must be text',
		/Map a single text onto Contact Name/,
	],
	'a channel that does not exist': [
		// The editor offers no expression here, but a workflow file can hold anything.
		whatsapp({ channel: 'telegram' }),
		'Channel is "telegram", but must be one of: whatsapp, web-whatsapp, webchat',
		/Choose one of the listed values for Channel/,
	],
	'a custom field without a key': [
		whatsapp({ customFields: { field: [{ key: '', value: 'premium' }] } }),
		'Custom Fields has a value without a key: "premium"',
		/Fill in the key, or remove the field/,
	],
	'half an emoji': [
		whatsapp({ additionalFields: { contactName: '={{ "👋"[0] }}' } }),
		'Contact Name holds half of a character pair (a broken emoji?)',
		/Correct the text/,
	],
	'a text over its limit': [
		asapp({ additionalFields: { addressZipcode: '12345678901234567' } }),
		'Address Zipcode is longer than 16 characters',
		/Shorten the text/,
	],
	'an expression that fails': [
		whatsapp({ contactPhoneNumber: '={{ $("Nowhere").item.json.phone }}' }),
		"Contact Phone Number cannot be read: Referenced node doesn't exist",
		/Correct the expression of the field/,
	],
};

describe('an invalid value', () => {
	const runs = useSandbox();

	it.each(Object.entries(PROBLEMS))('%s is named with its fix', async (_name, problem) => {
		const [node, message, fix] = problem;
		const { error } = await runs.run(node);
		expect(error?.message).toBe(`Item 0 (row 1 of 1): ${message}`);
		expect(error?.description).toMatch(fix);
		expect(runs.sandbox.requests()).toEqual([]);
	});
});
