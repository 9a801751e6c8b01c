/**
 * Lives inside n8n, as a file of N8N_CUSTOM_EXTENSIONS: nothing but a loop over n8n's own request helper,
 * with a number of requests at a time. No expressions, no checks, no retries, the key read once. The least that
 * sending an item can cost in this n8n.
 */
const VAMBE = 'vambeApi';

class BareLoop {
	description = {
		displayName: 'Bare Loop',
		name: 'bareLoop',
		group: ['output'],
		version: 1,
		description: 'Sends each item with the request helper of n8n',
		defaults: { name: 'Bare Loop' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: VAMBE, required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 1 },
		],
	};

	async execute() {
		const items = this.getInputData();
		const url = this.getNodeParameter('url', 0);
		const { apiKey } = await this.getCredentials(VAMBE);
		const sent = new Array(items.length);
		let next = 0;
		const worker = async () => {
			for (let index = next++; index < items.length; index = next++) {
				const { phone, name, ...metadata } = items[index].json;
				const answer = await this.helpers.httpRequest({
					method: 'POST',
					url,
					headers: { 'x-api-key': apiKey },
					body: {
						channel: 'whatsapp',
						channel_phone_number: '+56987654321',
						contact_phone_number: phone,
						contact_name: name,
						meta_data: metadata,
					},
					json: true,
				});
				sent[index] = { json: answer, pairedItem: index };
			}
		};
		const concurrency = this.getNodeParameter('concurrency', 0);
		await Promise.all(Array.from({ length: concurrency }, worker));
		return [sent];
	}
}

module.exports = { BareLoop };
