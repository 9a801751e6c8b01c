/** The least that a back-off may be, in all tests of a `describe`: how long it is is the business of others. */
export function withoutBackOff(): void {
	beforeAll(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
	afterAll(() => jest.restoreAllMocks());
}
