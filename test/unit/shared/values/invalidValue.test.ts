import { explained, InvalidValue } from '../../../../nodes/shared/values/invalidValue';

const explain = ({ message }: Error): InvalidValue =>
	new InvalidValue('Field', `is ${message}`, 'Fix.');

it('names its field and what to do', () => {
	const problem = new InvalidValue('Name', 'Name is empty', 'Fill in Name.');
	expect(problem).toBeInstanceOf(Error);
	expect(problem).toMatchObject({ field: 'Name', message: 'Name is empty', fix: 'Fill in Name.' });
});

describe('explained', () => {
	it('passes on what was read', () => {
		expect(explained(() => 7, explain)).toBe(7);
	});

	it('leaves a complaint as it is', () => {
		const problem = new InvalidValue('Name', 'Name is empty', 'Fill in Name.');
		const read = (): never => {
			throw problem;
		};
		expect(() => explained(read, explain)).toThrow(problem);
	});

	it('makes a complaint of any other error', () => {
		const read = (): never => {
			throw new TypeError('odd');
		};
		expect(() => explained(read, explain)).toThrow(
			expect.objectContaining({ field: 'Field', message: 'is odd', fix: 'Fix.' }) as Error,
		);
		expect(() => explained(read, explain)).toThrow(InvalidValue);
	});
});
