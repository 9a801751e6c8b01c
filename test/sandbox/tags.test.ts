import { SEED } from '../../sandbox';
import { useSandbox } from './support';

const SET = `/api/public/contact/tags/${SEED.contactId}`;
const byChannel = (channel: string, identifier: string) =>
	`/api/public/channels/${channel}/${encodeURIComponent(identifier)}/tags`;

describe('tags', () => {
	const caller = useSandbox();
	const { send } = caller;
	const contact = (id: string = SEED.contactId) =>
		caller.sandbox.state().contacts.find((one) => one.id === id);
	const tagNamed = (value: string) =>
		caller.sandbox.state().tags.find((tag) => tag.value === value);

	it('are listed, those of tickets too', async () => {
		const { body } = await send('GET', '/api/public/tags');
		expect(body).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ ...SEED.contactTag, entity_type: 'CONTACT' }),
				expect.objectContaining({ ...SEED.ticketTag, entity_type: 'TICKET' }),
			]),
		);
	});

	describe('set by id', () => {
		it('replace all others', async () => {
			await send('PATCH', SET, { tagsIds: [1, 2, 3] });
			expect(await send('PATCH', SET, { tagsIds: [4, 5, 5] })).toMatchObject({
				status: 200,
				body: { status: 'success', aiContactTagsLength: 2 },
			});
			expect(contact()?.tags).toEqual([4, 5]);
			await send('PATCH', SET, { tagsIds: [] });
			expect(contact()?.tags).toEqual([]);
		});

		it.each([
			['do not exist', [1, 999]],
			['are for tickets', [SEED.ticketTag.id]],
			['are no numbers', ['vip-customer']],
		])('are refused when they %s, and nothing changes', async (_what, tagsIds) => {
			await send('PATCH', SET, { tagsIds: [2] });
			expect((await send('PATCH', SET, { tagsIds })).status).toBe(400);
			expect(contact()?.tags).toEqual([2]);
		});
	});

	describe('added by name', () => {
		const path = byChannel('whatsapp', SEED.contactPhoneNumber);

		it('are made when they do not exist, and added to those that are there', async () => {
			await send('PATCH', SET, { tagsIds: [2] });
			const tags = [SEED.contactTag.value, 'spring', 'spring'];
			expect(await send('POST', path, { tags })).toMatchObject({
				status: 201,
				body: {
					status: 'success',
					createdCount: 1,
					assignedCount: 2,
					notAssignedCount: 0,
					notAssignedTags: [],
				},
			});
			expect(contact()?.tags).toEqual([2, SEED.contactTag.id, tagNamed('spring')?.id]);
			expect(await send('POST', path, { tags })).toMatchObject({
				body: { createdCount: 0, assignedCount: 2 },
			});
			expect(contact()?.tags).toHaveLength(3);
		});

		it('go to the active ticket when they are for tickets, or nowhere', async () => {
			const tags = [SEED.ticketTag.value, 'customer'];
			const assigned = { assignedCount: 2, notAssignedCount: 0 };
			expect((await send('POST', path, { tags })).body).toMatchObject(assigned);
			const ticket = caller.sandbox.state().tickets.find(({ id }) => id === SEED.ticketId);
			expect(ticket?.tags).toEqual([SEED.ticketTag.id]);
			expect(contact()?.tags).toEqual([5]);

			const without = byChannel('web-whatsapp', SEED.contactPhoneNumberWithoutTicket);
			expect((await send('POST', without, { tags })).body).toMatchObject({
				assignedCount: 1,
				notAssignedCount: 1,
				notAssignedTags: [SEED.ticketTag.value],
				details: expect.stringMatching(/active ticket/) as unknown,
			});
			expect(contact(SEED.contactIdWithoutTicket)?.tags).toEqual([5]);
		});

		it.each(['+56912345678', '56912345678', '+56 9 1234 5678'])('find %s', async (phone) => {
			const answer = await send('POST', byChannel('whatsapp', phone), { tags: ['trial'] });
			expect(answer.status).toBe(201);
			expect(contact()?.tags).toEqual([4]);
		});

		it.each(['instagram', 'playground'] as const)('find a user name on %s', async (platform) => {
			const [id] = caller.sandbox.putContacts([{ platform, external_user_id: 'maria.store' }]);
			const answer = await send('POST', byChannel(platform, 'maria.store'), { tags: ['trial'] });
			expect(answer.status).toBe(201);
			expect(contact(id)?.tags).toEqual([4]);
		});

		it.each([
			['another channel', byChannel('web-whatsapp', SEED.contactPhoneNumber), ['a'], 404],
			['no contact', byChannel('whatsapp', '+1'), ['a'], 404],
			['no such channel', byChannel('webchat', SEED.externalUserId), ['a'], 400],
			['no tags', path, [], 400],
			['a tag without text', path, [''], 400],
		])('are refused for %s, and none is made', async (_what, address, tags, status) => {
			const before = caller.sandbox.state().tags;
			expect((await send('POST', address, { tags })).status).toBe(status);
			expect(caller.sandbox.state().tags).toEqual(before);
		});
	});

	it('are those of the start after a reset', async () => {
		await send('POST', byChannel('whatsapp', SEED.contactPhoneNumber), { tags: ['new'] });
		caller.sandbox.reset();
		expect(tagNamed('new')).toBeUndefined();
		expect(contact()?.tags).toEqual([]);
	});
});
