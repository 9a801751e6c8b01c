import { Account } from '../../../../nodes/shared/send/pace/account';
import { Refusals, Trail } from '../../../../nodes/shared/send/trail';
import { VirtualClock } from '../../../support/virtualClock';

function setUp() {
	const account = new Account(new VirtualClock());
	const refusals = new Refusals(account);
	let now = 0;
	/** One more refusal of the request in question. */
	const refuse = (sentAt = now): void => {
		account.refused++;
		now += 100;
		refusals.note(sentAt, now);
	};
	/** Answers to others. */
	const others = (accepted: number, refused = 0): void => {
		account.accepted += accepted;
		account.refused += refused;
		now += 100;
	};
	return { account, refusals, refuse, others };
}

describe('a 429', () => {
	it('is about the pace as long as nobody else gets through', () => {
		const { refusals, refuse, others } = setUp();
		for (let i = 0; i < 20; i++) {
			refuse();
			others(0, 5);
		}
		expect(refusals.areOwn).toBe(false);
	});

	it('is own trouble when it comes again while others get through', () => {
		const { refusals, refuse, others } = setUp();
		refuse();
		others(10);
		expect(refusals.areOwn).toBe(false);
		refuse();
		expect(refusals.areOwn).toBe(true);
	});

	it('is about the pace while half of the others are refused, too', () => {
		const { refusals, refuse, others } = setUp();
		for (let i = 0; i < 4; i++) {
			refuse();
			others(10, 10);
		}
		expect(refusals.areOwn).toBe(false);
		refuse();
		refuse();
		expect(refusals.areOwn).toBe(false);
		others(10, 10);
		refuse();
		others(10, 10);
		refuse();
		expect(refusals.areOwn).toBe(true);
	});

	it('is one event with all that were under way together', () => {
		const { refusals, refuse, others } = setUp();
		refuse(0);
		others(3, 3);
		for (let request = 0; request < 10; request++) refuse(50);
		expect(refusals.areOwn).toBe(false);
	});

	it('is forgotten when one gets through', () => {
		const { refusals, refuse, others } = setUp();
		refuse();
		others(10);
		refuse();
		refusals.clear();
		refuse();
		expect(refusals.areOwn).toBe(false);
	});

	it('tells the pace before it, while nobody else is refused and others get through', () => {
		const { account, refusals, refuse, others } = setUp();
		refuse();
		expect(refusals.paceOfOthers).toBeUndefined();
		others(1);
		expect(refusals.paceOfOthers).toBe(account.pace);
		others(1, 1);
		expect(refusals.paceOfOthers).toBeUndefined();
	});
});

it('a trail tells what a request took', () => {
	const trail = new Trail(new Account(new VirtualClock()));
	expect(trail.effort).toEqual({ attempts: 0, mayHaveArrived: false });
	trail.attempts = 2;
	trail.mayHaveArrived = true;
	expect(trail.effort).toEqual({ attempts: 2, mayHaveArrived: true });
});
