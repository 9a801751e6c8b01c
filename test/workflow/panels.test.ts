import { fields, nodeCase } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';
import { whatsapp } from '../support/nodes';

/** What a panel starts with and what it says holds in a workflow. */
describe('a name that is there from the start', () => {
	const runs = useSandbox();
	const STAGE = '550e8400-e29b-41d4-a716-446655440000';
	const stageId = { __rl: true, mode: 'id', value: STAGE };

	const bodyOf = async (parameters: Record<string, unknown>) => {
		const { error } = await runs.run(whatsapp({ ...parameters, ...fields({ plan: 'pro' }) }), [
			{ name: 'Maria' },
		]);
		expect(error).toBeUndefined();
		return runs.sandbox.requests()[0]?.body as Record<string, unknown>;
	};

	// n8n stores what differs from the default, which was {}.
	it.each([
		['without additional fields', {}],
		['with none of them', { additionalFields: {} }],
		['with a stage alone', { additionalFields: { stageId } }],
		['with a name that was left blank', { additionalFields: { contactName: '' } }],
	])('sets no name in a workflow that was saved %s', async (_name, parameters) => {
		expect(await bodyOf(parameters)).not.toHaveProperty('contact_name');
	});

	it('keeps what was saved beside it', async () => {
		expect(await bodyOf({ additionalFields: { stageId } })).toMatchObject({ stageId: STAGE });
		runs.sandbox.clearRequests();
		expect(await bodyOf({ additionalFields: { contactName: '={{ $json.name }}' } })).toMatchObject({
			contact_name: 'Maria',
		});
	});
});

describe('a listed value that is not in the list', () => {
	const runs = useSandbox();
	const conversation = (deviceType: string) =>
		nodeCase(
			'asapp',
			'conversation',
			'addMetadata',
		)({ externalConversationId: 'conversation-1', additionalFields: { deviceType } });

	it('can be mapped with the expression that the message shows', async () => {
		const { error } = await runs.run(conversation('={{ $json.column }}'), [{ column: 'mobile' }]);
		const shown = /\{\{.*\}\}/.exec(error?.description ?? '')?.[0] ?? '';
		expect(shown).toContain('their word');
		await runs.run(conversation(`=${shown.replace('their word', 'mobile')}`), [
			{ column: 'mobile' },
		]);
		expect(runs.sandbox.requests()[0]?.body).toMatchObject({ deviceType: 'PHONE' });
	});
});
