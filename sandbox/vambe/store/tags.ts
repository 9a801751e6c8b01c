import { SEED, TAGS } from '../../seed';
import type { Tag } from '../types';

/** The tags that contacts and tickets can have. */
export class TagStore {
	private tags: Tag[] = [];

	/** Back to the tags of the start. */
	reset(): void {
		this.tags = TAGS.map((tag) => ({ ...tag }));
	}

	all(): Tag[] {
		return this.tags;
	}

	get(id: number): Tag | undefined {
		return this.tags.find((tag) => tag.id === id);
	}

	/** Assumption: names are compared as they are, upper and lower case apart. */
	named(value: string): Tag | undefined {
		return this.tags.find((tag) => tag.value === value);
	}

	/** Assumption: a tag that is made by its name is one for contacts. */
	create(value: string): Tag {
		const tag: Tag = {
			id: Math.max(0, ...this.tags.map(({ id }) => id)) + 1,
			value,
			variant: 'default',
			entity_type: 'CONTACT',
			created_at: new Date().toISOString(),
			client_id: SEED.clientId,
		};
		this.tags.push(tag);
		return tag;
	}
}
