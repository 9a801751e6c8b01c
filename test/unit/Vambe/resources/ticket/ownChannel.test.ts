import { Vambe } from '../../../../../nodes/Vambe/Vambe.node';
import { ownChannel } from '../../../../../nodes/Vambe/resources/ticket/ownChannel';
import { itemOf } from '../../../../support/itemOf';

const read = (channel: string, phoneId: unknown) =>
	ownChannel.read(itemOf({ channel, phoneId }), 'channel');

it.each([
	['whatsapp', { __rl: true, mode: 'list', value: '4001' }, '4001'],
	['whatsapp', { __rl: true, mode: 'id', value: 4001 }, '4001'],
	['whatsapp', ' 4001 ', '4001'],
	['web-whatsapp', 'web-4001', 'web-4001'],
	['web-whatsapp', '4001', '4001'],
])('%s takes %j', (channel, given, phoneId) => {
	expect(read(channel, given)).toEqual({ kind: channel, phoneId });
});

it('an ID that is no number cannot be one of the Business API', () => {
	expect(() => read('whatsapp', 'web-4001')).toThrow('Phone ID is "web-4001"');
	expect(() => read('web-whatsapp', '..')).toThrow('Phone ID is ".."');
	expect(() => read('web-whatsapp', '')).toThrow('Phone ID is empty');
});

it('is chosen anew when the channel changes, from a list that the node can read', () => {
	const [, phoneId] = ownChannel.properties('channel');
	expect(phoneId?.name).toBe('phoneId');
	expect(phoneId?.typeOptions?.loadOptionsDependsOn).toEqual(['channel']);
	const [list, id] = phoneId?.modes ?? [];
	expect(new Vambe().methods.listSearch).toHaveProperty(
		String(list?.typeOptions?.searchListMethod),
	);
	// The rule for UUIDs is not theirs.
	expect(id).not.toHaveProperty('validation');
});
