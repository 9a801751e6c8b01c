import { remembered } from '../../../../nodes/shared/values/remembered';

it('answers as the function does, and asks it once', () => {
	const asked: string[] = [];
	const upper = remembered((text) => {
		asked.push(text);
		return text.toUpperCase();
	});
	expect(['a', 'b', 'a', '__proto__', 'b', '__proto__'].map(upper)).toEqual([
		'A',
		'B',
		'A',
		'__PROTO__',
		'B',
		'__PROTO__',
	]);
	expect(asked).toEqual(['a', 'b', '__proto__']);
});

it('knows again that there is no answer', () => {
	const none = jest.fn((): undefined => undefined);
	const find = remembered(none);
	expect([find('a'), find('a')]).toEqual([undefined, undefined]);
	expect(none).toHaveBeenCalledTimes(1);
});

it('passes on what the function throws, each time', () => {
	const fail = remembered((text): string => {
		throw new Error(text);
	});
	expect(() => fail('a')).toThrow('a');
	expect(() => fail('a')).toThrow('a');
});

it('keeps five hundred answers at most', () => {
	const asked = jest.fn((text: string) => text);
	const same = remembered(asked);
	for (let number = 0; number < 500; number++) same(String(number));
	same('0');
	expect(asked).toHaveBeenCalledTimes(500);
	same('500');
	same('0');
	expect(asked).toHaveBeenCalledTimes(502);
});
