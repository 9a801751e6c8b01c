import { CircuitBreaker } from '../../../../nodes/shared/send/circuitBreaker';

function afterFailures(count: number): CircuitBreaker {
	const breaker = new CircuitBreaker();
	for (let i = 1; i <= count; i++) breaker.onDead(`failure ${i}`);
	return breaker;
}

describe('CircuitBreaker', () => {
	it.each([
		[0, false],
		[9, false],
		[10, true],
		[11, true],
	])('after %i failures in a row is open: %s', (count, open) => {
		expect(afterFailures(count).open).toBe(open);
	});

	it('starts counting again when the server shows that it is alive', () => {
		const breaker = afterFailures(9);
		breaker.onAlive();
		for (let i = 0; i < 9; i++) breaker.onDead('again');
		expect(breaker.open).toBe(false);
		breaker.onDead('again');
		expect(breaker.open).toBe(true);
	});

	it('stays open, with its reason, whatever answers arrive after', () => {
		const breaker = afterFailures(10);
		breaker.onAlive();
		breaker.onDead('much later');
		expect(breaker.open).toBe(true);
		expect(breaker.reason).toBe(
			'not sent, because 10 items in a row failed before it. The last one: failure 10',
		);
	});
});
