import { failureFromError, faultWhileSending } from '../../../../nodes/shared/values/failure';
import { InvalidValue } from '../../../../nodes/shared/values/invalidValue';

it('reads the failure from an invalid value', () => {
	expect(failureFromError(new InvalidValue('Name', 'Name is empty', 'Fill in Name.'))).toEqual({
		message: 'Name is empty',
		hint: 'Fill in Name.',
		details: { field: 'Name' },
	});
});

it('calls any other error a fault of the node, which is not about the data', () => {
	expect(failureFromError(new TypeError('x is not\na function'))).toEqual({
		message: 'The node failed because of an internal error: x is not a function',
		hint: 'This is a bug in the node and not a problem with your data. Please report it with this message.',
		details: { code: 'FAULT' },
	});
});

it('says of a fault after a request may have left that it may have left', () => {
	const failure = faultWhileSending(new TypeError('x'));
	expect(failure.message).toBe(
		'The node failed because of an internal error: x. Its request may have been sent',
	);
	expect(failure.hint).toContain('whether the item was stored');
	expect(failure.details).toEqual({ code: 'FAULT' });
});
