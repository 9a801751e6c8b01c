import { Asapp } from '../../../nodes/Asapp/Asapp.node';
import { asappOperations } from '../../../nodes/Asapp/operations';
import { describeParameters } from '../../support/nodeParameters';

describe('the parameters of ASAPP', () => {
	describeParameters(new Asapp(), 'asapp', asappOperations);
});
