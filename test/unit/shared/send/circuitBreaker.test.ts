import { CircuitBreaker } from '../../../../nodes/shared/send/circuitBreaker';

const answer = (code: string) => ({ networkCode: code });

function afterFailures(count: number): CircuitBreaker {
	const breaker = new CircuitBreaker();
	for (let i = 1; i <= count; i++) breaker.onDead(answer(`failure ${i}`));
	return breaker;
}

describe('CircuitBreaker', () => {
	it.each([
		[0, false],
		[9, false],
		[10, true],
		[11, true],
	])('after %i failures in a row has given up: %s', (count, givenUp) => {
		expect(afterFailures(count).verdict !== undefined).toBe(givenUp);
	});

	it('starts counting again when the server shows that it is alive', () => {
		const breaker = afterFailures(9);
		breaker.onAlive();
		for (let i = 0; i < 9; i++) breaker.onDead(answer('again'));
		expect(breaker.verdict).toBeUndefined();
		breaker.onDead(answer('again'));
		expect(breaker.verdict).toBeDefined();
	});

	it('stays with its verdict, and its reason, whatever answers arrive after', () => {
		const breaker = afterFailures(10);
		breaker.onAlive();
		breaker.onDead(answer('much later'));
		expect(breaker.verdict).toEqual({ inARow: 10, last: answer('failure 10') });
	});
});
