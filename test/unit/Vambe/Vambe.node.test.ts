import { vambeOperations } from '../../../nodes/Vambe/operations';
import { Vambe } from '../../../nodes/Vambe/Vambe.node';
import { describeParameters } from '../../support/nodeParameters';

describe('the parameters of Vambe', () => {
	describeParameters(new Vambe(), 'vambe', vambeOperations);
});
